package org.ringtape.codecs.kiyotaka.event;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.text.KeyTable;

/**
 * The vendor's keys as small numbers, one table for all levels: a reader says which of them it takes where it stands.
 * A key that is not in the table, or not where it belongs, is one we do not know. Owned by one decoder.
 */
public final class KiyotakaKeys
{
    public static final int UNKNOWN = KeyTable.NONE;

    /** First of the payloads, in the order of {@link KiyotakaChannelType}. */
    static final int FIRST_PAYLOAD = 0;
    public static final int FUNDING_RATE = 4;
    public static final int OPEN_INTEREST = 5;
    public static final int PAYLOADS = 7;

    public static final int SERIES = 7;
    public static final int TYPE = 8;
    public static final int SYMBOL = 9;
    public static final int EXCHANGE = 10;
    public static final int COIN = 11;
    public static final int SIDE = 12;
    public static final int BLOCK_SIZE = 13;

    public static final int ID = 14;
    public static final int PRICE = 15;
    public static final int AMOUNT = 16;
    public static final int TIMESTAMP = 17;
    public static final int OPEN = 18;
    public static final int HIGH = 19;
    public static final int LOW = 20;
    public static final int CLOSE = 21;
    public static final int VOLUME = 22;
    public static final int FIRST_TIMESTAMP = 23;
    public static final int LAST_TIMESTAMP = 24;
    public static final int BIDS = 25;
    public static final int ASKS = 26;
    public static final int PREDICTED_FUNDING_RATE = 27;
    public static final int PROFILE = 28;
    static final int SECONDS = 29;
    static final int NANOSECONDS = 30;
    static final int SHORT_SECONDS = 31;
    static final int SHORT_NANOSECONDS = 32;

    public static final int POINTS = 33;
    public static final int ERROR = 34;
    public static final int RESULT = 35;
    public static final int MESSAGE = 36;
    public static final int CODE = 37;
    public static final int FURTHER = 38;
    public static final int RETRY_AFTER = 39;
    public static final int JSON_RPC = 40;

    /** Documented members of a series that we have no use for. */
    public static final int NORMALIZED_SYMBOL = 41;
    static final int CATEGORY = 42;
    static final int INVERSE = 43;
    static final int SESSION = 44;
    static final int GROUP_BY_TYPE = 45;

    private static final KeyTable TABLE = new KeyTable(texts());

    private final JsonText text = new JsonText();

    /** The key that the scanner stands behind, or {@link #UNKNOWN}. */
    public int key(final byte[] frame, final JsonScanner scanner)
    {
        final int start = scanner.start();
        if (!scanner.isEscaped())
        {
            return TABLE.find(frame, start, scanner.stop() - start);
        }
        return text.wrap(frame, start, scanner.stop(), true) ?
            TABLE.find(text.bytes(), text.offset(), text.length()) : UNKNOWN;
    }

    public static boolean isPayload(final int key)
    {
        return key >= FIRST_PAYLOAD && key < PAYLOADS;
    }

    private static String[] texts()
    {
        final KiyotakaChannelType[] types = KiyotakaChannelType.values();
        final String[] others = {
            "series", "type", "symbol", "exchange", "coin", "side", "blockSize",
            "id", "price", "amount", "timestamp", "open", "high", "low", "close", "volume", "firstTimestamp",
            "lastTimestamp", "bids", "asks", "predictedFundingRate", "profile", "seconds", "nanoseconds", "s", "ns",
            "points", "error", "result", "message", "code", "data", "retry_after", "jsonrpc",
            "normalizedSymbol", "category", "inverse", "session", "groupByType"};
        final String[] all = new String[types.length + others.length];
        for (int i = 0; i < types.length; i++)
        {
            all[i] = types[i].payload();
        }
        System.arraycopy(others, 0, all, types.length, others.length);
        return all;
    }
}
