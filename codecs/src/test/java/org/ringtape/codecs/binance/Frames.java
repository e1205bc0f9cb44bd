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
    static final String DAY_TICKER = """
        {"stream":"ethusdt@optionTicker@261225","data":{"e":"24hrTicker","E":1700000000778,"s":"ETH-251219-3100-C",\
        "p":"-12.5000","P":"-0.140","w":"80.2500","c":"76.5000","Q":"0.38","o":"89.0000","h":"91.0000",\
        "l":"70.0000","v":"73.53","q":"5900.7800","O":1699913580000,"C":1700000000778,"F":126,"L":357,"n":232}}""";
    static final String RAW_DAY_TICKER =
        DAY_TICKER.substring(DAY_TICKER.indexOf("{\"e\""), DAY_TICKER.length() - 1);
    static final String CANDLE = """
        {"stream":"btc-260921-81000-c@kline_15m","data":{"e":"kline","E":1700000000010,"s":"BTC-260921-81000-C",\
        "k":{"t":1699999200000,"T":1700000099999,"s":"BTC-260921-81000-C","i":"15m","f":-1,"L":-1,"o":"680.000",\
        "c":"685.000","h":"690.000","l":"675.000","v":"0.10","n":0,"x":false,"q":"68.10000",\
        "V":"0.07","Q":"47.60000"}}}""";
    static final String MARK_1 = """
        {"s":"BTC-260925-40000-C","mp":"2603.124","E":1700000000974,"e":"markPrice","i":"85879.82826087","P":"0.000",\
        "bo":"0.000","ao":"2195.000","bq":"0.00","aq":"34.97","b":"-1.0","a":"0.39400000","hl":"42065.000",\
        "ll":"140.000","vo":"0.391","rf":"0.0529","d":"-0.92500868","t":"-130.69513844","g":"0.00001397",\
        "v":"19.05188966"}""";
    static final String MARK_2 =
        MARK_1.replace("40000-C", "42000-P").replace("974", "975").replace("\"0.000\"", "\"7.25\"");
    static final String CHAIN = "{\"stream\":\"btcusdt@optionMarkPrice\",\"data\":[" + MARK_1 + "," + MARK_2 + "]}";
    static final String RAW_CHAIN = "[" + MARK_1 + "]";
    static final String INDEX = """
        {"stream":"!index@arr","data":[{"e":"indexPrice","E":1700000000229,"s":"ETHUSDT","p":"3224.51976744"}]}""";
    static final String INTEREST = """
        [{"e":"openInterest","E":1700000000045,"s":"ETH-251219-3100-C","o":"1580.87","h":"1.6711317692476314E7"}]""";
    static final String LISTING = """
        {"e":"optionSymbol","E":1700000000908,"s":"BTC-261030-85000-C","ps":"BTCUSDT","qa":"USDT","d":"CALL",\
        "sp":"85000","dt":1793347200000,"u":1,"ot":1690000000000,"cs":"TRADING"}""";
    static final String FUNDING = """
        {"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1700000000201,"s":"BTCUSDT",\
        "p":"11794.15000000","i":"11784.62659091","P":"11784.25641265","r":"-0.00038167","T":1700006400000}}""";
    static final String LEGACY_TRADE = """
        {"stream":"BTC@trade","data":{"e":"trade","E":1700000000137,"s":"BTC-200630-9000-P","t":"15","p":"2.64",\
        "q":"0.01","b":"4647850284614262784","a":"4719907951072796672","T":1700000000134,"S":"-1","X":"BLOCK"}}""";
    static final String LEGACY_SIGNED_TRADE = """
        {"e":"trade","E":1700000000092,"s":"BTC-200630-9000-P","t":7,"p":"1000","q":"-2","b":4611781675939004417,\
        "a":4611781675939004418,"T":1700000000072,"S":"1","X":"MARKET"}""";
    static final String LEGACY_DEPTH = """
        {"e":"depth","E":1700000000010,"T":1700000000000,"s":"BTC-200630-9000-P","u":162,"pu":162,\
        "b":[["200","3"],["101","1"],["100","2.5"]],"a":[["1000","89"]]}""";
    static final String LEGACY_TICKER = """
        [{"e":"24hrTicker","E":1700000000200,"T":1700000000220,"s":"BTC-200630-9000-P","o":"2000","h":"2020",\
        "l":"2000","c":"2020","V":"1.42","A":"2841","P":"0.01","p":"20","Q":"0.01","F":"27","L":"48","n":22,"bo":"0",\
        "ao":"2020","bq":"0","aq":"0.03","b":"-1","a":"0.1318","d":"0.98911","t":"-0.16961","g":"0.00004",\
        "v":"2.66584","vo":"0.10001","mp":"2003.5102","hl":"2023.511","ll":"1983.511","eep":"0"}]""";
    static final String LEGACY_CANDLE = CANDLE.replace("\"f\":-1,\"L\":-1", "\"F\":\"3\",\"L\":9");
    static final String LEGACY_INDEX = """
        {"e":"index","E":1700000000351,"s":"ETHUSDT","p":"1707.89008607"}""";
    static final String LEGACY_MARK = """
        {"stream":"BTC@markPrice","data":[{"e":"markPrice","E":1700000000227,"s":"BTC-200630-9000-P","mp":"30.3"},\
        {"e":"markPrice","E":1700000000228,"s":"BTC-260925-40000-C","mp":"341.5"}]}""";
    static final String LEGACY_LISTING = """
        {"e":"OPTION_PAIR","E":1700000000842,"u":"BTCUSDT","qa":"USDT","s":"BTC-200630-9000-P","unit":1,"mq":"0.01",\
        "d":"PUT","sp":"9000","ed":1593504000000}""";
    static final String SNAPSHOT = """
        {"lastUpdateId":9003,"E":1700000000501,"T":1700000000493,"symbol":"BTCUSDT","pair":"BTCUSDT",\
        "bids":[["61800.20","2.909"],["61800.10","0.696"]],"asks":[["61800.30","3.1"]]}""";
    static final String LEGACY_SNAPSHOT = """
        {"T":1700000000972,"u":37461,"bids":[["1000","0.9"]],"asks":[["1100","0.1"]]}""";

    /** One event frame of each kind that is published and read in one pass. */
    static final List<String> EVENTS = List.of(DIFF, RAW_DIFF, PARTIAL, EMPTY_DIFF, SPOT_DIFF, USDM_DIFF, TICKER,
        USDM_TICKER, EMPTY_TICKER, COINM_TICKER, USDM_TRADE, OPTION_TRADE, DISAGREEING_TRADE, wideDiff(), CHAIN,
        RAW_CHAIN, DAY_TICKER, CANDLE);

    /** One frame of each kind that is published and has no fast path. */
    static final List<String> SLOW_EVENTS = List.of(INDEX, INTEREST, LISTING, FUNDING);

    /** One frame of each kind of the legacy dialect. */
    static final List<String> LEGACY_EVENTS = List.of(LEGACY_TRADE, LEGACY_SIGNED_TRADE, LEGACY_DEPTH, LEGACY_TICKER,
        LEGACY_CANDLE, LEGACY_INDEX, LEGACY_MARK, INTEREST, LEGACY_LISTING);

    /** One event frame of each kind of the current dialect. */
    static final List<String> CURRENT_EVENTS =
        java.util.stream.Stream.concat(EVENTS.stream(), SLOW_EVENTS.stream()).toList();

    /** Frames of every kind. */
    static final List<String> ALL = java.util.stream.Stream.concat(CURRENT_EVENTS.stream(), java.util.stream.Stream.of(
        ACKNOWLEDGED, REFUSED, REFUSED_NESTED,
        "[" + RAW_DAY_TICKER + "," + MARK_2 + "," + RAW_DIFF + "," + DISAGREEING_TRADE + "]",
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
