package org.ringtape.bench.cli;

import java.util.List;
import java.util.Map;

import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.venue.Venue;


/** Frames of streams that no generator and no simulator sends, spelled by hand after the venue's documents. */
final class SpelledFrames
{
    private static final String STATISTICS = "\"p\":\"-3.10\",\"P\":\"-0.9\",\"w\":\"333.1\",\"c\":\"331.5\"," +
        "\"Q\":\"2\",\"o\":\"334.6\",\"h\":\"340.2\",\"l\":\"329.9\",\"v\":\"510.5\",\"q\":\"170047.5\"," +
        "\"O\":1760000000000,\"C\":1760086400000,\"F\":41,\"L\":99,\"n\":59}";
    private static final String OPTION = "{\"e\":\"24hrTicker\",\"E\":1760086400007,\"s\":\"BTC-261030-90000-C\",";
    private static final String FUTURE = "{\"e\":\"24hrTicker\",\"E\":1760086400007,\"s\":\"BTCUSDT\",";
    private static final String MARK = "{\"e\":\"markPriceUpdate\",\"E\":1760086400007,\"s\":\"BTCUSDT\"," +
        "\"p\":\"90110.2\",\"i\":\"90101.7\",\"P\":\"90099.4\",\"r\":\"0.00013\",\"T\":1760097600000}";
    private static final String INTEREST = "{\"e\":\"openInterest\",\"E\":1760086400007,\"s\":\"BTC-261030-90000-C\"," +
        "\"o\":\"71.5\",\"h\":\"6442500\"}";
    private static final String CANDLE = "{\"e\":\"kline\",\"E\":1760086400007,\"s\":\"BTCUSDT\",\"k\":{" +
        "\"t\":1760086380000,\"T\":1760086439999,\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":7,\"L\":9,\"o\":\"90100.1\"," +
        "\"c\":\"90110.2\",\"h\":\"90111\",\"l\":\"90100\",\"v\":\"1.5\",\"n\":3,\"x\":false,\"q\":\"135160\"," +
        "\"V\":\"1\",\"Q\":\"90105\"}}";
    private static final String IMAGE = "{\"e\":\"depthUpdate\",\"E\":1760086400007,\"T\":1760086400005," +
        "\"s\":\"BTCUSDT\",\"U\":11,\"u\":17,\"pu\":10,\"b\":[[\"90110\",\"2\"]],\"a\":[[\"90111\",\"3\"]]}";
    private static final String LEGACY_TICKER = OPTION + "\"T\":1760086400005,\"V\":\"1.5\",\"A\":\"495\"," +
        "\"P\":\"0.01\",\"p\":\"20\",\"Q\":\"0.01\",\"F\":\"7\",\"L\":\"9\",\"n\":3,\"o\":\"331\",\"h\":\"340\"," +
        "\"l\":\"329\",\"c\":\"333\",\"bo\":\"0\",\"ao\":\"335\",\"bq\":\"0\",\"aq\":\"2.5\",\"b\":\"-1\"," +
        "\"a\":\"0.41\",\"d\":\"0.51\",\"t\":\"-3.1\",\"g\":\"0.0001\",\"v\":\"12.1\",\"vo\":\"0.4\"," +
        "\"mp\":\"332.75\",\"hl\":\"500\",\"ll\":\"100\",\"eep\":\"0\"}";
    private static final String LEGACY_TRADE = "{\"e\":\"trade\",\"E\":1760086400007,\"s\":\"BTC-261030-90000-C\"," +
        "\"t\":\"8\",\"p\":\"333\",\"q\":\"0.5\",\"b\":\"51\",\"a\":\"52\",\"T\":1760086400005,\"S\":\"1\"," +
        "\"X\":\"MARKET\"}";

    /** Frames of streams. */
    static final Map<Venue, List<String>> ALL = Map.of(
        BinanceModule.OPTIONS, List.of(
            frame("btcusdt@optionTicker@261030", "[" + OPTION + STATISTICS + "]"),
            frame("btcusdt@optionOpenInterest@261030", "[" + INTEREST + "]")),
        BinanceModule.USDM, List.of(
            frame("btcusdt@depth20@100ms", IMAGE),
            frame("btcusdt@ticker", FUTURE + STATISTICS),
            frame("!ticker@arr", "[" + FUTURE + STATISTICS + "]"),
            frame("btcusdt@kline_1m", CANDLE),
            frame("btcusdt@markPrice", MARK),
            frame("btcusdt@markPrice@1s", MARK),
            frame("!markPrice@arr", "[" + MARK + "]"),
            frame("!markPrice@arr@1s", "[" + MARK + "]")),
        BinanceModule.OPTIONS_LEGACY, List.of(
            frame("BTC@trade", LEGACY_TRADE),
            frame("BTC@ticker@261030", "[" + LEGACY_TICKER + "]")));

    /** Body of the exchange information of futures, which their simulator does not serve. */
    static final String FUTURES_INFORMATION = "{\"timezone\":\"UTC\",\"symbols\":[{\"symbol\":\"BTCUSDT\"," +
        "\"pair\":\"BTCUSDT\",\"contractType\":\"PERPETUAL\",\"deliveryDate\":4133404800000," +
        "\"onboardDate\":1569398400000,\"status\":\"TRADING\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USDT\"," +
        "\"pricePrecision\":2,\"quantityPrecision\":3,\"filters\":[{\"filterType\":\"PRICE_FILTER\"," +
        "\"minPrice\":\"550.10\",\"maxPrice\":\"4529764\",\"tickSize\":\"0.10\"}]}]}";

    private SpelledFrames()
    {
    }

    private static String frame(final String stream, final String payload)
    {
        return "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}";
    }
}
