package org.ringtape.engine.tape;

import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;

/**
 * Is told of trades and best quotes, on the market thread, in ring order. What it is given is valid until the call
 * returns. What it throws is counted and reported, and the next event comes all the same.
 */
public interface TapeListener
{
    /** Tells nobody. */
    TapeListener NONE = new TapeListener()
    {
    };

    /**
     * A trade is on its tape.
     *
     * @param tape  with the trade in front
     * @param trade as it stands in the ring
     */
    default void onTrade(final TradeTape tape, final Trade trade)
    {
    }

    /**
     * Trades are missing before the one that is told next.
     *
     * @param tape         as it was before the gap
     * @param firstMissing first id missing, unsigned
     * @param lastMissing  last id missing, unsigned
     */
    default void onTradeGap(final TradeTape tape, final long firstMissing, final long lastMissing)
    {
    }

    /**
     * A tape is interrupted and its ids do not tell what is missing, as they are not counted, or are counted anew:
     * trades may be missing before the one that is told next, which is the first that was not on the tape before.
     *
     * @param tape             as it was before the interruption
     * @param lastTimeBeforeNs venue time of its newest trade; receive time if the venue sent none
     * @param firstTimeAfterNs the same of the trade that is told next
     */
    default void onTapeInterrupted(final TradeTape tape, final long lastTimeBeforeNs, final long firstTimeAfterNs)
    {
    }

    /**
     * Best quotes of an instrument, as the venue streams them.
     *
     * @param quote as kept, updated
     * @param top   as it stands in the ring
     */
    default void onTopOfBook(final Quote quote, final TopOfBook top)
    {
    }
}
