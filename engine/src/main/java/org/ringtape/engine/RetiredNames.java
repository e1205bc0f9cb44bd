package org.ringtape.engine;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.market.MarketHandler;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TapeHandler;

/**
 * The market thread's part in the life of names: tells the tables what definitions say of an end, and, at a RETIRED
 * event, drops all that is kept of the name, tells the strategy, and confirms. Only then the id may become another's.
 * Market thread only.
 */
final class RetiredNames
{
    private final NameRetirement names;
    private final InstrumentTable instruments;
    private final MarketHealth health;
    private final BookHandler books;
    private final LiveBooks liveBooks;
    private final TapeHandler tapes;
    private final MarketHandler market;
    private final Strategy strategy;
    private final AtomicCounter instrumentsRetired;
    private final AtomicCounter streamsRetired;
    private final Retired retired = new Retired();
    private final InstrumentDefinition told = new InstrumentDefinition();

    RetiredNames(
        final NameRetirement names,
        final InstrumentTable instruments,
        final MarketHealth health,
        final BookHandler books,
        final LiveBooks liveBooks,
        final TapeHandler tapes,
        final MarketHandler market,
        final Strategy strategy,
        final CounterSet counters)
    {
        this.names = names;
        this.instruments = instruments;
        this.health = health;
        this.books = books;
        this.liveBooks = liveBooks;
        this.tapes = tapes;
        this.market = market;
        this.strategy = strategy;
        instrumentsRetired = counters.counter(PipelineCounter.INSTRUMENTS_RETIRED);
        streamsRetired = counters.counter(PipelineCounter.STREAMS_RETIRED);
    }

    /** A life is over. */
    void onRetired(final EventHeader event)
    {
        retired.wrap(event);
        if (retired.isOfStream())
        {
            books.retireStream(retired.streamId());
            health.retire(retired.streamId());
            liveBooks.retire(retired.streamId());
            streamsRetired.incrementOrdered();
        }
        else
        {
            instruments.canonicals().forget(retired.instrumentId());
            tapes.retire(retired.instrumentId());
            market.retire(retired.instrumentId());
            instrumentsRetired.incrementOrdered();
        }
        try
        {
            strategy.onRetired(retired);
        }
        finally
        {
            names.confirm(retired);
        }
    }

    /** An instrument's definition has been merged. */
    void onDefinition(final EventHeader event)
    {
        told.wrap(event);
        final InstrumentDefinition merged = market.values().definition(event.instrumentId());
        if (merged != null)
        {
            final boolean registered = event.instrumentId() < instruments.limit();
            final Instrument instrument = registered ? instruments.instrument(event.instrumentId()) : null;
            if (instrument != null)
            {
                instruments.canonicals().told(instrument, merged);
            }
            instruments.told(
                event.instrumentId(),
                merged.expiryNs(),
                merged.status() == InstrumentStatus.CLOSED,
                told.status() == InstrumentStatus.TRADING,
                event.receiveTimeNs());
        }
    }

    /** The last event of a duty cycle shows how the venue's clock stands to ours. */
    void noteTime(final EventHeader event)
    {
        names.venueTimes().note(event.venueId(), event.venueTimeNs(), event.receiveTimeNs());
    }
}
