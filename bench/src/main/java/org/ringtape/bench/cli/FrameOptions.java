package org.ringtape.bench.cli;

import org.ringtape.bench.frames.FrameFile;
import org.ringtape.bench.frames.FrameKind;
import org.ringtape.bench.frames.RecordedFrame;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.feeds.Venue;

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

    /** Refuses a recording with a REST depth body that the venue's codec cannot read. */
    void requireBodies(final FrameFile file)
    {
        final RawDecoder decoder = new RawDecoder(venue);
        for (final RecordedFrame frame : file.frames())
        {
            if (frame.kind() == FrameKind.REST_DEPTH)
            {
                final Object status = decoder.decode(frame.lineNumber(), frame.bytes()).get("status");
                if (!DecodeStatus.DECODED.name().equals(status))
                {
                    throw new UserError(
                        file.name() + ":" + frame.lineNumber() + ": REST depth body is " + status);
                }
            }
        }
    }
}
