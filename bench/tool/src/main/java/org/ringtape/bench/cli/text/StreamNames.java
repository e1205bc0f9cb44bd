package org.ringtape.bench.cli.text;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.frames.RecordedFrame;

/** Which streams the frames of a recording name, so that they can be subscribed to. */
public final class StreamNames
{
    private StreamNames()
    {
    }

    /** The stream of a frame, or null if it names none. */
    public static String of(final byte[] frame)
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
    public static Set<String> of(final Venue venue, final FrameFile file)
    {
        final Set<String> found = new LinkedHashSet<>();
        final Set<String> unread = new HashSet<>();
        final RawDecoder decoder = new RawDecoder(venue);
        for (final RecordedFrame frame : file.frames())
        {
            if (frame.kind() != FrameKind.FRAME)
            {
                continue;
            }
            final String name = of(frame.bytes());
            if (name == null)
            {
                addDecoded(decoder.decode(0, frame.bytes()), found);
            }
            else if (!found.contains(name) && !unread.contains(name))
            {
                (isRead(venue, name) ? found : unread).add(name);
            }
        }
        return found;
    }

    private static boolean isRead(final Venue venue, final String name)
    {
        try
        {
            VenueModules.installed().of(venue).newFeed().streams(name);
            return true;
        }
        catch (final IllegalArgumentException e)
        {
            return false;
        }
    }

    /** Where frames name no streams, the codec does. */
    private static void addDecoded(final Map<String, Object> decoded, final Set<String> found)
    {
        for (final Object event : (List<?>)decoded.get("events"))
        {
            if (((Map<?, ?>)event).get("stream") instanceof String name)
            {
                found.add(name);
            }
        }
    }
}
