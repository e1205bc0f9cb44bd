package org.ringtape.codecs.kiyotaka.event;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads the payload of one channel, keys in any order; each of them at most once. Levels go to the sink as they come,
 * everything else when the whole point was found good. Who reads in order has a path for the documented order besides,
 * which knows no other. Owned by one decoder.
 */
public abstract class PayloadReader
{
    /** What the readers of one decoder share. */
    public static final class Tools
    {
        public final KiyotakaKeys keys = new KiyotakaKeys();
        public final ValueReader values = new ValueReader();
        public final TimeReader times = new TimeReader(keys, values);
    }

    private static final ExpectedText TIMESTAMP = ExpectedText.of(",\"timestamp\":");

    public final ValueReader values;
    private final KiyotakaKeys keys;
    private final TimeReader times;
    private final long own;
    private long timeNs;
    private int unknownKeys;
    private boolean begun;

    /**
     * A reader.
     *
     * @param tools of the decoder
     * @param own   bits of the keys that it takes beside the timestamp
     */
    public PayloadReader(final Tools tools, final long own)
    {
        keys = tools.keys;
        values = tools.values;
        times = tools.times;
        this.own = own | 1L << KiyotakaKeys.TIMESTAMP;
    }

    /**
     * Reads the payload that comes next. What a bad one leaves open in the scanner stays open.
     *
     * @return PRESENT, ABSENT or BAD of {@link ValueReader}
     */
    public final int read(final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        timeNs = 0;
        unknownKeys = 0;
        final int opening = scanner.next();
        if (opening != JsonToken.OBJECT_START)
        {
            return ValueReader.isNone(opening, scanner) ? ValueReader.ABSENT : ValueReader.BAD;
        }
        begun = true;
        begin(sink);
        long seen = 0;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            final int key = keys.key(frame, scanner);
            final long bit = key == KiyotakaKeys.UNKNOWN ? 0 : own & 1L << key;
            if (bit == 0)
            {
                unknownKeys++;
                scanner.skip();
            }
            else if ((seen & bit) != 0 || !member(key, frame, scanner, sink))
            {
                return ValueReader.BAD;
            }
            seen |= bit;
            token = scanner.next();
        }
        return token == JsonToken.OBJECT_END ? ValueReader.PRESENT : ValueReader.BAD;
    }

    /**
     * Reads what is left of a point in the documented order, from behind its series to behind the payload.
     *
     * @return false at the first byte that is not as expected; {@link #abandon} is due then
     */
    public final boolean readInOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        timeNs = 0;
        unknownKeys = 0;
        begun = true;
        begin(sink);
        return inOrder(cursor, sink) && cursor.match('}');
    }

    /** Time of the payload, epoch nanoseconds, 0 if absent. */
    public final long timeNs()
    {
        return timeNs;
    }

    public final int unknownKeys()
    {
        return unknownKeys;
    }

    /** Tells the sink of the payload last read, which was PRESENT. */
    public final void finish(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        begun = false;
        deliver(instrumentId, series, sink);
    }

    /** Takes back what the sink was told of the payload last read, if anything. */
    public final void abandon(final FrameSink sink)
    {
        if (begun)
        {
            begun = false;
            abort(sink);
        }
    }

    /** Forgets the payload before. */
    public abstract void begin(FrameSink sink);

    /** Reads the value of one of the own keys; false spoils the point. */
    public abstract boolean field(int key, byte[] frame, JsonScanner scanner, FrameSink sink);

    /** As {@link #field} for all of the payload, from the comma before its key to before its closing brace. */
    public abstract boolean inOrder(InOrderCursor cursor, FrameSink sink);

    /** Tells the sink of a point that is good. */
    public abstract void deliver(int instrumentId, PointSeries series, FrameSink sink);

    /** Takes back what the sink was told since {@link #begin}. */
    public void abort(final FrameSink sink)
    {
        // most tell it nothing before the end
    }

    /** Passes the member that ends every payload: the timestamp, from its comma on. */
    public final boolean timeInOrder(final InOrderCursor cursor)
    {
        if (!cursor.match(TIMESTAMP) || !cursor.time())
        {
            return false;
        }
        timed(cursor.mantissa());
        return true;
    }

    /** Called once the timestamp of the payload was there. */
    public void timed(final long venueTimeNs)
    {
        timeNs = venueTimeNs;
    }

    /**
     * Reads a time.
     *
     * @return nanoseconds, {@code absent} if it is null, or {@link Long#MAX_VALUE} if it is bad
     */
    public final long time(final byte[] frame, final JsonScanner scanner, final long absent)
    {
        final int outcome = times.read(frame, scanner);
        unknownKeys += times.unknownKeys();
        return outcome == ValueReader.PRESENT ? times.timeNs() :
            outcome == ValueReader.ABSENT ? absent : Long.MAX_VALUE;
    }

    private boolean member(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        if (key != KiyotakaKeys.TIMESTAMP)
        {
            return field(key, frame, scanner, sink);
        }
        final long venueTimeNs = time(frame, scanner, Long.MIN_VALUE);
        if (venueTimeNs != Long.MIN_VALUE && venueTimeNs != Long.MAX_VALUE)
        {
            timed(venueTimeNs);
        }
        return venueTimeNs != Long.MAX_VALUE;
    }
}
