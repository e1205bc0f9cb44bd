package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One symbol of a generated market: the live book, the book as sent, and the changes of the open diff window. Guarded
 * by its market's lock.
 */
final class GeneratedBook
{
    private static final int DEPTH = 40;

    private final GeneratedSymbol symbol;
    private final PriceBook live;
    private final PriceBook sent;
    private final TrueBook first;
    private final TreeMap<BigDecimal, BigDecimal> changedBids = new TreeMap<>();
    private final TreeMap<BigDecimal, BigDecimal> changedAsks = new TreeMap<>();
    private long firstPendingId;
    private long windowEndMs = Long.MIN_VALUE;
    private long tradeId;
    private long bidTicks;
    private long lastTimeMs;
    private final TradeStatistics day;
    private TradeStatistics minute;
    private boolean traded;
    private BigDecimal openInterest = new BigDecimal("100.00");
    private List<Map.Entry<BigDecimal, BigDecimal>> quoted = List.of();

    GeneratedBook(
        final GeneratedSymbol symbol, final long updateId, final long timeMs, final RandomGenerator random)
    {
        this.symbol = symbol;
        this.live = new PriceBook(symbol.symbol());
        this.sent = new PriceBook(symbol.symbol());
        this.bidTicks = symbol.startTicks();
        for (int i = 0; i < DEPTH; i++)
        {
            final BigDecimal bidQuantity = quantity(random);
            final BigDecimal askQuantity = quantity(random);
            live.bids.put(price(bidTicks - i), bidQuantity);
            live.asks.put(price(bidTicks + 1 + i), askQuantity);
        }
        sent.bids.putAll(live.bids);
        sent.asks.putAll(live.asks);
        live.advanceTo(updateId, timeMs);
        sent.advanceTo(updateId, timeMs);
        this.day = new TradeStatistics(timeMs - timeMs % 60_000);
        this.minute = new TradeStatistics(timeMs - timeMs % 60_000);
        // Older than anything that will ever be sent of this symbol.
        this.first = new TrueBook(symbol.symbol(), updateId - 1, timeMs, live.copy().bids(), live.copy().asks());
    }

    GeneratedSymbol symbol()
    {
        return symbol;
    }

    TrueBook live()
    {
        return live.copy();
    }

    TrueBook sent()
    {
        return sent.copy();
    }

    /** @return id of the last change that was sent. */
    long sentUpdateId()
    {
        return sent.lastUpdateId();
    }

    TrueBook first()
    {
        return first;
    }

    /** @return trades since the market began, as the rolling day. */
    TradeStatistics day()
    {
        return day;
    }

    /** @return trades of the running minute. */
    TradeStatistics minute()
    {
        return minute;
    }

    void nextMinute(final long openMs)
    {
        minute = new TradeStatistics(openMs);
    }

    /** @return whether there were trades since the last call. */
    boolean isTraded()
    {
        final boolean was = traded;
        traded = false;
        return was;
    }

    BigDecimal openInterest()
    {
        return openInterest;
    }

