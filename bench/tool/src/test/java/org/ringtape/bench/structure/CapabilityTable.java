package org.ringtape.bench.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModule;
import org.ringtape.feeds.venue.VenueModules;

/** What the modules of all venues say they read, and which tests of ours hold them to it. */
final class CapabilityTable
{
    private static final String STATISTICS = "BinanceStatisticsTest";
    private static final String GENERATED = "GeneratedFramesTest";
    private static final String DEFINITIONS = "BinanceExchangeInfoDecoderTest";
    private static final String CHANNELS = "KiyotakaChannelTest";

    /** By venue and first channel of the capability. */
    private final Map<String, List<String>> tests = new HashMap<>();

    private CapabilityTable()
    {
        options();
        futures();
        retiredOptions();
        kiyotaka();
        vatic();
    }

    /** A row for each capability of each venue, in the order in which they are shown. */
    static List<TestedCapability> rows()
    {
        final CapabilityTable table = new CapabilityTable();
        final List<TestedCapability> rows = new ArrayList<>();
        for (final VenueModule module : VenueModules.installed().all())
        {
            for (final Capability capability : module.capabilities())
            {
                final String key = key(module.venue(), capability.channels().get(0));
                final List<String> found = table.tests.remove(key);
                rows.add(new TestedCapability(module.venue(), capability, found == null ? List.of() : found));
            }
        }
        if (!table.tests.isEmpty())
        {
            throw new AssertionError("tests of capabilities that there are not: " + table.tests.keySet());
        }
        return List.copyOf(rows);
    }

    private void options()
    {
        final Venue venue = BinanceModule.OPTIONS;
        tests(venue, "<symbol>@depth[@<100ms|500ms>]",
            "BinanceGoldenTest", GENERATED, "WoundedRecordingTest", "FaultsOverSocketsTest");
        tests(venue, "<symbol>@depth<5|10|20>@<100ms|500ms>", GENERATED, "BinanceFeedsTest");
        tests(venue, "<symbol>@bookTicker", "BinanceGoldenTest", GENERATED);
        tests(venue, "<symbol or underlying>@optionTrade", "BinanceGoldenTest", GENERATED, "TapeHandlerTest");
        tests(venue, "<symbol>@optionTicker", STATISTICS, GENERATED);
        tests(venue, "<symbol>@kline_<interval>", STATISTICS, GENERATED);
        tests(venue, "<underlying>@optionMarkPrice", STATISTICS, GENERATED, "OptionChainTest");
        tests(venue, "!index@arr", STATISTICS, GENERATED);
        tests(venue, "<underlying>@openInterest@<YYMMDD>", STATISTICS, GENERATED);
        tests(venue, "!optionSymbol", STATISTICS, GENERATED);
        tests(venue, "GET /eapi/v1/depth",
            "BinanceSnapshotDecoderTest", "SnapshotLoaderTest", "ReconnectDuringSnapshotTest");
        tests(venue, "GET /eapi/v1/exchangeInfo", DEFINITIONS, "ExchangeInfoTaskTest");
    }

    private void futures()
    {
        final Venue venue = BinanceModule.USDM;
        tests(venue, "<symbol>@depth[@<speed>]",
            "BinanceFrameDecoderTest", "RecordedBooksTest", "WoundedRecordingTest", "FaultsOverSocketsTest");
        tests(venue, "<symbol>@depth<5|10|20>[@<speed>]", "BinanceRecordingsTest", "BinanceStreamsTest");
        tests(venue, "<symbol>@bookTicker", "BinanceFrameDecoderTest", "RecordedBooksTest");
        tests(venue, "<symbol>@trade", "BinanceFrameDecoderTest", "TapeHandlerTest");
        tests(venue, "<symbol>@ticker", STATISTICS, "BinanceStreamsTest");
        tests(venue, "<symbol>@kline_<interval>", STATISTICS, "BinanceStreamsTest");
        tests(venue, "<symbol>@markPrice", STATISTICS, "BinanceStreamsTest");
        tests(venue, "GET /fapi/v1/depth", "BinanceSnapshotDecoderTest", "RecordedBooksTest");
        tests(venue, "GET /fapi/v1/exchangeInfo", DEFINITIONS);
    }

    private void retiredOptions()
    {
        final Venue venue = BinanceModule.OPTIONS_LEGACY;
        tests(venue, "<SYMBOL or BASE>@trade", "BinanceGoldenTest", "GeneratedStatisticsTest");
        tests(venue, "<SYMBOL>@depth<10|20|50|100>[@<100ms|500ms|1000ms>]",
            "BinanceGoldenTest", "GeneratedStatisticsTest");
        tests(venue, "<SYMBOL>@ticker", STATISTICS);
        tests(venue, "<SYMBOL>@kline_<interval>", STATISTICS);
        tests(venue, "<BASE>@markPrice", STATISTICS);
        tests(venue, "<PAIR>@index", STATISTICS);
        tests(venue, "<BASE>@openInterest@<YYMMDD>", STATISTICS);
        tests(venue, "option_pair", STATISTICS);
        tests(venue, "GET /eapi/v1/exchangeInfo", DEFINITIONS, "ExchangeInfoTaskTest");
    }

    private void kiyotaka()
    {
        final Venue venue = KiyotakaModule.VENUE;
        tests(venue, "TRADE:<exchange>:<symbol>", CHANNELS, GENERATED, "KiyotakaFeedTest");
        tests(venue, "TRADE_AGG:<exchange>:<symbol>", CHANNELS, GENERATED);
        tests(venue, "BLOCK_BOOK_SNAPSHOT:<exchange>:<symbol>?blockSize=<size>",
            CHANNELS, GENERATED, "KiyotakaStreamsTest");
        tests(venue, "BLOCK_BOOK_SNAPSHOT:<exchange>:coin=<coin>?blockSize=<size>",
            CHANNELS, GENERATED, "KiyotakaStreamsTest");
        tests(venue, "LIQUIDATION:<exchange>:<symbol>", CHANNELS, GENERATED);
        tests(venue, "FUNDING_RATE:<exchange>:<symbol>", CHANNELS, GENERATED);
        tests(venue, "OPEN_INTEREST:<exchange>:<symbol>", CHANNELS, GENERATED);
        tests(venue, "VOLUME_PROFILE_AGG:<exchange>:<symbol>", CHANNELS, GENERATED);
    }

    private void vatic()
    {
        final Venue venue = VaticModule.VENUE;
        tests(venue, "<asset>@5min", "VaticFrameDecoderTest", GENERATED, "VaticWindowsTest", "PriceTargetsTest");
        tests(venue, "<asset>@hyperliquid_mark_price", "VaticFrameDecoderTest", GENERATED);
        tests(venue, "GET /api/v1/targets/timestamp", "VaticTargetDecoderTest", "VaticRestTest");
    }

    private void tests(final Venue venue, final String channel, final String... names)
    {
        tests.put(key(venue, channel), List.of(names));
    }

    private static String key(final Venue venue, final String channel)
    {
        return venue.label() + " " + channel;
    }
}
