package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;

/** What a stream's name tells. */
class BinanceStreamsTest
{
    @ParameterizedTest
    @CsvSource({
        "btc-261030-85000-c@depth@100ms, BTC-261030-85000-C, CHAINED, 0, PUBLIC",
        "btc-261030-85000-c@depth, BTC-261030-85000-C, CHAINED, 0, PUBLIC",
        "xrp-251219-2.05-p@depth@500ms, XRP-251219-2.05-P, CHAINED, 0, PUBLIC",
        "btc-261030-85000-c@depth5@500ms, BTC-261030-85000-C, IMAGE, 0, PUBLIC",
        "btc-261030-85000-c@depth10@100ms, BTC-261030-85000-C, IMAGE, 0, PUBLIC",
        "btc-261030-85000-c@depth20@100ms, BTC-261030-85000-C, IMAGE, 0, PUBLIC",
        "btc-261030-85000-c@bookTicker, BTC-261030-85000-C, NONE, 0, PUBLIC",
        "btc-261030-85000-c@optionTrade, BTC-261030-85000-C, STEP, 0, PUBLIC",
        "btcusdt@optionTrade, , STEP, 0, PUBLIC",
        "btc-261030-85000-c@optionTicker, BTC-261030-85000-C, NONE, 0, PUBLIC",
        "btcusdt@optionTicker@261030, , NONE, 0, PUBLIC",
        "btc-261030-85000-c@kline_1m, BTC-261030-85000-C, NONE, 0, MARKET",
        "btc-261030-85000-c@kline_1w, BTC-261030-85000-C, NONE, 0, MARKET",
        "btcusdt@optionMarkPrice, , NONE, 5, MARKET",
        "!index@arr, , NONE, 5, MARKET",
        "btcusdt@openInterest@261030, , NONE, 300, MARKET",
        "btcusdt@optionOpenInterest@261030, , NONE, 300, MARKET",
        "!optionSymbol, , NONE, 0, MARKET",
    })
    void shouldReadTheStreamsOfOptions(
        final String name, final String symbol, final ContinuityRule rule, final long silence, final BinancePath path)
    {
        assertStream(BinanceModule.OPTIONS, name, symbol, rule, silence, path);
    }

    @ParameterizedTest
    @CsvSource({
        "btcusdt@depth, BTCUSDT, CHAINED, 0, PUBLIC",
        "btcusdt@depth@100ms, BTCUSDT, CHAINED, 0, PUBLIC",
        "btcusdt@depth@0ms, BTCUSDT, CHAINED, 0, PUBLIC",
        "ethusd_perp@depth@0ms, ETHUSD_PERP, CHAINED, 0, PUBLIC",
        "btcusdt@depth10@100ms, BTCUSDT, IMAGE, 0, PUBLIC",
        "btcusdt@depth5, BTCUSDT, IMAGE, 0, PUBLIC",
        "btcusdt@bookTicker, BTCUSDT, NONE, 0, PUBLIC",
        "btcusdt@trade, BTCUSDT, STEP, 0, PUBLIC",
        "btcusdt@ticker, BTCUSDT, NONE, 0, MARKET",
        "btcusdt@kline_1M, BTCUSDT, NONE, 0, MARKET",
        "btcusdt@markPrice, BTCUSDT, NONE, 15, MARKET",
        "btcusdt@markPrice@1s, BTCUSDT, NONE, 5, MARKET",
        "!ticker@arr, , NONE, 0, MARKET",
        "!markPrice@arr, , NONE, 15, MARKET",
        "!markPrice@arr@1s, , NONE, 5, MARKET",
        "币安usdt@trade, 币安USDT, STEP, 0, PUBLIC",
    })
    void shouldReadTheStreamsOfFutures(
        final String name, final String symbol, final ContinuityRule rule, final long silence, final BinancePath path)
    {
        assertStream(BinanceModule.USDM, name, symbol, rule, silence, path);
    }

