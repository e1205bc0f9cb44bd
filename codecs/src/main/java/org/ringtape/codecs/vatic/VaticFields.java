package org.ringtape.codecs.vatic;

import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.field.KeyWords;

/** The keys of the venue's messages and bodies. Source: vendor page "WebSocket". */
final class VaticFields
{
    private static final KeyWords KEYS = KeyWords.withoutLetters(
        "event", "asset", "marketType", "windowStart", "windowStartIso", "price", "source", "snapshot", "error",
        "message", "markPrice", "timestamp", "supportedAssets", "supportedMarketTypes", "supportedChannels", "usage",
        "marketTypes", "channel", "provider", "requestedTimestamp", "requestedTimestampIso", "_cache", "results",
        "ok", "now");

    static final int EVENT = KEYS.slot("event");
    static final int ASSET = KEYS.slot("asset");
    static final int MARKET_TYPE = KEYS.slot("marketType");
    static final int WINDOW_START = KEYS.slot("windowStart");
    static final int WINDOW_START_ISO = KEYS.slot("windowStartIso");
    static final int PRICE = KEYS.slot("price");
    static final int SOURCE = KEYS.slot("source");
    static final int SNAPSHOT = KEYS.slot("snapshot");
    static final int ERROR = KEYS.slot("error");
    static final int MESSAGE = KEYS.slot("message");
    static final int MARK_PRICE = KEYS.slot("markPrice");
    static final int TIMESTAMP = KEYS.slot("timestamp");
    static final int SUPPORTED_ASSETS = KEYS.slot("supportedAssets");
    static final int SUPPORTED_MARKET_TYPES = KEYS.slot("supportedMarketTypes");
    static final int SUPPORTED_CHANNELS = KEYS.slot("supportedChannels");
    static final int USAGE = KEYS.slot("usage");
    static final int MARKET_TYPES = KEYS.slot("marketTypes");
    static final int CHANNEL = KEYS.slot("channel");
    static final int PROVIDER = KEYS.slot("provider");
    static final int REQUESTED_TIMESTAMP = KEYS.slot("requestedTimestamp");
    static final int REQUESTED_TIMESTAMP_ISO = KEYS.slot("requestedTimestampIso");
    static final int CACHE = KEYS.slot("_cache");
    static final int RESULTS = KEYS.slot("results");
    static final int OK = KEYS.slot("ok");
    static final int NOW = KEYS.slot("now");

    private VaticFields()
    {
    }

    /** A table of the members of one object. */
    static FieldTable table()
    {
        return new FieldTable(KEYS);
    }

    /** The keys of a list with blanks between them. */
    static KeySet set(final String keys)
    {
        return KeySet.of(KEYS, keys);
    }
}
