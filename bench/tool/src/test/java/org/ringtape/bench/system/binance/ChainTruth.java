package org.ringtape.bench.system.binance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.ringtape.simulator.market.TrueBook;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentDefinition.Field;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.market.ChainOption;
import org.ringtape.engine.market.OptionChain;
import org.ringtape.engine.market.OptionField;

/** Compares option chains with what the simulated venue says: definitions, marks with greeks, interest, quotes. */
final class ChainTruth
{
    /** Steps of the generated market's prices, by base. */
    private static final Map<String, String> TICKS = Map.of("BTC", "5.000", "ETH", "0.2000", "SOL", "0.0100");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    /** What of an element of a mark price push is which number of an option. */
    private static final Map<OptionField, String> MARK_KEYS = Map.ofEntries(
        Map.entry(OptionField.MARK, "mp"), Map.entry(OptionField.INDEX, "i"),
        Map.entry(OptionField.BID_VOLATILITY, "b"), Map.entry(OptionField.ASK_VOLATILITY, "a"),
        Map.entry(OptionField.MARK_VOLATILITY, "vo"), Map.entry(OptionField.HIGH_LIMIT, "hl"),
        Map.entry(OptionField.LOW_LIMIT, "ll"), Map.entry(OptionField.DELTA, "d"), Map.entry(OptionField.THETA, "t"),
        Map.entry(OptionField.GAMMA, "g"), Map.entry(OptionField.VEGA, "v"));
    private static final Map<OptionField, String> INTEREST_KEYS =
        Map.of(OptionField.OPEN_INTEREST, "o", OptionField.OPEN_NOTIONAL, "h");

    private final OptionsRig rig;
    private final int venueId;

    ChainTruth(final OptionsRig rig, final int venueId)
    {
        this.rig = rig;
        this.venueId = venueId;
    }

    /** The first thing in which chains differ from the venue; null if they agree. Market thread. */
    String difference(final StrategyContext context)
    {
        for (final String symbol : rig.market().symbols())
        {
            final String difference = difference(context, symbol);
            if (difference != null)
            {
                return symbol + ": " + difference;
            }
        }
        return null;
    }

    private String difference(final StrategyContext context, final String symbol)
    {
        final String[] parts = symbol.split("-");
        final OptionChain chain = context.optionChain(venueId, parts[0] + "USDT");
        final int expiry = chain == null ? OptionChain.MISSING : chain.findExpiry(expiryNs(parts[1]));
        final int strike =
            expiry == OptionChain.MISSING ? OptionChain.MISSING : chain.findStrike(expiry, Long.parseLong(parts[2]), 0);
        if (strike == OptionChain.MISSING)
        {
            return "not in the chain";
        }
        final ChainOption option = "C".equals(parts[3]) ? chain.call(expiry, strike) : chain.put(expiry, strike);
        if (option == null || option.instrumentId() != rig.instrument(venueId, symbol))
        {
            return "not in the chain by that side";
        }
        final String ofDefinition = difference(option.definition(), parts);
        return ofDefinition != null ? ofDefinition : differenceOfNumbers(chain, option, symbol, parts);
    }

    private static String difference(final InstrumentDefinition definition, final String[] parts)
    {
        final String tick = TICKS.get(parts[0]);
        final boolean right = is(tick, definition, Field.TICK) && is("0.01", definition, Field.STEP) &&
            is(parts[2], definition, Field.STRIKE) &&
            definition.expiryNs() == expiryNs(parts[1]) &&
            definition.kind() == ("C".equals(parts[3]) ? InstrumentKind.CALL : InstrumentKind.PUT) &&
            definition.status() == InstrumentStatus.TRADING &&
            definition.scaleOfPrices() == new BigDecimal(tick).scale() && definition.scaleOfQuantities() == 2 &&
            (parts[0] + "USDT").equals(definition.text(Text.UNDERLYING)) &&
            "USDT".equals(definition.text(Text.QUOTE));
        return right ? null : "definition: tick " + definition.mantissa(Field.TICK) + ", step " +
            definition.mantissa(Field.STEP) + ", strike " + definition.mantissa(Field.STRIKE) + ", expiry " +
            definition.expiryNs() + ", scales " + definition.scaleOfPrices() + ", " + definition.scaleOfQuantities() +
            ", " + definition.kind() + ", " + definition.status() + ", underlying " +
            definition.text(Text.UNDERLYING);
    }

