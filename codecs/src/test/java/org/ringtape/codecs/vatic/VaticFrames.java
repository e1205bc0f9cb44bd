package org.ringtape.codecs.vatic;

import java.util.List;

/** Frames written by hand from the specification's field tables, so that a plain clone tests everything. */
final class VaticFrames
{
    static final String CONNECTED = """
        {"event":"connected","supportedAssets":["btc","eth","pepe"],"supportedMarketTypes":["5min","daily"],\
        "supportedChannels":["hyperliquid_mark_price"],"usage":"Send {\\"type\\":\\"subscribe\\"}"}""";
    static final String SUBSCRIBED = """
        {"event":"subscribed","asset":"eth","marketTypes":["5min","daily"]}""";
    static final String UNSUBSCRIBED = """
        {"event":"unsubscribed"}""";
    static final String OPEN = """
        {"event":"window_open","asset":"btc","marketType":"5min","windowStart":1750000200,\
        "windowStartIso":"2025-06-15T15:10:00.000Z","price":105123.4567,"source":"chainlink"}""";
    static final String SNAPSHOT = """
        {"event":"window_open","asset":"ETH","marketType":"1hr","windowStart":"1.7500032e9",\
        "windowStartIso":"2025-06-15T16:00:00Z","price":"2.5123456789012345e3","source":"binance_futures",\
        "snapshot":"true"}""";
    static final String ISO_ONLY = """
        {"windowStartIso":"2025-06-15T16:00:00Z","price":1.5,"marketType":"4h","asset":"sol","snapshot":1,\
        "windowStart":null,"event":"window_open"}""";
    static final String FAILED = """
        {"event":"window_open_error","asset":"hype","marketType":"15min","windowStart":1750000500,\
        "error":"upstream \\"x\\" is away"}""";
    static final String MARK_PRICE = """
        {"event":"hyperliquid_mark_price","asset":"Btc","markPrice":"105124.5","timestamp":1750000201234,\
        "snapshot":true}""";
    static final String UNTIMED_MARK_PRICE = """
        {"event":"hyperliquid_mark_price","asset":"eth","markPrice":2512.25}""";
    static final String ERROR = """
        {"event":"error","message":"Unknown asset: \\"foo\\""}""";
    static final String UNKNOWN_EVENT = """
        {"event":"window_close","asset":"btc","marketType":"5min"}""";
    static final String UNKNOWN_INTERVAL = """
        {"event":"window_open","asset":"btc","marketType":"30min","windowStart":1750000200,"price":1}""";
    static final String UNKNOWN_ASSET = """
        {"event":"window_open","asset":"pepe","marketType":"5min","windowStart":1750000200,"price":1}""";
    static final String UNWANTED = """
        {"event":"window_open","asset":"x","marketType":"5min","windowStart":1750000200,"price":1}""";

    static final List<String> ALL = List.of(CONNECTED, SUBSCRIBED, UNSUBSCRIBED, OPEN, SNAPSHOT, ISO_ONLY, FAILED,
        MARK_PRICE, UNTIMED_MARK_PRICE, ERROR, UNKNOWN_EVENT, UNKNOWN_INTERVAL, UNKNOWN_ASSET, UNWANTED);

    private VaticFrames()
    {
    }

    /** The open window with one field's value replaced, or with a field added. */
    static String openWith(final String field, final String value)
    {
        final String replaced =
            OPEN.replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*)", "\"" + field + "\":" +
                value.replace("\\", "\\\\"));
        return OPEN.contains("\"" + field + "\":") ? replaced :
            OPEN.substring(0, OPEN.length() - 1) + ",\"" + field + "\":" + value + "}";
    }

    /** The open window without a field. */
    static String openWithout(final String field)
    {
        return OPEN.replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*),?", "").replace(",}", "}");
    }
}