    /** Changes one or a few levels, or shifts the touch by one step; never crosses. */
    void move(final RandomGenerator random, final long updateId, final long timeMs)
    {
        if (random.nextInt(12) == 0)
        {
            shift(random);
        }
        final int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++)
        {
            final boolean bid = random.nextBoolean();
            final int distance = Math.min(random.nextInt(DEPTH), random.nextInt(DEPTH));
            final boolean remove = distance > 0 && random.nextInt(4) == 0;
            change(bid, bid ? bidTicks - distance : bidTicks + 1 + distance,
                remove ? BigDecimal.ZERO.setScale(symbol.quantityScale()) : quantity(random));
        }
        touched(updateId, timeMs);
    }

    /** @return a trade event at the touch, which takes at most what stands there. */
    byte[] trade(final RandomGenerator random, final long updateId, final long timeMs)
    {
        final boolean buy = random.nextBoolean();
        final Map.Entry<BigDecimal, BigDecimal> touch = buy ? live.asks.firstEntry() : live.bids.firstEntry();
        final BigDecimal wanted = quantity(random);
        final boolean leavesSome = wanted.compareTo(touch.getValue()) < 0;
        final BigDecimal taken = leavesSome ? wanted : touch.getValue();
        final long ticks = ticks(touch.getKey());
        if (leavesSome)
        {
            change(!buy, ticks, touch.getValue().subtract(taken));
        }
        touched(updateId, timeMs);
        tradeId++;
        day.add(touch.getKey(), taken, tradeId, buy);
        minute.add(touch.getKey(), taken, tradeId, buy);
        traded = true;
        openInterest = openInterest.add(taken.movePointLeft(1));
        if (symbol.isLegacy())
        {
            return bytes(OptionStatistics.legacyTrade(symbol.symbol(), touch.getKey(), taken, tradeId, buy, timeMs));
        }
        final String text = "{\"e\":\"trade\",\"E\":" + timeMs + ",\"T\":" + timeMs + ",\"s\":\"" + symbol.symbol() +
            "\",\"t\":" + tradeId + ",\"p\":\"" + touch.getKey().toPlainString() + "\",\"q\":\"" +
            taken.toPlainString() + "\",\"X\":\"MARKET\"" +
            (symbol.isOption() ? ",\"S\":\"" + (buy ? "BUY" : "SELL") + "\"" : "") + ",\"m\":" + !buy + "}";
        return bytes(text);
    }

    /** @return the best quotes, as an event. */
    byte[] bookTicker()
    {
        quoted = touch();
        return bytes("{\"e\":\"bookTicker\",\"u\":" + live.lastUpdateId() + ",\"s\":\"" + symbol.symbol() +
            "\",\"b\":\"" + live.bids.firstKey().toPlainString() + "\",\"B\":\"" +
            live.bids.firstEntry().getValue().toPlainString() + "\",\"a\":\"" +
            live.asks.firstKey().toPlainString() + "\",\"A\":\"" +
            live.asks.firstEntry().getValue().toPlainString() + "\",\"T\":" + lastTimeMs + ",\"E\":" +
            lastTimeMs + "}");
    }

    boolean hasPending()
    {
        return windowEndMs != Long.MIN_VALUE;
    }

    boolean isWindowOver(final long timeMs)
    {
        return hasPending() && timeMs >= windowEndMs;
    }

    void openWindow(final long endMs)
    {
        windowEndMs = endMs;
    }

    /** @return whether the best quotes differ from those of the last {@link #bookTicker}. */
    boolean isTouchChanged()
    {
        return !touch().equals(quoted);
    }

    /** Closes the window: what it changed becomes part of the book as sent. @return the diff event. */
    MarketFrame closeWindow(final long timeMs)
    {
        final long lastId = live.lastUpdateId();
        final String text = "{\"e\":\"depthUpdate\",\"E\":" + timeMs + ",\"T\":" + lastTimeMs + ",\"s\":\"" +
            symbol.symbol() + "\",\"U\":" + firstPendingId + ",\"u\":" + lastId + ",\"pu\":" + sent.lastUpdateId() +
            ",\"b\":" + levels(changedBids) + ",\"a\":" + levels(changedAsks) + "}";
        changedBids.forEach((price, quantity) -> PriceBook.set(sent.bids, price, quantity));
        changedAsks.forEach((price, quantity) -> PriceBook.set(sent.asks, price, quantity));
        changedBids.clear();
        changedAsks.clear();
        sent.advanceTo(lastId, lastTimeMs);
        firstPendingId = 0;
        windowEndMs = Long.MIN_VALUE;
        return MarketFrame.of(symbol.depth(), lastId, bytes(text), null);
    }

    private List<Map.Entry<BigDecimal, BigDecimal>> touch()
    {
        return List.of(live.bids.firstEntry(), live.asks.firstEntry());
    }

    private void touched(final long updateId, final long timeMs)
    {
        firstPendingId = firstPendingId == 0 ? updateId : firstPendingId;
        lastTimeMs = timeMs;
        live.advanceTo(updateId, timeMs);
    }

    private void shift(final RandomGenerator random)
    {
        final boolean up = bidTicks <= DEPTH + 2 || random.nextBoolean();
        final BigDecimal zero = BigDecimal.ZERO.setScale(symbol.quantityScale());
        if (up)
        {
            change(false, bidTicks + 1, zero);
            bidTicks++;
            change(true, bidTicks, quantity(random));
            change(false, bidTicks + 1, quantity(random));
            change(true, bidTicks - DEPTH, zero);
        }
        else
        {
            change(true, bidTicks, zero);
            bidTicks--;
            change(false, bidTicks + 1, quantity(random));
            change(true, bidTicks, quantity(random));
            change(false, bidTicks + 1 + DEPTH, zero);
        }
    }

    private void change(final boolean bid, final long ticks, final BigDecimal quantity)
    {
        final BigDecimal price = price(ticks);
        PriceBook.set(bid ? live.bids : live.asks, price, quantity);
        (bid ? changedBids : changedAsks).put(price, quantity);
    }

    private BigDecimal price(final long ticks)
    {
        return symbol.tick().multiply(BigDecimal.valueOf(ticks));
    }

    private long ticks(final BigDecimal price)
    {
        return price.divideToIntegralValue(symbol.tick()).longValueExact();
    }

    private BigDecimal quantity(final RandomGenerator random)
    {
        return BigDecimal.valueOf(1 + random.nextInt(5_000), symbol.quantityScale());
    }

    private static String levels(final Map<BigDecimal, BigDecimal> side)
    {
        final StringJoiner levels = new StringJoiner(",", "[", "]");
        side.forEach((price, quantity) ->
            levels.add("[\"" + price.toPlainString() + "\",\"" + quantity.toPlainString() + "\"]"));
        return levels.toString();
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
