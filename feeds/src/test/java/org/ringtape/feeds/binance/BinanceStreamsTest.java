package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;

/** What a stream's name tells. */
class BinanceStreamsTest
{
    @ParameterizedTest
    @CsvSource({
        "btcusdt@depth, BTCUSDT, CHAINED, true",
        "btcusdt@depth@100ms, BTCUSDT, CHAINED, true",
        "btcusdt@depth@0ms, BTCUSDT, CHAINED, true",
        "btcusdt@depth10@100ms, BTCUSDT, IMAGE, false",
        "btc-261030-85000-c@depth5@500ms, BTC-261030-85000-C, IMAGE, false",
        "btcusdt@trade, BTCUSDT, STEP, false",
        "btcusdt@bookTicker, BTCUSDT, NONE, false",
        "btc-261030-85000-c@optionTrade, BTC-261030-85000-C, STEP, false",
        "btcusdt@optionTrade, , STEP, false",
        "!index@arr, , NONE, false",
    })
    void shouldTellSymbolRuleAndSnapshot(
        final String name, final String symbol, final ContinuityRule rule, final boolean needsSnapshot)
    {
        assertEquals(new VenueFeed.Stream(name, symbol, rule, needsSnapshot), BinanceStreams.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "btcusdt", "@depth", "btcusdt@"})
    void shouldNameWhatIsNoStream(final String name)
    {
        final Exception thrown = assertThrows(IllegalArgumentException.class, () -> BinanceStreams.parse(name));
        assertTrue(thrown.getMessage().endsWith("'" + name + "'"), thrown.getMessage());
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
}
