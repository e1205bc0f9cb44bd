package org.ringtape.bench.cli;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.ringtape.bench.frames.FrameFile;
import org.ringtape.bench.frames.FrameKind;
import org.ringtape.bench.frames.JsonReader;
import org.ringtape.bench.frames.JsonSyntaxException;
import org.ringtape.bench.frames.RecordedFrame;
import org.ringtape.feeds.binance.BinanceStreams;

/** Which streams the wrapped frames of a recording name, so that they can be subscribed to. */
final class StreamNames
{
    private StreamNames()
    {
    }

    /** The stream of a frame, or null if it names none. */
    static String of(final byte[] frame)
    {
        try
        {
            return JsonReader.read(frame) instanceof Map<?, ?> object && object.get("stream") instanceof String name ?
                name : null;
        }
        catch (final JsonSyntaxException e) // the codec will say so, and it is the one to count it
        {
            return null;
        }
    }

    /** The streams of a recording that we read, in the order of their first frames. */
    static Set<String> of(final FrameFile file)
    {
        final Set<String> found = new LinkedHashSet<>();
        for (final RecordedFrame frame : file.frames())
        {
            final String name = frame.kind() == FrameKind.FRAME ? of(frame.bytes()) : null;
            if (name != null && BinanceStreams.isRead(name))
            {
                found.add(name);
            }
        }
        return found;
    }
}
