package org.ringtape.codecs.kiyotaka;

import java.util.List;

/** Frames of our own in the vendor's form, one a channel and some awkward ones. */
final class Frames
{
    static final String TRADE = frame(point("TRADE", ",\"side\":\"SELL\",\"coin\":\"ETH\",\"inverse\":true",
        "trade", "\"id\":\"8812\",\"price\":3120.55,\"amount\":1.25,\"timestamp\":{\"seconds\":1771000000," +
        "\"nanoseconds\":250000000}"));
    static final String AGGREGATION = frame(point("TRADE_AGG", ",\"side\":\"BUY\",\"session\":\"0\"",
        "tradeAggregation", "\"open\":3120,\"high\":3121.5,\"low\":3119.75,\"close\":3121,\"volume\":14.2," +
        "\"timestamp\":{\"seconds\":1771000000},\"firstTimestamp\":{\"seconds\":1771000000,\"nanoseconds\":1}," +
        "\"lastTimestamp\":{\"seconds\":1771000001}"));
    static final String BOOK = frame(point("BLOCK_BOOK_SNAPSHOT", ",\"coin\":\"ETH\",\"blockSize\":2.5",
        "blockBookSnapshot", "\"bids\":[3120,4.5,3117.5,10],\"asks\":[3120,2,3122.5,7.125,3125,1e-7]," +
        "\"timestamp\":{\"seconds\":1771000002,\"nanoseconds\":5000}"));
    static final String LIQUIDATION = frame(point("LIQUIDATION", ",\"side\":\"BUY\"", "liquidation",
        "\"id\":\"0b7f1c52-9e1d-4d6a-8f00-1234567890ab\",\"price\":3100.5,\"amount\":7," +
        "\"timestamp\":{\"seconds\":1771000003}"));
    static final String FUNDING = frame(point("FUNDING_RATE", "", "fundingRate",
        "\"fundingRate\":-0.000125,\"predictedFundingRate\":1.5e-7,\"timestamp\":{\"seconds\":1771000004}"));
    static final String INTEREST = frame(point("OPEN_INTEREST", "", "openInterest",
        "\"openInterest\":55012.125,\"timestamp\":{\"seconds\":1771000005}"));
    static final String PROFILE = frame(point("VOLUME_PROFILE_AGG", ",\"blockSize\":5", "volumeProfileAggregation",
        "\"profile\":[3115,0.5,0.25,3120,11,4.125,3125,0,2],\"timestamp\":{\"seconds\":1771000006}"));
    static final String GROUPED = frame("{\"series\":{\"type\":\"BLOCK_BOOK_SNAPSHOT\",\"coin\":\"ETH\"," +
        "\"blockSize\":0.50},\"blockBookSnapshot\":{\"asks\":[\"1\",\"2\"],\"bids\":null}}");
    static final String LATE = frame("{\"trade\":{\"timestamp\":{\"ns\":\"5\",\"s\":1.771e9},\"amount\":\"2.50\"," +
        "\"price\":8.3E+02,\"id\":991},\"series\":{\"side\":2,\"exchange\":\"OKEX\",\"symbol\":\"ETH-USDT\"," +
        "\"type\":\"TRADE\"}}");
    static final String MIXED = frame(inner(TRADE) + "," + inner(BOOK) + ",{\"series\":{\"type\":\"NEWS\"}}," +
        inner(FUNDING) + "," + inner(PROFILE));
    static final String PONG = "{\"type\":\"pong\",\"timestamp\":1771000007000}";
    static final String PING = "{\"timestamp\":17,\"type\":\"ping\"}";
    static final String ACK = "{\"jsonrpc\":\"2.0\",\"id\":12,\"result\":{\"channels\":[1,{}]}}";
    static final String REFUSED = "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32602,\"message\":\"No\"}}";
    static final String CREDENTIALS = "{\"error\":\"INVALID_API_KEY\",\"message\":\"bad key\",\"id\":1}";
    static final String THROTTLED = "{\"error\":\"RATE_LIMITED\",\"retry_after\":1.5}";

    /** Levels whose numbers have every shape, and enough of them that words are read. */
    static final String SHAPES = frame(point("BLOCK_BOOK_SNAPSHOT", ",\"coin\":\"ETH\",\"blockSize\":0.1",
        "blockBookSnapshot", "\"bids\":[3120.5,4.25,3120.4,12.125,3120.3,7,3120.2,123.5,3120.1,99.9999,3120,0.5," +
        "3119.9,1234567.5,3119.8,12345678,3119.7,0.0000001,999.9,38]" +
        ",\"asks\":[3120.6,0.001,3120.7,10,10000.5,2.5,10000.25,5e1,12345678.5,1],\"timestamp\":" +
        "{\"seconds\":1771000002}"));
    static final List<String> DATA = List.of(TRADE, AGGREGATION, BOOK, LIQUIDATION, FUNDING, INTEREST, PROFILE, GROUPED,
        LATE, MIXED, SHAPES);
    static final List<String> CONTROL = List.of(PONG, PING, ACK, REFUSED, CREDENTIALS, THROTTLED);

    private Frames()
    {
    }

    static String frame(final String points)
    {
        return "{\"points\":[" + points + "]}";
    }

    /** The points of a frame. */
    static String inner(final String frame)
    {
        return frame.substring("{\"points\":[".length(), frame.length() - 2);
    }

    static String point(final String type, final String more, final String payload, final String members)
    {
        return "{\"series\":{\"type\":\"" + type + "\",\"symbol\":\"ETHUSDT\",\"exchange\":\"BYBIT\"," +
            "\"normalizedSymbol\":\"ETH-USDT\",\"category\":\"PERPETUAL\"" + more + "},\"" +
            payload + "\":{" + members + "}}";
    }

    static String trade(final String members)
    {
        return frame(point("TRADE", ",\"side\":\"BUY\"", "trade", members));
    }
}
