package org.ringtape.feeds.binance;

import java.util.List;
import java.util.Set;

import org.ringtape.feeds.venue.Capability;

/** What is read of Binance. Source: wire specification; basis says which part of it. */
final class BinanceCapabilities
{
    private static final String DOCUMENTED = "documented";
    private static final String OBSERVED = "documented, observed";
    private static final String FUTURES = "documented; never recorded";

    /** European options, v2 streams. */
    static final List<Capability> OPTIONS = List.of(
        Capability.of("<symbol>@depth[@<100ms|500ms>]", "BOOK_UPDATE",
            "documented, observed; inferred: the first diff after a snapshot has `pu` ≤ `lastUpdateId` ≤ `u`"),
        Capability.of("<symbol>@depth<5|10|20>@<100ms|500ms>", "BOOK_UPDATE image", OBSERVED),
        Capability.of("<symbol>@bookTicker", "TOP_OF_BOOK", "documented; observed: a zero stands for no quote"),
        Capability.of("<symbol or underlying>@optionTrade", "TRADE", "documented; observed: ids without holes"),
        new Capability(List.of("<symbol>@optionTicker", "<underlying>@optionTicker@<YYMMDD>"), Set.of("TICKER"),
            OBSERVED),
        Capability.of("<symbol>@kline_<interval>", "CANDLE", OBSERVED),
        Capability.of("<underlying>@optionMarkPrice", "MARK_PRICE", OBSERVED),
        Capability.of("!index@arr", "INDEX_PRICE", OBSERVED),
        new Capability(List.of("<underlying>@openInterest@<YYMMDD>", "<underlying>@optionOpenInterest@<YYMMDD>"),
            Set.of("OPEN_INTEREST"), "documented; two names, by edition"),
        Capability.of("!optionSymbol", "INSTRUMENT", "documented; statuses beside `TRADING` unknown, shown as text"),
        Capability.of("GET /eapi/v1/depth", "BOOK_UPDATE snapshot", DOCUMENTED),
        Capability.of("GET /eapi/v1/exchangeInfo", "INSTRUMENT", DOCUMENTED));

    /** USD-M futures. */
    static final List<Capability> USDM = List.of(
        Capability.of("<symbol>@depth[@<speed>]", "BOOK_UPDATE", OBSERVED),
        Capability.of("<symbol>@depth<5|10|20>[@<speed>]", "BOOK_UPDATE image", OBSERVED),
        Capability.of("<symbol>@bookTicker", "TOP_OF_BOOK", OBSERVED),
        Capability.of("<symbol>@trade", "TRADE", OBSERVED),
        new Capability(List.of("<symbol>@ticker", "!ticker@arr"), Set.of("TICKER"), FUTURES),
        Capability.of("<symbol>@kline_<interval>", "CANDLE", OBSERVED),
        new Capability(List.of("<symbol>@markPrice", "<symbol>@markPrice@1s", "!markPrice@arr", "!markPrice@arr@1s"),
            Set.of("MARK_PRICE", "FUNDING"), FUTURES),
        Capability.of("GET /fapi/v1/depth", "BOOK_UPDATE snapshot", OBSERVED),
        Capability.of("GET /fapi/v1/exchangeInfo", "INSTRUMENT", "documented; only if configured"));

    /** European options, the retired streams. */
    static final List<Capability> OPTIONS_LEGACY = List.of(
        Capability.of("<SYMBOL or BASE>@trade", "TRADE", OBSERVED),
        Capability.of("<SYMBOL>@depth<10|20|50|100>[@<100ms|500ms|1000ms>]", "BOOK_UPDATE image", OBSERVED),
        new Capability(List.of("<SYMBOL>@ticker", "<BASE>@ticker@<YYMMDD>"), Set.of("TICKER"), OBSERVED),
        Capability.of("<SYMBOL>@kline_<interval>", "CANDLE", DOCUMENTED),
        Capability.of("<BASE>@markPrice", "MARK_PRICE", OBSERVED),
        Capability.of("<PAIR>@index", "INDEX_PRICE", OBSERVED),
        Capability.of("<BASE>@openInterest@<YYMMDD>", "OPEN_INTEREST", OBSERVED),
        Capability.of("option_pair", "INSTRUMENT", DOCUMENTED),
        Capability.of("GET /eapi/v1/exchangeInfo", "INSTRUMENT", DOCUMENTED));

    private BinanceCapabilities()
    {
    }
}
