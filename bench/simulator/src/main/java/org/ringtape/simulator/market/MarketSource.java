package org.ringtape.simulator.market;

import org.ringtape.simulator.binance.DepthAnswer;
import org.ringtape.simulator.binance.DepthRequest;

import java.util.Optional;
import java.util.Set;

/** The market behind a simulator: {@link RecordedMarket} or {@link GeneratedMarket}. One simulator each. */
public abstract sealed class MarketSource implements AutoCloseable permits RecordedMarket, GeneratedMarket
{
    /** For the kinds of market in this package. */
    MarketSource()
    {
    }

    /** @return the venue's symbols that have a depth book here. */
    public abstract Set<String> symbols();

    /** @return the names of the streams that this market produces. */
    public abstract Set<String> streams();

    /**
     * The book as a client must have it after applying every diff sent so far; diffs that a fault lost count as sent.
     * Any thread; a consistent copy.
     *
     * @param symbol venue symbol
     * @return the book, or empty if the symbol has none (yet)
     */
    public abstract Optional<TrueBook> trueBook(String symbol);

    /** @return the body of the exchange information, empty if this market has none. */
    public String exchangeInfo()
    {
        return "";
    }

    /** Stops the market thread. Idempotent. */
    @Override
    public abstract void close();

    /** Starts the market thread. Called once. */
    public abstract void start(MarketOutput output);

    /** @param names streams that at least one connection can receive now; called by any thread at each change. */
    public abstract void onSubscriptions(Set<String> names);

    /**
     * Answers a depth request; may wait. REST thread.
     *
     * @return the answer, or empty if the book did not become available in time
     */
    public abstract Optional<DepthAnswer> depth(DepthRequest request) throws InterruptedException;
}