    @ParameterizedTest
    @CsvSource({
        "DOGE-231006-0.06-C@trade, DOGE-231006-0.06-C, STEP, 0",
        "DOGE@trade, , STEP, 0",
        "BTC-220930-18000-C@depth10, BTC-220930-18000-C, IMAGE, 0",
        "BTC-220930-18000-C@depth20@100ms, BTC-220930-18000-C, IMAGE, 0",
        "BTC-220930-18000-C@depth100@1000ms, BTC-220930-18000-C, IMAGE, 0",
        "BTC-220930-18000-C@ticker, BTC-220930-18000-C, NONE, 0",
        "BTC@ticker@220930, , NONE, 0",
        "BTC-220930-18000-C@kline_3d, BTC-220930-18000-C, NONE, 0",
        "ETH@markPrice, , NONE, 5",
        "ETHUSDT@index, ETHUSDT, NONE, 5",
        "ETH@openInterest@221125, , NONE, 300",
        "option_pair, , NONE, 0",
    })
    void shouldReadTheRetiredStreams(
        final String name, final String symbol, final ContinuityRule rule, final long silence)
    {
        assertStream(BinanceModule.OPTIONS_LEGACY, name, symbol, rule, silence, BinancePath.LEGACY);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "btc-1-2-c", "@bookTicker", "btc-1-2-c@", "btc-1-2-c@bookTicker@", "a/b@bookTicker", "a b@bookTicker",
        "BTC-1-2-C@bookTicker",            // granted, and silent
        "btc-1-2-c@depth@250ms",           // no such speed
        "btc-1-2-c@depth50@100ms",         // no such depth
        "btcusdt@optionTicker",            // needs an expiry
        "btcusdt@optionTicker@2610",
        "btc-1-2-c@optionMarkPrice",       // of underlyings only
        "btc-1-2-c@kline_2m", "btc-1-2-c@kline_8h", "btc-1-2-c@kline_1M",
        "btcusdt@openInterest", "index@arr", "!index", "option_pair", "btcusdt@trade", "btcusdt@markPrice"
    })
    void shouldRefuseWhatOptionsDoNotHave(final String name)
    {
        assertRefused(BinanceModule.OPTIONS, name, "<underlying>@openInterest@<YYMMDD>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt@optionTrade", "btcusdt@aggTrade", "BTCUSDT@trade", "btcusdt@depth7", "!index@arr"})
    void shouldRefuseWhatFuturesDoNotHave(final String name)
    {
        assertRefused(BinanceModule.USDM, name, "<symbol>@markPrice");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "BTC-1-2-C@depth", "BTC-1-2-C@depth5", "BTC-1-2-C@depth10@250ms", "btc-1-2-c@trade", "BTC-1-2-C@bookTicker",
        "BTC@index@arr", "BTC-1-2-C@index", "BTC@ticker", "!optionSymbol", "BTC@openInterest"})
    void shouldRefuseWhatTheRetiredStreamsDoNotHave(final String name)
    {
        assertRefused(BinanceModule.OPTIONS_LEGACY, name, "option_pair");
    }

    @Test
    void shouldTakeNamesOfBothCurrentDialectsWhereNobodySaysWhich()
    {
        assertEquals(ContinuityRule.STEP, BinanceStreams.parse("btcusdt@trade").rule());
        assertEquals(null, BinanceStreams.parse("!index@arr").symbol());
        assertTrue(BinanceStreams.isRead("btcusdt@optionMarkPrice"));
        assertFalse(BinanceStreams.isRead("DOGE@trade"));
        final String message = assertThrows(
            IllegalArgumentException.class, () -> BinanceStreams.parse("DOGE@trade")).getMessage();
        assertTrue(message.contains("binance-options has") && message.contains("binance-usdm has"), message);
    }

    @Test
    void shouldMeanTheSameByANameThatBothCurrentDialectsHave()
    {
        final String[] names = {"x@depth", "x@depth@500ms", "x@depth5@100ms", "x@bookTicker", "x@kline_6h"};
        for (final String name : names)
        {
            assertEquals(
                BinanceStreams.parse(BinanceModule.OPTIONS, name), BinanceStreams.parse(BinanceModule.USDM, name));
            assertEquals(
                BinanceStreams.path(BinanceModule.OPTIONS, name), BinanceStreams.path(BinanceModule.USDM, name));
        }
    }

    @Test
    void shouldRefuseAVenueThatIsNotBinance()
    {
        assertThrows(IllegalArgumentException.class, () -> BinanceStreams.parse(VaticModule.VENUE, "btcusdt@trade"));
    }

    @Test
    void shouldNotDependOnTheLocale()
    {
        final Locale before = Locale.getDefault();
        try
        {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals("LINKUSDT", BinanceStreams.parse("linkusdt@trade").symbol());
        }
        finally
        {
            Locale.setDefault(before);
        }
    }

    private static void assertStream(
        final Venue venue,
        final String name,
        final String symbol,
        final ContinuityRule rule,
        final long silenceSeconds,
        final BinancePath path)
    {
        assertEquals(
            new VenueFeed.Stream(
                name, symbol, rule, rule == ContinuityRule.CHAINED, TimeUnit.SECONDS.toNanos(silenceSeconds)),
            BinanceStreams.parse(venue, name));
        assertEquals(path, BinanceStreams.path(venue, name));
        assertTrue(BinanceStreams.isRead(venue, name));
    }

    private static void assertRefused(final Venue venue, final String name, final String aShape)
    {
        assertFalse(BinanceStreams.isRead(venue, name));
        final String message = assertThrows(
            IllegalArgumentException.class, () -> BinanceStreams.parse(venue, name)).getMessage();
        assertTrue(message.contains("'" + name + "'") && message.contains(aShape), message);
        assertThrows(IllegalArgumentException.class, () -> BinanceStreams.path(venue, name));
    }
}
