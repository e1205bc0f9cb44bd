package org.ringtape.bench.cli.live;

import java.util.Set;

import org.ringtape.bench.cli.UserError;
import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.bench.cli.text.StreamNames;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.codecs.DecodeStatus;

/** Checks that a recording is one of a venue, before anything is launched for it. */
public final class Recording
{
    private Recording()
    {
    }

    /**
     * The streams of a recording.
     *
     * @throws UserError if it holds none of the venue, or a REST depth body that the venue's codec cannot read
     */
    public static Set<String> streams(final Venue venue, final FrameFile file)
    {
        final Set<String> streams = StreamNames.of(venue, file);
        if (streams.isEmpty())
        {
            throw new UserError(file.name() + ": no frame of a stream of " + venue.label());
        }
        final RawDecoder decoder = new RawDecoder(venue);
        for (final RecordedFrame frame : file.frames())
        {
            if (frame.kind() == FrameKind.REST_DEPTH)
            {
                final Object status = decoder.decode(frame.lineNumber(), frame.bytes()).get("status");
                if (!DecodeStatus.DECODED.name().equals(status))
                {
                    throw new UserError(
                        file.name() + ":" + frame.lineNumber() + ": a REST depth body that cannot be read");
                }
            }
        }
        return streams;
    }
}
