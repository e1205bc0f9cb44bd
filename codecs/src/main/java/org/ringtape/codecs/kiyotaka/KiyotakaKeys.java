package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;

/**
 * The vendor's keys as small numbers, one table for all levels: a reader says which of them it takes where it stands.
 * A key that is not in the table, or not where it belongs, is one we do not know. Owned by one decoder.
 */
final class KiyotakaKeys
{
    static final int UNKNOWN = KeyTable.NONE;

    /** First of the payloads, in the order of {@link KiyotakaChannelType}. */
    static final int FIRST_PAYLOAD = 0;
    static final int FUNDING_RATE = 4;
    static final int OPEN_INTEREST = 5;
    static final int PAYLOADS = 7;

    static final int SERIES = 7;
    static final int TYPE = 8;
    static final int SYMBOL = 9;
    static final int EXCHANGE = 10;
    static final int COIN = 11;
    static final int SIDE = 12;
    static final int BLOCK_SIZE = 13;

    static final int ID = 14;
    static final int PRICE = 15;
    static final int AMOUNT = 16;
    static final int TIMESTAMP = 17;
    static final int OPEN = 18;
    static final int HIGH = 19;
    static final int LOW = 20;
    static final int CLOSE = 21;
    static final int VOLUME = 22;
    static final int FIRST_TIMESTAMP = 23;
    static final int LAST_TIMESTAMP = 24;
    static final int BIDS = 25;
    static final int ASKS = 26;
    static final int PREDICTED_FUNDING_RATE = 27;
    static final int PROFILE = 28;
    static final int SECONDS = 29;
    static final int NANOSECONDS = 30;
    static final int SHORT_SECONDS = 31;
    static final int SHORT_NANOSECONDS = 32;

    static final int POINTS = 33;
    static final int ERROR = 34;
    static final int RESULT = 35;
    static final int MESSAGE = 36;
    static final int CODE = 37;
    static final int FURTHER = 38;
    static final int RETRY_AFTER = 39;
    static final int JSON_RPC = 40;

    /** Documented members of a series that we have no use for. */
    static final int NORMALIZED_SYMBOL = 41;
    static final int CATEGORY = 42;
    static final int INVERSE = 43;
    static final int SESSION = 44;
    static final int GROUP_BY_TYPE = 45;

    private static final KeyTable TABLE = new KeyTable(texts());

    private final JsonText text = new JsonText();

    /** The key that the scanner stands behind, or {@link #UNKNOWN}. */
    int key(final byte[] frame, final JsonScanner scanner)
    {
        final int start = scanner.start();
        if (!scanner.isEscaped())
        {
            return TABLE.find(frame, start, scanner.stop() - start);
        }
        return text.wrap(frame, start, scanner.stop(), true) ?
            TABLE.find(text.bytes(), text.offset(), text.length()) : UNKNOWN;
    }

    static boolean isPayload(final int key)
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
