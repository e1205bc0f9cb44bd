package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a generated market says of its options beside books and trades: tickers, candles, marks with greeks, indices,
 * open interest and listings, in the wire format of one dialect (field tables of the spec). Guarded by its market's
 * lock.
 */
final class OptionStatistics
{
    private static final int MARK_SCALE = 3;
    private static final int GREEK_SCALE = 8;
    private static final BigDecimal LIMIT = new BigDecimal("0.2");

    private final boolean legacy;

    OptionStatistics(final boolean legacy)
    {
        this.legacy = legacy;
    }

    String ticker(final GeneratedBook book, final double index, final long timeMs)
    {
        final TradeStatistics day = book.day();
        return legacy ? legacyTicker(book, day, index, timeMs) : event("24hrTicker", timeMs)
            .text("s", book.symbol().symbol())
            .decimal("p", day.close.subtract(day.open))
            .decimal("P", ratio(day))
            .decimal("w", day.weightedPrice())
            .decimal("c", day.close)
            .decimal("Q", day.lastQuantity)
            .decimal("o", day.open)
            .decimal("h", day.high)
            .decimal("l", day.low)
            .decimal("v", day.quantity)
            .decimal("q", day.amount)
            .number("O", day.openMs())
            .number("C", timeMs)
            .number("F", Math.max(0, day.firstId))
            .number("L", Math.max(0, day.lastId))
            .number("n", day.count)
            .end();
    }

    private String legacyTicker(
        final GeneratedBook book, final TradeStatistics day, final double index, final long timeMs)
    {
        final OptionTerms terms = OptionTerms.of(book.symbol().symbol());
        final TrueBook live = book.live();
        final BigDecimal mark = mark(live);
        final Greeks greeks = Greeks.of(terms, index, volatility(terms), timeMs);
        return event("24hrTicker", timeMs).number("T", timeMs)
            .text("s", book.symbol().symbol())
            .decimal("o", day.open).decimal("h", day.high).decimal("l", day.low).decimal("c", day.close)
            .decimal("V", day.quantity).decimal("A", day.amount)
            .decimal("P", ratio(day)).decimal("p", day.close.subtract(day.open)).decimal("Q", day.lastQuantity)
            .text("F", String.valueOf(Math.max(0, day.firstId))).text("L", String.valueOf(Math.max(0, day.lastId)))
            .number("n", day.count)
            .decimal("bo", live.bids().firstKey()).decimal("ao", live.asks().firstKey())
            .decimal("bq", live.bids().get(live.bids().firstKey()))
            .decimal("aq", live.asks().get(live.asks().firstKey()))
            .decimal("b", decimal(volatility(terms) - 0.01)).decimal("a", decimal(volatility(terms) + 0.01))
            .decimal("d", decimal(greeks.delta())).decimal("t", decimal(greeks.theta()))
            .decimal("g", decimal(greeks.gamma())).decimal("v", decimal(greeks.vega()))
            .decimal("vo", decimal(volatility(terms)))
            .decimal("mp", mark).decimal("hl", upper(mark)).decimal("ll", lower(mark))
            .text("eep", "0")
            .end();
    }

    String kline(final GeneratedBook book, final TradeStatistics minute, final boolean closed, final long timeMs)
    {
        final EventWriter candle = new EventWriter(legacy)
            .number("t", minute.openMs()).number("T", minute.openMs() + 59_999)
            .text("s", book.symbol().symbol()).text("i", "1m")
            .number(legacy ? "F" : "f", minute.firstId).number("L", minute.lastId)
            .decimal("o", minute.open).decimal("c", minute.close)
            .decimal("h", minute.high).decimal("l", minute.low)
            .decimal("v", minute.quantity).number("n", minute.count).flag("x", closed)
            .decimal("q", minute.amount).decimal("V", minute.takerQuantity).decimal("Q", minute.takerAmount);
        return event("kline", timeMs).text("s", book.symbol().symbol()).object("k", candle).end();
    }

    /** One element of a mark price push. */
    String mark(final GeneratedBook book, final double index, final long timeMs)
    {
        final String symbol = book.symbol().symbol();
        final OptionTerms terms = OptionTerms.of(symbol);
        final TrueBook live = book.live();
        final BigDecimal mark = mark(live);
        if (legacy)
        {
            return event("markPrice", timeMs).text("s", symbol).decimal("mp", mark).end();
        }
        final double volatility = volatility(terms);
        final Greeks greeks = Greeks.of(terms, index, volatility, timeMs);
        return new EventWriter(false)
            .text("s", symbol).decimal("mp", mark).number("E", timeMs).text("e", "markPrice")
            .decimal("i", decimal(index)).text("P", "0.000")
            .decimal("bo", live.bids().firstKey()).decimal("ao", live.asks().firstKey())
            .decimal("bq", live.bids().get(live.bids().firstKey()))
            .decimal("aq", live.asks().get(live.asks().firstKey()))
            .decimal("b", decimal(volatility - 0.01)).decimal("a", decimal(volatility + 0.01))
            .decimal("hl", upper(mark)).decimal("ll", lower(mark))
            .decimal("vo", decimal(volatility)).text("rf", "0.0")
            .decimal("d", decimal(greeks.delta())).decimal("t", decimal(greeks.theta()))
            .decimal("g", decimal(greeks.gamma())).decimal("v", decimal(greeks.vega()))
            .end();
    }

