package org.ringtape.codecs.binance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames written by hand from the specification's field tables, so that a plain clone tests everything. */
final class Frames
{
    static final String DIFF = """
        {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1700000000123,"T":1700000000120,"s":"BTCUSDT",\
        "U":9001,"u":9005,"pu":8990,"b":[["61800.10","0.250"],["61800.20","0.000"],["9.50","12.5"]],\
        "a":[["61800.30","3.330"],["61801.00","1000.001"]]}}""";
    static final String RAW_DIFF = """
        {"e":"depthUpdate","E":1700000000123,"T":1700000000120,"s":"BTC-251123-126000-C","U":465,"u":465,"pu":464,\
        "b":[["1100.000","0.6000"]],"a":[["1300.000","0.6000"]]}""";
    static final String PARTIAL = """
        {"stream":"btc-261030-85000-c@depth10@100ms","data":{"e":"depthUpdate","E":1700000000870,"T":1700000000855,\
        "s":"BTC-261030-85000-C","U":42788078076,"u":42788078248,"pu":42788074837,\
        "b":[["3645.000","2.17"],["3640.000","5.12"]],"a":[]}}""";
    static final String EMPTY_DIFF = """
        {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1700000000123,"T":1700000000120,"s":"BTCUSDT",\
        "U":9001,"u":9005,"pu":8990,"b":[],"a":[]}}""";
    static final String SPOT_DIFF = """
        {"stream":"btcusdt@depth","data":{"e":"depthUpdate","E":1700000000123,"s":"BTCUSDT","U":9001,"u":9005,\
        "b":[["61800.10000000","0.25000000"]],"a":[["61800.30000000","123.33000000"]]}}""";
    static final String USDM_DIFF = """
        {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1700000000123,"T":1700000000120,"s":"BTCUSDT",\
        "ps":"BTCUSDT","U":9001,"u":9005,"pu":8990,"b":[],"a":[["64346.70","589.8041"]],"st":1}}""";
    static final String TICKER = """
        {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":5123107839020,"s":"BTCUSDT","b":"61800.20",\
        "B":"2.507","a":"61800.30","A":"2.510","T":1700000000313,"E":1700000000314}}""";
    static final String USDM_TICKER = """
        {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":11612554592739,"s":"BTCUSDT","ps":"BTCUSDT",\
        "b":"81219.20","B":"4.037","a":"81219.30","A":"3.271","T":1700000000569,"E":1700000000570,"st":1}}""";
    static final String EMPTY_TICKER = """
        {"e":"bookTicker","u":2472,"s":"BTC-251226-110000-C","b":"0.000","B":"0.00","a":"5100.000","A":"0.1000",\
        "T":1700000000942,"E":1700000000942}""";
    static final String COINM_TICKER = """
        {"stream":"ethusd_perp@bookTicker","data":{"u":1007198631825,"e":"bookTicker","s":"ETHUSD_PERP","ps":"ETHUSD",\
        "b":"2682.17","B":"159","a":"2682.18","A":"3794","T":1700000000450,"E":1700000000457}}""";
    static final String USDM_TRADE = """
        {"stream":"btcusdt@trade","data":{"e":"trade","E":1700000000322,"T":1700000000321,"s":"BTCUSDT",\
        "t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}}""";
    static final String OPTION_TRADE = """
        {"stream":"btcusdt@optionTrade","data":{"e":"trade","E":1700000000025,"T":1700000000024,\
        "s":"BTC-261030-85000-C","t":2159,"p":"15.000","q":"0.19","X":"BLOCK","S":"SELL","m":true}}""";
    static final String DISAGREEING_TRADE = """
        {"e":"trade","E":1700000000025,"T":1700000000024,"s":"BTC-261030-85000-C","t":467,"p":"3660.000","q":"1.00",\
        "X":"MARKET","S":"BUY","m":true}""";
    static final String ACKNOWLEDGED = """
        {"result":null,"id":312}""";
    static final String REFUSED = """
        {"code":2,"msg":"Invalid request: unknown variant \\"X\\""}""";
    static final String REFUSED_NESTED = """
        {"error":{"code":4,"msg":"Too many subscriptions"},"id":19}""";
    static final String TICKER_24H = """
        {"stream":"btcusdt@optionTicker","data":{"e":"24hrTicker","E":1700000000778,"s":"BTCUSDT","p":"695.000",\
        "P":"95.862","F":94,"L":200,"n":107}}""";
    static final String SNAPSHOT = """
        {"lastUpdateId":9003,"E":1700000000501,"T":1700000000493,"symbol":"BTCUSDT","pair":"BTCUSDT",\
        "bids":[["61800.20","2.909"],["61800.10","0.696"]],"asks":[["61800.30","3.1"]]}""";
    static final String LEGACY_SNAPSHOT = """
        {"T":1700000000972,"u":37461,"bids":[["1000","0.9"]],"asks":[["1100","0.1"]]}""";

    /** One event frame of each kind that is published. */
    static final List<String> EVENTS = List.of(DIFF, RAW_DIFF, PARTIAL, EMPTY_DIFF, SPOT_DIFF, USDM_DIFF, TICKER,
        USDM_TICKER, EMPTY_TICKER, COINM_TICKER, USDM_TRADE, OPTION_TRADE, DISAGREEING_TRADE, wideDiff());

    /** Frames of every kind. */
    static final List<String> ALL = java.util.stream.Stream.concat(EVENTS.stream(), java.util.stream.Stream.of(
        ACKNOWLEDGED, REFUSED, REFUSED_NESTED, TICKER_24H, "[" + RAW_DIFF + "," + DISAGREEING_TRADE + "]",
        "{\"data\":[" + EMPTY_TICKER + "],\"stream\":\"x@y\"}", "{\"result\":[\"a@b\"],\"id\":\"7\"}")).toList();

    private Frames()
    {
    }

    /** Twenty levels a side, of changing shapes. */
    static String wideDiff()
    {
        return "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1700000000123," +
            "\"T\":1700000000120,\"s\":\"BTCUSDT\",\"U\":5123107832006,\"u\":5123107837557,\"pu\":5123107831937," +
            "\"b\":[" + levels(20, 995) + "],\"a\":[" + levels(20, 9_990) + "]}}";
    }

    private static String levels(final int count, final int from)
    {
        return IntStream.range(0, count)
            .mapToObj(i -> "[\"" + (from + i) + ".5" + i % 10 + "\",\"" + i * i * i + "." + i % 7 + "0\"]")
            .collect(Collectors.joining(","));
    }
}
