package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads the points of a frame as the vendor writes them, as far as they go: the series first and seen before, then the
 * payload in the documented key order, no white space. It stops at the first point that deviates, whatever the reason,
 * and takes back what the sink got of it but for the stream's name; that point and what follows is for the general
 * path, which must pass over {@link #points()} of them and be told of {@link #naming()}.
 *
 * <p>Owned by one frame decoder.
 */
final class InOrderReader
{
    private static final ExpectedText BEGIN = ExpectedText.of("{\"points\":[{\"series\":");
    private static final ExpectedText NEXT = ExpectedText.of(",{\"series\":");

    private final SeriesMemory memory;
    private final PayloadReader[] readers;
    /** Null if nobody cares. */
    private final SeriesObserver observer;
    private final InOrderCursor cursor = new InOrderCursor();
    private int points;
    private int skippedKeys;
    private int naming;

    InOrderReader(final SeriesMemory memory, final PayloadReader[] readers, final SeriesObserver observer)
    {
        this.observer = observer;
        this.memory = memory;
        this.readers = readers;
    }

    /**
     * Reads points.
     *
     * @return true if the frame was read to its end
     */
    boolean read(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        cursor.wrap(frame, offset, length);
        points = 0;
        skippedKeys = 0;
        naming = PointDecoder.NOT_NAMED;
        if (!cursor.match(BEGIN))
        {
            return false;
        }
        while (point(sink))
        {
            points++;
            if (!cursor.match(NEXT))
            {
                return cursor.match(']') && cursor.match('}') && cursor.position() == cursor.end();
            }
        }
        return false;
    }

    /** Points that the sink got. */
    int points()
    {
        return points;
    }

    /** Keys of these points that nobody reads. */
    int skippedKeys()
    {
        return skippedKeys;
    }

    /** What the sink was told, and said, of the stream of the point that follows: one of {@link PointDecoder}'s. */
    int naming()
    {
        return naming;
    }

    private boolean point(final FrameSink sink)
    {
        final RememberedSeries series = memory.find(cursor.frame(), cursor.position(), cursor.end());
        if (series == null)
        {
            return false;
        }
        if (!sink.onStream(series.name(), 0, series.nameLength()))
        {
            naming = PointDecoder.UNWANTED;
            return false;
        }
        if (observer != null)
        {
            observer.onSeries(cursor.frame(), cursor.position(), series.length());
        }
        cursor.position(cursor.position() + series.length());
        final PayloadReader reader = readers[series.type()];
        if (!reader.readInOrder(cursor, sink) || !cursor.match('}'))
        {
            naming = PointDecoder.WANTED;
            reader.abandon(sink);
            return false;
        }
        skippedKeys += series.unknownKeys();
        reader.finish(series.instrumentId(), series, sink);
        return true;
    }
}
