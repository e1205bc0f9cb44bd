package org.ringtape.engine.tape;

import java.util.Arrays;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.health.MarketHealth;

/** The last best quotes of every instrument. Market thread only. */
public final class QuoteTable
{
    private final MarketHealth health;
    private final AtomicCounter restarts;
    private Quote[] quotes = new Quote[64];
    private long outOfOrder;

    QuoteTable(final MarketHealth health, final AtomicCounter restarts)
    {
        this.health = health;
        this.restarts = restarts;
    }

    /**
     * Quotes of an instrument.
     *
     * @param instrumentId of the instrument
     * @return the quotes, the same object until the instrument is retired; null before the first ones
     */
    public Quote quote(final int instrumentId)
    {
        return instrumentId >= 0 && instrumentId < quotes.length ? quotes[instrumentId] : null;
    }

    /** Quotes passed over because newer ones of the same connection had come. */
    public long outOfOrder()
    {
        return outOfOrder;
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        if (quote(instrumentId) != null)
        {
            quotes[instrumentId] = null;
        }
    }

    /** Takes quotes over; null if they are older than those kept. */
    Quote update(final TopOfBook top)
    {
        final int instrumentId = top.instrumentId();
        Quote quote = quote(instrumentId);
        if (quote == null)
        {
            if (instrumentId >= quotes.length)
            {
                quotes = Arrays.copyOf(quotes, Math.max(instrumentId + 1, 2 * quotes.length));
            }
            quote = new Quote(instrumentId, health);
            quotes[instrumentId] = quote;
        }
        switch (quote.update(top))
        {
            case OLDER:
                outOfOrder++;
                return null;

            case RESTARTED:
                restarts.incrementOrdered();
                return quote;

            default:
                return quote;
        }
    }
}
