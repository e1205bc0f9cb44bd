package org.ringtape.feeds.binance;

import static org.ringtape.engine.event.ContinuityRule.CHAINED;
import static org.ringtape.engine.event.ContinuityRule.IMAGE;
import static org.ringtape.engine.event.ContinuityRule.NONE;
import static org.ringtape.engine.event.ContinuityRule.STEP;
import static org.ringtape.feeds.binance.BinancePath.LEGACY;
import static org.ringtape.feeds.binance.BinancePath.MARKET;
import static org.ringtape.feeds.binance.BinancePath.PUBLIC;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.ringtape.engine.event.ContinuityRule;

/**
 * The streams that are read, dialect by dialect. Source: venue documents "Options Trading > WebSocket Market Streams",
 * "Option > WebSocket Market Streams" (legacy), "USD-M Futures > WebSocket Market Streams"; spec, "Endpoints".
 */
final class StreamKinds
{
    /** INFERRED, as is every watchdog here: a stream with a period is silent after as many of them. */
    private static final int PERIODS_OF_SILENCE = 5;
    private static final long ON_CHANGE = 0L;
    private static final long SECOND = PERIODS_OF_SILENCE * TimeUnit.SECONDS.toNanos(1);
    private static final long THREE_SECONDS = PERIODS_OF_SILENCE * TimeUnit.SECONDS.toNanos(3);
    private static final long MINUTE = PERIODS_OF_SILENCE * TimeUnit.MINUTES.toNanos(1);

    /** Names are lower case: the venue grants others and sends nothing. Symbols may hold any script. */
    private static final String LOWER = "[^@/!\\sA-Z]{1,64}";
    private static final String UPPER = "[^@/!\\sa-z]{1,64}";
    private static final String EXPIRY = "[0-9]{6}";
    private static final String ANY_SPEED = "(?:@[0-9]{1,4}ms)?";
    private static final String INTERVAL = "(?:1m|3m|5m|15m|30m|1h|2h|4h|6h|12h|1d|3d|1w)";
    private static final String USDM_INTERVAL = "(?:1m|3m|5m|15m|30m|1h|2h|4h|6h|8h|12h|1d|3d|1w|1M)";

    /**
     * Options since the rebuild of 2025. Whether the venue serves a diff without a speed is UNKNOWN; it is read, since
     * there is nothing else it could be.
     */
    static final List<StreamKind> OPTIONS = List.of(
        kind("<symbol>@depth[@<100ms|500ms>]", one(LOWER) + "@depth(?:@(?:100|500)ms)?", CHAINED, ON_CHANGE, PUBLIC),
        kind("<symbol>@depth<5|10|20>@<100ms|500ms>",
            one(LOWER) + "@depth(?:5|10|20)@(?:100|500)ms", IMAGE, ON_CHANGE, PUBLIC),
        kind("<symbol>@bookTicker", one(LOWER) + "@bookTicker", NONE, ON_CHANGE, PUBLIC),
        kind("<symbol or underlying>@optionTrade", contractOrUnderlying(LOWER) + "@optionTrade",
            STEP, ON_CHANGE, PUBLIC),
        kind("<symbol>@optionTicker", contract(LOWER) + "@optionTicker", NONE, ON_CHANGE, PUBLIC),
        kind("<underlying>@optionTicker@<YYMMDD>",
            underlying(LOWER) + "@optionTicker@" + EXPIRY, NONE, ON_CHANGE, PUBLIC),
        kind("<symbol>@kline_<interval>", one(LOWER) + "@kline_" + INTERVAL, NONE, ON_CHANGE, MARKET),
        kind("<underlying>@optionMarkPrice", underlying(LOWER) + "@optionMarkPrice", NONE, SECOND, MARKET),
        kind("!index@arr", "!index@arr", NONE, SECOND, MARKET),
        kind("<underlying>@openInterest@<YYMMDD>", underlying(LOWER) + "@openInterest@" + EXPIRY, NONE, MINUTE, MARKET),
        kind("<underlying>@optionOpenInterest@<YYMMDD>",
            underlying(LOWER) + "@optionOpenInterest@" + EXPIRY, NONE, MINUTE, MARKET),
        kind("!optionSymbol", "!optionSymbol", NONE, ON_CHANGE, MARKET));

