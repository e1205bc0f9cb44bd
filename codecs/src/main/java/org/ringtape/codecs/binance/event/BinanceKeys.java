package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.text.ByteWords;

/** Event names, and the pieces of a frame in the documented order that the fast path passes as words. */
public final class BinanceKeys
{
    public static final long ENVELOPE_1 = ByteWords.literal("{\"stream");
    public static final long ENVELOPE_2 = ByteWords.literal("\":\"");
    public static final int ENVELOPE_2_LENGTH = 3;
    public static final long PAYLOAD = ByteWords.literal(",\"data\":");
    public static final long EVENT = ByteWords.literal("{\"e\":\"");
    public static final int EVENT_LENGTH = 6;

    public static final long QUOTED_EVENT = quoted('e');
    public static final long SEQUENCE_FIRST = ByteWords.literal("{\"u\":");

    public static final long DEPTH_1 = ByteWords.literal("depthUpd");
    public static final long DEPTH_2 = ByteWords.literal("ate\"");
    public static final int DEPTH_2_LENGTH = 4;
    public static final long TICKER_1 = ByteWords.literal("bookTick");
    public static final long TICKER_2 = ByteWords.literal("er\"");
    public static final int TICKER_2_LENGTH = 3;
    public static final long TRADE = ByteWords.literal("trade\"");
    public static final int TRADE_LENGTH = 6;
    public static final long DAY_TICKER_1 = ByteWords.literal("24hrTick");
    public static final long DAY_TICKER_2 = ByteWords.literal("er\"");
    public static final int DAY_TICKER_2_LENGTH = 3;
    public static final long CANDLE = ByteWords.literal("kline\"");
    public static final int CANDLE_LENGTH = 6;

    public static final long STATE = ByteWords.literal(",\"st\":");
    public static final int STATE_LENGTH = 6;
    public static final long NET_QUANTITY = ByteWords.literal(",\"nq\":\"");
    public static final int NET_QUANTITY_LENGTH = 7;

    /** Length of {@code ,"X":}. */
    public static final int BARE_LENGTH = 5;
    /** Length of {@code ,"X":"} and of {@code ,"X":[}. */
    public static final int OPEN_LENGTH = 6;

    private BinanceKeys()
    {
    }

    /** {@code ,"X":} for a key with a bare value. */
    public static long bare(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":");
    }

    /** {@code ,"X":"} for a key with a string. */
    public static long quoted(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":\"");
    }

    /** {@code ,"X":[} for a key with an array. */
    public static long array(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":[");
    }
}
