package org.ringtape.bench.jmh.reading;

import java.util.List;
import java.util.Map;

/** Takes the values of a frame out of maps and lists, see {@link FrameSum}. */
final class TreeSum
{
    private TreeSum()
    {
    }

    static long depth(final Map<?, ?> frame)
    {
        final Map<?, ?> event = event(frame);
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) +
            integer(event, "U") * FrameSum.FIRST_SEQUENCE + integer(event, "u") * FrameSum.LAST_SEQUENCE +
            integer(event, "pu") * FrameSum.PREVIOUS_SEQUENCE +
            levels((List<?>)event.get("b"), 1, FrameSum.BID_QUANTITY) +
            levels((List<?>)event.get("a"), FrameSum.ASK_PRICE, FrameSum.ASK_QUANTITY);
    }

    private static long levels(final List<?> levels, final int priceFactor, final int quantityFactor)
    {
        long sum = 0;
        for (final Object level : levels)
        {
            final List<?> pair = (List<?>)level;
            sum += Texts.decimal((String)pair.get(0)) * priceFactor +
                Texts.decimal((String)pair.get(1)) * quantityFactor;
        }
        return sum;
    }

    static long trade(final Map<?, ?> frame)
    {
        final Map<?, ?> event = event(frame);
        final String side = (String)event.get("S");
        final boolean bought = side == null ? Boolean.FALSE.equals(event.get("m")) : "BUY".equals(side);
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) + integer(event, "t") * FrameSum.TRADE_ID +
            decimal(event, "p") + decimal(event, "q") * FrameSum.TRADE_QUANTITY +
            ("MARKET".equals(event.get("X")) ? 0 : FrameSum.KIND) +
            (bought ? FrameSum.AGGRESSOR : 2 * FrameSum.AGGRESSOR);
    }

    static long bookTicker(final Map<?, ?> frame)
    {
        final Map<?, ?> event = event(frame);
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) + integer(event, "u") * FrameSum.LAST_SEQUENCE +
            decimal(event, "b") + decimal(event, "B") * FrameSum.BID_QUANTITY +
            decimal(event, "a") * FrameSum.ASK_PRICE + decimal(event, "A") * FrameSum.ASK_QUANTITY;
    }

    static long dayTicker(final Map<?, ?> frame)
    {
        final Map<?, ?> event = event(frame);
        long sum = symbol(event) + FrameSum.timeOfMs(integer(event, "E")) +
            FrameSum.timeOfMs(integer(event, "O")) * FrameSum.OPEN_TIME +
            FrameSum.timeOfMs(integer(event, "C")) * FrameSum.CLOSE_TIME +
            integer(event, "F") * FrameSum.FIRST_ID + integer(event, "L") * FrameSum.LAST_ID +
            integer(event, "n") * FrameSum.TRADE_COUNT;
        for (final String key : FrameKeys.DAY_TICKER)
        {
            sum += decimal(event, key);
        }
        return sum;
    }

    static long markPrices(final Map<?, ?> frame)
    {
        long sum = 0;
        for (final Object element : (List<?>)frame.get("data"))
        {
            final Map<?, ?> event = (Map<?, ?>)element;
            sum += symbol(event) + FrameSum.timeOfMs(integer(event, "E")) +
                Texts.volatility((String)event.get("a")) + Texts.volatility((String)event.get("b"));
            for (final String key : FrameKeys.MARK_PRICE)
            {
                sum += decimal(event, key);
            }
        }
        return sum;
    }

    private static Map<?, ?> event(final Map<?, ?> frame)
    {
        final Object event = frame.get("data");
        return event == null ? frame : (Map<?, ?>)event;
    }

    private static int symbol(final Map<?, ?> event)
    {
        return ((String)event.get("s")).length();
    }

    private static long integer(final Map<?, ?> event, final String key)
    {
        return ((Number)event.get(key)).longValue();
    }

    private static long decimal(final Map<?, ?> event, final String key)
    {
        return Texts.decimal((String)event.get(key));
    }
}
