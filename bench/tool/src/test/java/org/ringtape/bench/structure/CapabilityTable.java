package org.ringtape.bench.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.ringtape.feeds.Venue;

/** A row for each kind of stream and REST answer that is read. Sources: the venues' wire specifications. */
final class CapabilityTable
{
    private static final String DOCUMENTED = "documented";
    private static final String OBSERVED = "documented, observed";
    private static final String FUTURES = "documented; never recorded";
    private static final String STATISTICS = "BinanceStatisticsTest";
    private static final String GENERATED = "GeneratedFramesTest";
    private static final String DEFINITIONS = "BinanceExchangeInfoDecoderTest";
    private static final String CHANNELS = "KiyotakaChannelTest";

    private final List<Capability> rows = new ArrayList<>();
    private Venue venue;

    private CapabilityTable()
    {
        options();
        futures();
        retiredOptions();
        kiyotaka();
        vatic();
    }

    /** All rows, in the order in which they are shown. */
    static List<Capability> rows()
    {
        return List.copyOf(new CapabilityTable().rows);
    }

    private void options()
    {
        venue = Venue.BINANCE_OPTIONS;
        row("<symbol>@depth[@<100ms|500ms>]", "BOOK_UPDATE",
            "documented, observed; inferred: the first diff after a snapshot has `pu` ≤ `lastUpdateId` ≤ `u`",
            "BinanceGoldenTest", GENERATED, "WoundedRecordingTest", "FaultsOverSocketsTest");
        row("<symbol>@depth<5|10|20>@<100ms|500ms>", "BOOK_UPDATE image", OBSERVED, GENERATED, "BinanceFeedsTest");
        row("<symbol>@bookTicker", "TOP_OF_BOOK", "documented; observed: a zero stands for no quote",
            "BinanceGoldenTest", GENERATED);
        row("<symbol or underlying>@optionTrade", "TRADE", "documented; observed: ids without holes",
            "BinanceGoldenTest", GENERATED, "TapeHandlerTest");
        row(List.of("<symbol>@optionTicker", "<underlying>@optionTicker@<YYMMDD>"), Set.of("TICKER"),
            OBSERVED, STATISTICS, GENERATED);
        row("<symbol>@kline_<interval>", "CANDLE", OBSERVED, STATISTICS, GENERATED);
        row("<underlying>@optionMarkPrice", "MARK_PRICE", OBSERVED, STATISTICS, GENERATED, "OptionChainTest");
        row("!index@arr", "INDEX_PRICE", OBSERVED, STATISTICS, GENERATED);
        row(List.of("<underlying>@openInterest@<YYMMDD>", "<underlying>@optionOpenInterest@<YYMMDD>"),
            Set.of("OPEN_INTEREST"), "documented; two names, by edition", STATISTICS, GENERATED);
        row("!optionSymbol", "INSTRUMENT", "documented; statuses beside `TRADING` unknown, shown as text",
            STATISTICS, GENERATED);
        row("GET /eapi/v1/depth", "BOOK_UPDATE snapshot", DOCUMENTED,
            "BinanceSnapshotDecoderTest", "SnapshotLoaderTest", "ReconnectDuringSnapshotTest");
        row("GET /eapi/v1/exchangeInfo", "INSTRUMENT", DOCUMENTED, DEFINITIONS, "ExchangeInfoTaskTest");
    }

    private void futures()
    {
        venue = Venue.BINANCE_USDM;
        row("<symbol>@depth[@<speed>]", "BOOK_UPDATE", OBSERVED,
            "BinanceFrameDecoderTest", "RecordedBooksTest", "WoundedRecordingTest", "FaultsOverSocketsTest");
        row("<symbol>@depth<5|10|20>[@<speed>]", "BOOK_UPDATE image", OBSERVED,
            "BinanceRecordingsTest", "BinanceStreamsTest");
        row("<symbol>@bookTicker", "TOP_OF_BOOK", OBSERVED, "BinanceFrameDecoderTest", "RecordedBooksTest");
        row("<symbol>@trade", "TRADE", OBSERVED, "BinanceFrameDecoderTest", "TapeHandlerTest");
        row(List.of("<symbol>@ticker", "!ticker@arr"), Set.of("TICKER"), FUTURES, STATISTICS, "BinanceStreamsTest");
        row("<symbol>@kline_<interval>", "CANDLE", OBSERVED, STATISTICS, "BinanceStreamsTest");
        row(List.of("<symbol>@markPrice", "<symbol>@markPrice@1s", "!markPrice@arr", "!markPrice@arr@1s"),
            Set.of("MARK_PRICE", "FUNDING"), FUTURES, STATISTICS, "BinanceStreamsTest");
        row("GET /fapi/v1/depth", "BOOK_UPDATE snapshot", OBSERVED, "BinanceSnapshotDecoderTest", "RecordedBooksTest");
        row("GET /fapi/v1/exchangeInfo", "INSTRUMENT", "documented; only if configured", DEFINITIONS);
    }

