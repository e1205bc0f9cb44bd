package org.ringtape.bench.cli;

import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.frames.FrameFile;

import picocli.CommandLine.Option;

/** Options of the commands that read a recording. */
final class FrameOptions
{
    @Option(names = "--venue", required = true, paramLabel = "V",
        description = "whose frames: ${COMPLETION-CANDIDATES}",
        completionCandidates = VenueOption.Names.class, converter = VenueOption.class)
    private Venue venue;

    @Option(names = "--frames", required = true, paramLabel = "FILE",
        description = "the recording: one raw frame a line, plain or gzip, with or without receive times")
    private String frames;

    @Option(names = "--times", paramLabel = "FILE", description = "receive times in nanoseconds, one a line")
    private String times;

    @Option(names = "--rest-depth", paramLabel = "FILE",
        description = "REST depth bodies, one a line, if the recording does not hold them itself")
    private String restDepth;

    Venue venue()
    {
        return venue;
    }

    FrameFile read()
    {
        return FrameFile.read(
            FileName.of("--frames", frames), FileName.of("--times", times), FileName.of("--rest-depth", restDepth));
    }
}