    private String differenceOfNumbers(
        final OptionChain chain, final ChainOption option, final String symbol, final String[] parts)
    {
        final String pair = parts[0].toLowerCase(Locale.ROOT) + "usdt";
        final String ofMark = difference(option, rig.lastSent(pair + "@optionMarkPrice").get(symbol), MARK_KEYS);
        if (ofMark != null)
        {
            return ofMark;
        }
        final String ofInterest =
            difference(option, rig.lastSent(pair + "@openInterest@" + parts[1]).get(symbol), INTEREST_KEYS);
        if (ofInterest != null)
        {
            return ofInterest;
        }
        final Map<?, ?> index = rig.lastSent("!index@arr").get(parts[0] + "USDT");
        if (index == null || !chain.isIndexCurrent() || BigDecimal.valueOf(chain.indexPrice(), chain.indexPriceScale())
            .compareTo(OptionsRig.decimal(index, "p")) != 0)
        {
            return "index " + chain.indexPrice() + ", not " + index;
        }
        final String ofQuotes = differenceOfQuotes(option, rig.market().trueBook(symbol).orElseThrow());
        return ofQuotes != null ? ofQuotes : differenceOfSigns(option);
    }

    private static String difference(
        final ChainOption option, final Map<?, ?> event, final Map<OptionField, String> keys)
    {
        for (final Map.Entry<OptionField, String> entry : keys.entrySet())
        {
            final OptionField field = entry.getKey();
            if (event == null || !option.isCurrent(field) ||
                value(option, field).compareTo(OptionsRig.decimal(event, entry.getValue())) != 0)
            {
                return field + " is " + value(option, field) + (option.isCurrent(field) ? "" : " (not current)") +
                    ", the venue said " + event;
            }
        }
        return null;
    }

    private static String differenceOfQuotes(final ChainOption option, final TrueBook book)
    {
        final boolean right = value(option, OptionField.BID_PRICE).compareTo(book.bids().firstKey()) == 0 &&
            value(option, OptionField.BID_QUANTITY).compareTo(book.bids().get(book.bids().firstKey())) == 0 &&
            value(option, OptionField.ASK_PRICE).compareTo(book.asks().firstKey()) == 0 &&
            value(option, OptionField.ASK_QUANTITY).compareTo(book.asks().get(book.asks().firstKey())) == 0;
        return right ? null : "quotes are " + value(option, OptionField.BID_PRICE) + ", " +
            value(option, OptionField.ASK_PRICE) + ", the touch " + book.bids().firstKey() + ", " +
            book.asks().firstKey();
    }

    private static String differenceOfSigns(final ChainOption option)
    {
        final double delta = option.value(OptionField.DELTA);
        final boolean right = (option.isCall() ? delta > 0 && delta < 1 : delta < 0 && delta > -1) &&
            option.value(OptionField.THETA) < 0 && option.value(OptionField.GAMMA) > 0 &&
            option.value(OptionField.VEGA) > 0 && option.value(OptionField.MARK_VOLATILITY) > 0;
        return right ? null : "greeks of the wrong sign: delta " + delta;
    }

    private static BigDecimal value(final ChainOption option, final OptionField field)
    {
        return option.mantissa(field) == EventLayout.ABSENT ? BigDecimal.valueOf(Long.MIN_VALUE) :
            BigDecimal.valueOf(option.mantissa(field), option.scale(field));
    }

    private static boolean is(final String expected, final InstrumentDefinition definition, final Field field)
    {
        return definition.has(field) && new BigDecimal(expected)
            .compareTo(BigDecimal.valueOf(definition.mantissa(field), definition.scale(field))) == 0;
    }

    /** Options settle at 08:00 UTC. */
    private static long expiryNs(final String day)
    {
        return TimeUnit.SECONDS.toNanos(LocalDate.parse(day, DAY).atTime(8, 0).toEpochSecond(ZoneOffset.UTC));
    }

    /** Goes through a whole chain by index as a strategy would; the sum is for nobody to optimise it away. */
    static double walk(final OptionChain chain)
    {
        double sum = chain.indexPrice();
        for (int expiry = 0; expiry < chain.expiryCount(); expiry++)
        {
            for (int strike = 0; strike < chain.strikeCount(expiry); strike++)
            {
                sum += chain.strike(expiry, strike) + sum(chain.call(expiry, strike)) + sum(chain.put(expiry, strike));
            }
        }
        return sum;
    }

    private static double sum(final ChainOption option)
    {
        return option == null ? 0 : option.value(OptionField.MARK) + option.value(OptionField.DELTA) +
            option.mantissa(OptionField.BID_PRICE) + (option.isCurrent(OptionField.ASK_PRICE) ? 1 : 0);
    }
}
