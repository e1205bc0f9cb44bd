package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.field.KeyWords;
import org.ringtape.codecs.text.EpochTimes;

/** The keys of the venue that are words, and how its events say when they were. */
public final class BinanceFields
{
    /** Keys of events, of the envelope, of answers and of depth bodies. */
    public static final KeyWords EVENT = new KeyWords(
        "pu", "stream", "data", "result", "error", "code", "msg", "id", "bids", "asks", "lastUpdateId",
        "mp", "bo", "ao", "bq", "aq", "hl", "ll", "vo", "rf", "eep",
        "ps", "qa", "sp", "dt", "ot", "cs", "ed", "mq", "unit");

    public static final int PREVIOUS = EVENT.slot("pu");
    public static final int STREAM = EVENT.slot("stream");
    public static final int PAYLOAD = EVENT.slot("data");
    public static final int RESULT = EVENT.slot("result");
    public static final int ERROR = EVENT.slot("error");
    public static final int CODE = EVENT.slot("code");
    public static final int MESSAGE = EVENT.slot("msg");
    public static final int ID = EVENT.slot("id");
    public static final int BIDS = EVENT.slot("bids");
    public static final int ASKS = EVENT.slot("asks");
    public static final int LAST_UPDATE_ID = EVENT.slot("lastUpdateId");

    private BinanceFields()
    {
    }

    /** A table of the members of an event, or of what comes around one. */
    public static FieldTable table()
    {
        return new FieldTable(EVENT);
    }

    /** The keys of a list with blanks between them. */
    public static KeySet set(final String keys)
    {
        return KeySet.of(EVENT, keys);
    }

    /**
     * Time of the event: when the book or trade happened, else when it was pushed.
     *
     * @return epoch nanoseconds, 0 if neither is there, {@link EpochTimes#OUT_OF_RANGE} if one is no time
     */
    public static long venueTimeNs(final FieldTable fields)
    {
        final long pushedNs = pushTimeNs(fields);
        final int happened = FieldTable.slot('T');
        return pushedNs == EpochTimes.OUT_OF_RANGE || fields.isNone(happened) ? pushedNs : timeNs(fields, happened);
    }

    /** As {@link #venueTimeNs}, for events whose {@code T} is no time of theirs. */
    public static long pushTimeNs(final FieldTable fields)
    {
        return timeNs(fields, FieldTable.slot('E'));
    }

    private static long timeNs(final FieldTable fields, final int slot)
    {
        if (fields.isNone(slot))
        {
            return 0;
        }
        return fields.isNatural(slot) ? EpochTimes.nsOfMs(fields.integer()) : EpochTimes.OUT_OF_RANGE;
    }
}
