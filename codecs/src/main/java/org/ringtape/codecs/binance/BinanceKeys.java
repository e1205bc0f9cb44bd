package org.ringtape.codecs.binance;

import org.ringtape.codecs.text.ByteWords;

/** Event names, and the pieces of a frame in the documented order that the fast path passes as words. */
final class BinanceKeys
{
    static final long ENVELOPE_1 = ByteWords.literal("{\"stream");
    static final long ENVELOPE_2 = ByteWords.literal("\":\"");
    static final int ENVELOPE_2_LENGTH = 3;
    static final long PAYLOAD = ByteWords.literal(",\"data\":");
    static final long EVENT = ByteWords.literal("{\"e\":\"");
    static final int EVENT_LENGTH = 6;

    static final long QUOTED_EVENT = quoted('e');
    static final long SEQUENCE_FIRST = ByteWords.literal("{\"u\":");

    static final long DEPTH_1 = ByteWords.literal("depthUpd");
    static final long DEPTH_2 = ByteWords.literal("ate\"");
    static final int DEPTH_2_LENGTH = 4;
    static final long TICKER_1 = ByteWords.literal("bookTick");
    static final long TICKER_2 = ByteWords.literal("er\"");
    static final int TICKER_2_LENGTH = 3;
    static final long TRADE = ByteWords.literal("trade\"");
    static final int TRADE_LENGTH = 6;
    static final long DAY_TICKER_1 = ByteWords.literal("24hrTick");
    static final long DAY_TICKER_2 = ByteWords.literal("er\"");
    static final int DAY_TICKER_2_LENGTH = 3;
    static final long CANDLE = ByteWords.literal("kline\"");
    static final int CANDLE_LENGTH = 6;

    static final long PAIR_SYMBOL = ByteWords.literal(",\"ps\":\"");
    static final long STATE = ByteWords.literal(",\"st\":");
    static final int STATE_LENGTH = 6;
    static final long NET_QUANTITY = ByteWords.literal(",\"nq\":\"");
    static final int NET_QUANTITY_LENGTH = 7;
    static final long PREVIOUS = ByteWords.literal(",\"pu\":");
    static final int PREVIOUS_LENGTH = 6;

    /** Length of {@code ,"X":}. */
    static final int BARE_LENGTH = 5;
    /** Length of {@code ,"X":"} and of {@code ,"X":[}. */
    static final int OPEN_LENGTH = 6;
    /** Length of {@code ,"ps":"}. */
    static final int PAIR_SYMBOL_LENGTH = 7;

    private BinanceKeys()
    {
    }

    /** {@code ,"X":} for a key with a bare value. */
    static long bare(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":");
    }

    /** {@code ,"X":"} for a key with a string. */
    static long quoted(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":\"");
    }

    /** {@code ,"X":[} for a key with an array. */
    static long array(final char key)
    {
        return ByteWords.literal(",\"" + key + "\":[");
    }
}
