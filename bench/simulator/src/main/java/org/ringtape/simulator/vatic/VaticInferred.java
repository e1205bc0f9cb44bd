package org.ringtape.simulator.vatic;

import java.util.List;

/** What the venue does not document and this simulator had to choose: I or U in the wire specification. One place. */
public final class VaticInferred
{
    public static final String MARK_CHANNEL = "hyperliquid_mark_price";
    public static final List<String> CHANNELS = List.of(MARK_CHANNEL);
    static final String CHAINLINK = "chainlink";
    static final String BINANCE = "binance";
    static final String BINANCE_FUTURES = "binance_futures";
    /** The asset whose Binance prices are those of the futures venue. */
    static final String FUTURES_ASSET = "hype";
    public static final String FETCH_FAILED = "upstream price unavailable";
    static final String BAD_JSON = "Invalid JSON";
    static final String UNKNOWN_ASSET = "Unknown asset: ";
    static final String UNKNOWN_TYPE = "Unknown message type: ";
    static final String UNKNOWN_INTERVAL = "Unknown market type: ";
    static final String UNKNOWN_CHANNEL = "Unknown channel: ";
    /** How long prices of Chainlink are kept (read from a third party). */
    static final long HISTORY_SECONDS = 14L * 24 * 3600;
    /** How long a control ping may stay unanswered; the drop itself is documented. */
    static final long PONG_DEADLINE_NS = 30_000_000_000L;
    /** Documented budget of the REST side: requests in each window of so many seconds. */
    static final int REST_LIMIT = 120;
    static final int REST_WINDOW_SECONDS = 60;

    private VaticInferred()
    {
    }
}
