package org.ringtape.bench.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.frames.Gzip;
import org.ringtape.bench.results.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code decode}: one raw frame a line in, exactly one JSON object a line out. */
@Command(
    name = "decode",
    description = "Decodes raw frames: one frame a line in, one JSON object a line out.",
    footer = {
        "",
        "A line may begin with a receive time and a blank. The output line is",
        "  {\"line\":n,\"status\":\"DECODED\",\"events\":[…]}",
        "with status DECODED, PARTIAL, CONTROL, IGNORED, MALFORMED, UNKNOWN_INSTRUMENT or TOO_LARGE,",
        "how many keys nobody reads and how many trades contradict themselves, and of CONTROL what it says.",
        "A bad frame never stops it.",
        "",
        "Example:",
        "  scripts/ringtape decode --venue binance-usdm recording.jsonl | head"
    })
final class DecodeCommand implements Callable<Integer>
{
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
    /** Nanoseconds, or seconds with a fraction, as the other commands read them. */
    private static final Pattern TIME = Pattern.compile("(?:[0-9]{1,19}|[0-9]{1,10}\\.[0-9]+):? ");
    private static final int MAX_TIME_LENGTH = 64;

    @Spec
    private CommandSpec spec;

    @Option(names = "--venue", required = true, paramLabel = "V",
        description = "whose frames: ${COMPLETION-CANDIDATES}",
        completionCandidates = VenueOption.Names.class, converter = VenueOption.class)
    private Venue venue;

    @Option(names = "--base64",
        description = "each line is a binary frame in Base64, compressed where the venue compresses")
    private boolean base64;

    @Option(names = "--scope", paramLabel = "S",
        description = "which of the venue's connections the frames are from; all are read alike. Binance: public, " +
            "market, private; Kiyotaka: book, nonbook")
    private String scope;

    @Option(names = "--market", paramLabel = "M", description = "symbol of frames that carry none")
    private String market;

    @Parameters(paramLabel = "FILE", description = "frames, plain or gzip; - reads standard input")
    private String file;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call() throws IOException
    {
        final List<String> scopes = VenueModules.installed().of(venue).codec().scopes();
        if (scope != null && !scopes.contains(scope))
        {
            throw new UserError("--scope of " + venue.label() + " must be " + String.join(" or ", scopes) + ": '" +
                scope + "'");
        }
        if (market != null)
        {
            throw new UserError("--market: every frame of " + venue.label() + " names its symbol");
        }
        final RawDecoder decoder = new RawDecoder(venue);
        final PrintWriter out = spec.commandLine().getOut();
        try (InputStream in = open())
        {
            long line = 0;
            byte[] frame;
            while ((frame = nextLine(in)) != null)
            {
                out.println(Json.text(decoder.decode(++line, payload(decoder, frame))));
                if (out.checkError())
                {
                    break; // nobody reads any more
                }
            }
        }
        out.flush();
        return ExitStatus.HOLDS;
    }

    private InputStream open()
    {
        try
        {
            return Gzip.plain("-".equals(file) ? System.in : Files.newInputStream(Path.of(file)));
        }
        catch (final IOException | InvalidPathException e)
        {
            throw new UserError(file + ": cannot be read: " + Messages.of(e));
        }
    }

    /** Null if what stands there is no Base64. */
    private byte[] payload(final RawDecoder decoder, final byte[] line)
    {
        final byte[] frame = withoutTime(line);
        if (!base64)
        {
            return frame;
        }
        try
        {
            return decoder.payloadOf(
                Base64.getDecoder().decode(new String(frame, StandardCharsets.ISO_8859_1).trim()));
        }
        catch (final IllegalArgumentException e)
        {
            return null; // no frame at all
        }
    }

    /**
     * Cuts a time as recordings have it, and the blank behind it. No frame begins with a number and then a blank, so
     * nothing of one is cut; whatever else stands before a frame stays, and makes it malformed.
     */
    private static byte[] withoutTime(final byte[] line)
    {
        final String head = new String(line, 0, Math.min(line.length, MAX_TIME_LENGTH), StandardCharsets.ISO_8859_1);
        final Matcher time = TIME.matcher(head);
        return time.lookingAt() ? Arrays.copyOfRange(line, time.end(), line.length) : line;
    }

    /** The next line without its end; null behind the last. */
    private byte[] nextLine(final InputStream in)
    {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        try
        {
            int b = in.read();
            if (b < 0)
            {
                return null;
            }
            for (; b >= 0 && b != '\n'; b = in.read())
            {
                if (line.size() == MAX_LINE_BYTES)
                {
                    throw new UserError(file + ": line longer than " + MAX_LINE_BYTES + " bytes");
                }
                line.write(b);
            }
        }
        catch (final IOException e)
        {
            throw new UserError(file + ": cannot be read: " + Messages.of(e));
        }
        final byte[] bytes = line.toByteArray();
        final int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return Arrays.copyOf(bytes, length);
    }
}
