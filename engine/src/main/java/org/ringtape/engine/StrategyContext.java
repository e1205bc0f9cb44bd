package org.ringtape.engine;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.health.StreamHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.market.ChainOption;
import org.ringtape.engine.market.MarketValues;
import org.ringtape.engine.market.OptionChain;
import org.ringtape.engine.market.PriceTargets;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;

/**
 * What a strategy may read and ask for. Market thread only. An id is good until {@link Strategy#onRetired} tells of it;
 * whoever keeps instruments or streams for longer asks by those, not by their ids.
 */
public interface StrategyContext
{
    /** The pipeline's clock, epoch nanoseconds. */
    EpochNanoClock clock();

    /** Symbols and ids. */
    InstrumentTable instruments();

    /** Streams and ids. */
    StreamTable streams();

    /** The book of a stream, or null before its first event. */
    OrderBook book(int streamId);

    /** Whether a stream can be trusted, and if not, why and since when; null before its first event. */
    StreamHealth health(int streamId);

    /** The book of a stream; null also if its life is over, whoever has its id now. */
    OrderBook book(StreamDefinition stream);

    /** Last best quotes of an instrument; null also if its life is over, whoever has its id now. */
    Quote quote(Instrument instrument);

    /** Recent trades of an instrument; null also if its life is over, whoever has its id now. */
    TradeTape tape(Instrument instrument);

    /** A listed option; null also if its life is over, whoever has its id now. */
    ChainOption option(Instrument instrument);

    /** Last best quotes of an instrument as the venue streams them, or null before the first ones. */
    Quote quote(int instrumentId);

    /** Recent trades of an instrument, or null before its first trade. */
    TradeTape tape(int instrumentId);

    /** Last values by instrument: candles, tickers, marks, funding, interest, liquidations, profiles, definitions. */
    MarketValues values();

    /**
     * Options on an underlying. Control path: allocates; the chain itself may be kept.
     *
     * @param venueId    number of the venue
     * @param underlying as the venue spells it
     * @return the chain, the same object for the life of the pipeline, or null before its first option
     */
    OptionChain optionChain(int venueId, String underlying);

    /** A listed option by its instrument, or null. */
    ChainOption option(int instrumentId);

    /** Target windows by instrument and interval. */
    PriceTargets targets();

    /**
     * Schedules a timer, or moves it if it is scheduled already. It comes back as an event in the ring; one that is on
     * its way there cannot be moved or cancelled any more.
     *
     * @param timerId    the strategy's own number for it, any but {@code Long.MIN_VALUE}
     * @param deadlineNs epoch nanoseconds; one that is past is due at once. Timers come in the order of their
     *                   deadlines but for those within one tick, 2^20 ns
     */
    void scheduleTimer(long timerId, long deadlineNs);

    /** Cancels a timer; false if none of that number was waiting: never scheduled, or on its way. */
    boolean cancelTimer(long timerId);

    /**
     * Asks the feeds of a venue for a stream; {@link Strategy#onRequestOutcome} tells what became of it, once. Never
     * waits, and allocates nothing if the name is ASCII.
     *
     * @param requestId the strategy's own number
     * @param venueId   number of the venue
     * @param stream    the venue's text for it, with all parameters
     * @return false if there are no feeds, or too many requests wait: nothing was asked
     */
    boolean subscribe(long requestId, int venueId, CharSequence stream);

    /** Wants a stream no more; else as {@link #subscribe}. It goes on for others who asked for it. */
    boolean unsubscribe(long requestId, int venueId, CharSequence stream);

    /** Wants the book of a stream built anew from a fresh snapshot; else as {@link #subscribe}. */
    boolean resync(long requestId, int venueId, CharSequence stream);

    /**
     * Builds a book anew from a fresh snapshot; it is not live until that has come.
     *
     * @return false if there is no such book yet, or the queue is full: not now
     */
    boolean resync(int streamId);
}