    String index(final String pair, final double index, final long timeMs)
    {
        return event(legacy ? "index" : "indexPrice", timeMs).text("s", pair).decimal("p", decimal(index)).end();
    }

    String openInterest(final GeneratedBook book, final double index, final long timeMs)
    {
        final BigDecimal open = book.openInterest();
        final BigDecimal notional = open.multiply(decimal(index));
        final String written = notional.compareTo(BigDecimal.valueOf(1_000_000)) < 0 ?
            notional.toPlainString() : exponentForm(notional);
        return event("openInterest", timeMs).text("s", book.symbol().symbol())
            .decimal("o", open).text("h", written).end();
    }

    String listing(final String symbol, final long timeMs)
    {
        final OptionTerms terms = OptionTerms.of(symbol);
        final String side = terms.call() ? "CALL" : "PUT";
        return legacy ?
            event("OPTION_PAIR", timeMs).text("u", terms.pair()).text("qa", "USDT").text("s", symbol)
                .number("unit", 1).text("mq", "0.01").text("d", side).decimal("sp", terms.strike())
                .number("ed", terms.expiryMs()).end() :
            event("optionSymbol", timeMs).text("s", symbol).text("ps", terms.pair()).text("qa", "USDT")
                .text("d", side).decimal("sp", terms.strike()).number("dt", terms.expiryMs()).number("u", 1)
                .number("ot", timeMs).text("cs", "TRADING").end();
    }

    /** A partial book of the best levels: in the legacy dialect the only kind of depth there is. */
    String image(final TrueBook book, final int levels, final long previousId, final long timeMs)
    {
        final EventWriter image = event(legacy ? "depth" : "depthUpdate", timeMs)
            .number("T", book.timeMs())
            .text("s", book.symbol());
        if (legacy)
        {
            image.number("u", book.lastUpdateId()).number("pu", book.lastUpdateId());
        }
        else
        {
            image.number("U", book.lastUpdateId()).number("u", book.lastUpdateId()).number("pu", previousId);
        }
        return image
            .raw("b", levels(image, book.bids(), levels))
            .raw("a", levels(image, book.asks(), levels))
            .end();
    }

    /** A trade as the legacy dialect tells it: ids are strings, sides are signs. */
    static String legacyTrade(
        final String symbol,
        final BigDecimal price,
        final BigDecimal quantity,
        final long tradeId,
        final boolean buy,
        final long timeMs)
    {
        return new EventWriter(true).text("e", "trade").number("E", timeMs).text("s", symbol)
            .text("t", String.valueOf(tradeId)).decimal("p", price).decimal("q", quantity)
            .text("b", String.valueOf(4_611_781_675_939_004_417L + tradeId * 2))
            .text("a", String.valueOf(4_611_781_675_939_004_418L + tradeId * 2))
            .number("T", timeMs).text("S", buy ? "1" : "-1").text("X", "MARKET").end();
    }

    private static String levels(
        final EventWriter form, final Map<BigDecimal, BigDecimal> side, final int count)
    {
        return side.entrySet().stream().limit(count)
            .map((level) -> "[\"" + form.plain(level.getKey()) + "\",\"" + form.plain(level.getValue()) + "\"]")
            .collect(Collectors.joining(",", "[", "]"));
    }

    private EventWriter event(final String name, final long timeMs)
    {
        return new EventWriter(legacy).text("e", name).number("E", timeMs);
    }

    private static BigDecimal ratio(final TradeStatistics day)
    {
        return day.open.signum() == 0 ? BigDecimal.ZERO.setScale(3) :
            day.close.subtract(day.open).divide(day.open, 3, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal mark(final TrueBook book)
    {
        return book.bids().firstKey().add(book.asks().firstKey())
            .divide(BigDecimal.valueOf(2), MARK_SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal upper(final BigDecimal mark)
    {
        return mark.add(mark.multiply(LIMIT)).setScale(MARK_SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal lower(final BigDecimal mark)
    {
        return mark.subtract(mark.multiply(LIMIT)).setScale(MARK_SCALE, RoundingMode.HALF_EVEN);
    }

    /** A smile of no depth: enough that strikes differ. */
    private static double volatility(final OptionTerms terms)
    {
        return 0.4 + terms.strike().doubleValue() % 997 / 9_970;
    }

    private static BigDecimal decimal(final double value)
    {
        return BigDecimal.valueOf(value).setScale(GREEK_SCALE, RoundingMode.HALF_EVEN);
    }

    /** As the venue writes large sums: {@code 1.6711317692476314E7}. */
    private static String exponentForm(final BigDecimal value)
    {
        final String digits = value.unscaledValue().toString();
        final int exponent = value.precision() - value.scale() - 1;
        return digits.charAt(0) + "." + digits.substring(1) + "E" + exponent;
    }
}