    private void retiredOptions()
    {
        venue = Venue.BINANCE_OPTIONS_LEGACY;
        row("<SYMBOL or BASE>@trade", "TRADE", OBSERVED, "BinanceGoldenTest", "GeneratedStatisticsTest");
        row("<SYMBOL>@depth<10|20|50|100>[@<100ms|500ms|1000ms>]", "BOOK_UPDATE image", OBSERVED,
            "BinanceGoldenTest", "GeneratedStatisticsTest");
        row(List.of("<SYMBOL>@ticker", "<BASE>@ticker@<YYMMDD>"), Set.of("TICKER"), OBSERVED, STATISTICS);
        row("<SYMBOL>@kline_<interval>", "CANDLE", DOCUMENTED, STATISTICS);
        row("<BASE>@markPrice", "MARK_PRICE", OBSERVED, STATISTICS);
        row("<PAIR>@index", "INDEX_PRICE", OBSERVED, STATISTICS);
        row("<BASE>@openInterest@<YYMMDD>", "OPEN_INTEREST", OBSERVED, STATISTICS);
        row("option_pair", "INSTRUMENT", DOCUMENTED, STATISTICS);
        row("GET /eapi/v1/exchangeInfo", "INSTRUMENT", DOCUMENTED, DEFINITIONS, "ExchangeInfoTaskTest");
    }

    private void kiyotaka()
    {
        venue = Venue.KIYOTAKA;
        row("TRADE:<exchange>:<symbol>", "TRADE", "documented; inferred: the side is the aggressor's",
            CHANNELS, GENERATED, "KiyotakaFeedTest");
        row("TRADE_AGG:<exchange>:<symbol>", "CANDLE",
            "documented; inferred: the time is the window's begin, two points a window", CHANNELS, GENERATED);
        row("BLOCK_BOOK_SNAPSHOT:<exchange>:<symbol>?blockSize=<size>", "BOOK_UPDATE image",
            "documented; inferred: an image replaces the one before", CHANNELS, GENERATED, "KiyotakaStreamsTest");
        row("BLOCK_BOOK_SNAPSHOT:<exchange>:coin=<coin>?blockSize=<size>", "BOOK_UPDATE image",
            "documented; inferred: one group an exchange", CHANNELS, GENERATED, "KiyotakaStreamsTest");
        row("LIQUIDATION:<exchange>:<symbol>", "MARKET_LIQUIDATION",
            "documented; whose side is contradictory, kept as sent", CHANNELS, GENERATED);
        row("FUNDING_RATE:<exchange>:<symbol>", "FUNDING", "documented; inferred: a fraction", CHANNELS, GENERATED);
        row("OPEN_INTEREST:<exchange>:<symbol>", "OPEN_INTEREST", "documented; the unit depends on the exchange",
            CHANNELS, GENERATED);
        row(List.of("VOLUME_PROFILE_AGG:<exchange>:<symbol>", "VOLUME_PROFILE_AGG:<exchange>:coin=<coin>"),
            Set.of("VOLUME_PROFILE"), "documented; inferred: each message is a full image", CHANNELS, GENERATED);
    }

    private void vatic()
    {
        venue = Venue.VATIC;
        row(List.of("<asset>@5min", "<asset>@15min", "<asset>@1hour", "<asset>@4hour", "<asset>@daily"),
            Set.of("PRICE_TARGET", "PRICE_TARGET failed"),
            "`window_open`, `window_open_error` documented; inferred: Eastern time is America/New_York",
            "VaticFrameDecoderTest", GENERATED, "VaticWindowsTest", "PriceTargetsTest");
        row("<asset>@hyperliquid_mark_price", "MARK_PRICE",
            "name documented; inferred: asset, time and snapshot flag", "VaticFrameDecoderTest", GENERATED);
        row(List.of("GET /api/v1/targets/timestamp", "GET /api/v1/targets/timestamp/batch"), Set.of("PRICE_TARGET"),
            "documented; the feed asks for one at a time, batches are for `decode`",
            "VaticTargetDecoderTest", "VaticRestTest");
    }

    private void row(final String channel, final String type, final String basis, final String... tests)
    {
        row(List.of(channel), Set.of(type), basis, tests);
    }

    private void row(
        final List<String> channels, final Set<String> types, final String basis, final String... tests)
    {
        rows.add(new Capability(venue, channels, types, basis, List.of(tests)));
    }
}