    /** Futures; a recording may name a speed that the venue no longer has. */
    static final List<StreamKind> USDM = List.of(
        kind("<symbol>@depth[@<speed>]", one(LOWER) + "@depth" + ANY_SPEED, CHAINED, ON_CHANGE, PUBLIC),
        kind("<symbol>@depth<5|10|20>[@<speed>]",
            one(LOWER) + "@depth(?:5|10|20)" + ANY_SPEED, IMAGE, ON_CHANGE, PUBLIC),
        kind("<symbol>@bookTicker", one(LOWER) + "@bookTicker", NONE, ON_CHANGE, PUBLIC),
        kind("<symbol>@trade", one(LOWER) + "@trade", STEP, ON_CHANGE, PUBLIC),
        kind("<symbol>@ticker", one(LOWER) + "@ticker", NONE, ON_CHANGE, MARKET),
        kind("<symbol>@kline_<interval>", one(LOWER) + "@kline_" + USDM_INTERVAL, NONE, ON_CHANGE, MARKET),
        kind("<symbol>@markPrice", one(LOWER) + "@markPrice", NONE, THREE_SECONDS, MARKET),
        kind("<symbol>@markPrice@1s", one(LOWER) + "@markPrice@1s", NONE, SECOND, MARKET),
        kind("!ticker@arr", "!ticker@arr", NONE, ON_CHANGE, MARKET),
        kind("!markPrice@arr", "!markPrice@arr", NONE, THREE_SECONDS, MARKET),
        kind("!markPrice@arr@1s", "!markPrice@arr@1s", NONE, SECOND, MARKET));

    /** Options before the rebuild: books are images, and names are upper case. */
    static final List<StreamKind> OPTIONS_LEGACY = List.of(
        kind("<SYMBOL or BASE>@trade", contractOrUnderlying(UPPER) + "@trade", STEP, ON_CHANGE, LEGACY),
        kind("<SYMBOL>@depth<10|20|50|100>[@<100ms|500ms|1000ms>]",
            one(UPPER) + "@depth(?:10|20|50|100)(?:@(?:100|500|1000)ms)?", IMAGE, ON_CHANGE, LEGACY),
        kind("<SYMBOL>@ticker", contract(UPPER) + "@ticker", NONE, ON_CHANGE, LEGACY),
        kind("<BASE>@ticker@<YYMMDD>", underlying(UPPER) + "@ticker@" + EXPIRY, NONE, ON_CHANGE, LEGACY),
        kind("<SYMBOL>@kline_<interval>", one(UPPER) + "@kline_" + INTERVAL, NONE, ON_CHANGE, LEGACY),
        kind("<BASE>@markPrice", underlying(UPPER) + "@markPrice", NONE, SECOND, LEGACY),
        kind("<PAIR>@index", one(underlying(UPPER)) + "@index", NONE, SECOND, LEGACY),
        kind("<BASE>@openInterest@<YYMMDD>", underlying(UPPER) + "@openInterest@" + EXPIRY, NONE, MINUTE, LEGACY),
        kind("option_pair", "option_pair", NONE, ON_CHANGE, LEGACY));

    private StreamKinds()
    {
    }

    private static StreamKind kind(
        final String shape,
        final String names,
        final ContinuityRule rule,
        final long silenceNs,
        final BinancePath path)
    {
        return new StreamKind(shape, Pattern.compile(names), rule, silenceNs, path);
    }

    private static String one(final String symbol)
    {
        return "(" + symbol + ")";
    }

    /** An option's own symbol has dashes. */
    private static String contract(final String symbol)
    {
        return "((?=[^@]*-)" + symbol + ")";
    }

    private static String underlying(final String symbol)
    {
        return "(?![^@]*-)" + symbol;
    }

    /** {@code btcusdt@optionTrade} carries every option on BTC. */
    private static String contractOrUnderlying(final String symbol)
    {
        return "(?:" + contract(symbol) + "|" + underlying(symbol) + ")";
    }
}
