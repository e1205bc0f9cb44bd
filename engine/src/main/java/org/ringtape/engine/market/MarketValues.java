package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.health.MarketHealth;

/**
 * The last values of every instrument. A value is null before its first event; from then on the same object always
 * shows the newest, until the instrument is retired, and is to be read only. Whether it may be outdated is asked of its
 * table. Market thread only; reading allocates nothing.
 */
public final class MarketValues
{
    private static final int MAX_ID_TEXT_LENGTH = 80;

    private final CandleTable candles;
    private final LastValues<Ticker> tickers;
    private final LastValues<MarkPrice> markPrices;
    private final LastValues<IndexPrice> indexPrices;
    private final LastValues<Funding> fundings;
    private final LastValues<OpenInterest> openInterests;
    private final LastValues<MarketLiquidation> liquidations;
    private final ProfileTable profiles;
    private final DefinitionTable definitions;

    MarketValues(final MarketHealth health, final AtomicCounter brokenOff)
    {
        candles = new CandleTable(health);
        tickers = new LastValues<>(health, Ticker::new, PAYLOAD_OFFSET + Ticker.LENGTH);
        markPrices = new LastValues<>(health, MarkPrice::new, PAYLOAD_OFFSET + MarkPrice.LENGTH);
        indexPrices = new LastValues<>(health, IndexPrice::new, PAYLOAD_OFFSET + IndexPrice.LENGTH);
        fundings = new LastValues<>(health, Funding::new, PAYLOAD_OFFSET + Funding.LENGTH);
        openInterests = new LastValues<>(health, OpenInterest::new, PAYLOAD_OFFSET + OpenInterest.LENGTH);
        liquidations = new LastValues<>(health, MarketLiquidation::new,
            PAYLOAD_OFFSET + MarketLiquidation.BASE_LENGTH + MAX_ID_TEXT_LENGTH);
        profiles = new ProfileTable(health, brokenOff);
        definitions = new DefinitionTable(health);
    }

    /** Last candle; see {@link CandleTable#candle}. */
    public Candle candle(final int instrumentId, final long intervalNs, final Aggressor side)
    {
        return candles.candle(instrumentId, intervalNs, side);
    }

    /** Last candle of the trades of both sides; see {@link CandleTable#candle}. */
    public Candle candle(final int instrumentId, final long intervalNs)
    {
        return candles.candle(instrumentId, intervalNs, Aggressor.UNKNOWN);
    }

    /** Last statistics of an instrument. */
    public Ticker ticker(final int instrumentId)
    {
        return tickers.value(instrumentId);
    }

    /** Last mark price of an instrument. */
    public MarkPrice markPrice(final int instrumentId)
    {
        return markPrices.value(instrumentId);
    }

    /** Last price of an index. */
    public IndexPrice indexPrice(final int instrumentId)
    {
        return indexPrices.value(instrumentId);
    }

    /** Last funding rate of an instrument. */
    public Funding funding(final int instrumentId)
    {
        return fundings.value(instrumentId);
    }

    /** Last open interest of an instrument. */
    public OpenInterest openInterest(final int instrumentId)
    {
        return openInterests.value(instrumentId);
    }

    /** Last liquidation of an instrument. */
    public MarketLiquidation liquidation(final int instrumentId)
    {
        return liquidations.value(instrumentId);
    }

    /** Last whole volume profile of an instrument. */
    public ProfileView volumeProfile(final int instrumentId)
    {
        return profiles.profile(instrumentId);
    }

    /** All that is known of an instrument. */
    public InstrumentDefinition definition(final int instrumentId)
    {
        return definitions.definition(instrumentId);
    }

    /** Candles by instrument, interval and side. */
    public CandleTable candles()
    {
        return candles;
    }

    /** Statistics by instrument. */
    public LastValues<Ticker> tickers()
    {
        return tickers;
    }

    /** Mark prices by instrument. */
    public LastValues<MarkPrice> markPrices()
    {
        return markPrices;
    }

    /** Index prices by the index's instrument. */
    public LastValues<IndexPrice> indexPrices()
    {
        return indexPrices;
    }

    /** Funding rates by instrument. */
    public LastValues<Funding> fundings()
    {
        return fundings;
    }

    /** Open interests by instrument. */
    public LastValues<OpenInterest> openInterests()
    {
        return openInterests;
    }

    /** Liquidations by instrument. */
    public LastValues<MarketLiquidation> liquidations()
    {
        return liquidations;
    }

    /** Volume profiles by instrument. */
    public ProfileTable volumeProfiles()
    {
        return profiles;
    }

    /** Definitions by instrument. */
    public DefinitionTable definitions()
    {
        return definitions;
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        candles.retire(instrumentId);
        tickers.retire(instrumentId);
        markPrices.retire(instrumentId);
        indexPrices.retire(instrumentId);
        fundings.retire(instrumentId);
        openInterests.retire(instrumentId);
        liquidations.retire(instrumentId);
        profiles.retire(instrumentId);
        definitions.retire(instrumentId);
    }

    /** Takes an event of a table keyed by instrument; false if it is older than the one kept. */
    static boolean take(final LastValues<?> table, final EventHeader event)
    {
        return table.take(event.instrumentId(), event);
    }
}
