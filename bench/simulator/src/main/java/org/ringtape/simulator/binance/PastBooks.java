package org.ringtape.simulator.binance;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.TrueBook;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the books of a market were a while ago, noted at each diff while a fault may ask for it. The market thread
 * notes; any thread asks.
 */
public final class PastBooks
{
    /** Age in milliseconds of a cached book if the fault does not say. */
    static final long DEFAULT_MS = 1_000;

    private final MarketSource market;
    private final FaultBoard faults;
    private final LongSupplier nanoTime;
    private final Map<String, ArrayDeque<Past>> books = new HashMap<>();

    private record Past(long timeNs, TrueBook book)
    {
    }

    PastBooks(final MarketSource market, final FaultBoard faults, final LongSupplier nanoTime)
    {
        this.market = market;
        this.faults = faults;
        this.nanoTime = nanoTime;
    }

    /** The book of a symbol has moved on. */
    public void note(final String symbol)
    {
        final OptionalLong longestMs = faults.largest(FaultKind.CACHED_SNAPSHOT, Fault.MILLISECONDS, DEFAULT_MS);
        final Optional<TrueBook> book = longestMs.isEmpty() ? Optional.empty() : market.trueBook(symbol);
        synchronized (books)
        {
            if (book.isEmpty())
            {
                books.remove(symbol);
                return;
            }
            final long nowNs = nanoTime.getAsLong();
            final ArrayDeque<Past> past = books.computeIfAbsent(symbol, (name) -> new ArrayDeque<>());
            past.add(new Past(nowNs, book.get()));
            newestBefore(past, nowNs - TimeUnit.MILLISECONDS.toNanos(longestMs.getAsLong()));
        }
    }

    /** @return the book of so long ago, or the oldest noted; empty if none was. */
    Optional<TrueBook> ago(final String symbol, final long milliseconds)
    {
        final long timeNs = nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(milliseconds);
        synchronized (books)
        {
            return Optional.ofNullable(books.get(symbol)).map((past) -> newestBefore(past.clone(), timeNs));
        }
    }

    /** Lets go what is older than the book of that time. @return that book, or the oldest if all are younger. */
    private static TrueBook newestBefore(final ArrayDeque<Past> past, final long timeNs)
    {
        Past oldest = past.remove();
        while (!past.isEmpty() && past.peek().timeNs() - timeNs <= 0)
        {
            oldest = past.remove();
        }
        past.addFirst(oldest);
        return oldest.book();
    }
}
