package org.ringtape.bench.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.ringtape.bench.cli.book.BookRun;
import org.ringtape.bench.cli.book.Checkpoint;
import org.ringtape.bench.cli.book.CheckpointFile;
import org.ringtape.simulator.frames.FrameFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import org.ringtape.bench.results.Json;

/** {@code book}: a recording straight into the codec, the book compared with checkpoints. */
@Command(
    name = "book",
    description = "Builds the book of a recording without sockets and compares it with checkpoints.",
    footer = {
        "",
        "Checkpoints are one JSON object a line (u, bids, asks, …) or rows under the header " +
            "depth_u,bid,bid_qty,ask,ask_qty. Ends with one line of JSON (frames, malformed, eventsApplied, …, " +
            "holds, reason). Exit status 1, with the reason as the last line, at a difference or if a book is not " +
            "live at the end, as without a REST body or behind a hole.",
        "",
        "Example:",
        "  scripts/ringtape book --venue binance-usdm --frames btcusdt.jsonl \\",
        "      --rest-depth btcusdt.rest-depth.json --checkpoints btcusdt.checkpoints.jsonl"
    })
final class BookCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private FrameOptions recording;

    @Option(names = "--checkpoints", paramLabel = "FILE", description = "what the book must be, plain or gzip")
    private String checkpoints;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        final List<Checkpoint> expected = checkpoints == null ? List.of() :
            CheckpointFile.read(checkpoints);
        final FrameFile file = recording.read();
        try (BookRun run = new BookRun(recording.venue(), file, expected))
        {
            run.run();
            spec.commandLine().getOut().println(Json.text(run.summary()));
            run.reason().ifPresent((words) -> Ringtape.say(spec.commandLine(), words));
            return run.reason().isEmpty() ? ExitStatus.HOLDS : ExitStatus.DOES_NOT_HOLD;
        }
    }
}
