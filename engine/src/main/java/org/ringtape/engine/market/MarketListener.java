package org.ringtape.engine.market;

import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.Ticker;

/**
 * Is told of the rest of the market, on the market thread, in ring order, with tables and option chains as they are
 * after the event. What is passed over as older or already known is not told. What it is given is valid until the call
 * returns. What it throws is counted and reported, and the next event comes all the same.
 */
public interface MarketListener
{
    /** Tells nobody. */
    MarketListener NONE = new MarketListener()
    {
    };

    /** A candle, or the aggregated trades of one side; as it stands in the ring. */
    default void onCandle(final Candle candle)
    {
    }

    /** Statistics of a rolling window, as they stand in the ring. */
    default void onTicker(final Ticker ticker)
    {
    }

    /** A mark price with what comes along, as it stands in the ring. */
    default void onMarkPrice(final MarkPrice markPrice)
    {
    }

    /** The price of an index, as it stands in the ring. */
    default void onIndexPrice(final IndexPrice indexPrice)
    {
    }

    /** A funding rate, as it stands in the ring. */
    default void onFunding(final Funding funding)
    {
    }

    /** Open interest, as it stands in the ring. */
    default void onOpenInterest(final OpenInterest openInterest)
    {
    }

    /** A liquidation, as it stands in the ring; also one that comes late. */
    default void onLiquidation(final MarketLiquidation liquidation)
    {
    }

    /** A volume profile is there as a whole. */
    default void onVolumeProfile(final ProfileView profile)
    {
    }

    /** An instrument's definition has come: all that is known of it now. */
    default void onInstrumentDefinition(final InstrumentDefinition definition)
    {
    }

    /**
     * There is news of a target window: it is due, has its price, is overdue, failed, or was corrected.
     *
     * @param window the current or the previous one, as it is now; {@link TargetWindow#status()} says what is new
     * @param event  as it stands in the ring
     */
    default void onPriceTarget(final TargetWindow window, final PriceTarget event)
    {
    }
}
