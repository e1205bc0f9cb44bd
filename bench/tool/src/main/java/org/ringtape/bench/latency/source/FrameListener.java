package org.ringtape.bench.latency.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.ringtape.bench.latency.PickUpClock;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.venue.VenueModules;

/**
 * The strategy of a measured pipeline: notes of each frame when its event was here, and what the event says of the way.
 * An event was picked up when the market thread began the duty cycle, or had done with the event before it, whichever
 * was later. One that was published between that thread's look at the clock and its look into the ring was picked up
 * before it was published, by that reckoning: such nanoseconds are negative, and counted. Market thread, but where it
 * says otherwise.
 */
public final class FrameListener implements Strategy
{
    private final PickUpClock clock;
    private final Timeline timeline;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicReference<CompletableFuture<Map<String, String>>> wanted = new AtomicReference<>();
    private StrategyContext context;
    private long previousEndNs;
    private long count;

    public FrameListener(final PickUpClock clock, final Timeline timeline)
    {
        this.clock = clock;
        this.timeline = timeline;
    }

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
        clock.claim();
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        hear(update);
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        hear(trade);
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook top)
    {
        hear(top);
    }

    @Override
    public void onMarkPrice(final MarkPrice markPrice)
    {
        hear(markPrice);
    }

    /** A snapshot and an event that a resync brought again are no frame's first event. */
    private void hear(final EventHeader event)
    {
        final long pickedNs = Math.max(clock.cycleStartNs(), previousEndNs);
        final long index = FrameClock.indexOfNs(event.venueTimeNs());
        if (index < 0 || index >= timeline.heard.length || timeline.heard[(int)index] != 0)
        {
            return;
        }
        final int frame = (int)index;
        timeline.received[frame] = event.receiveTimeNs();
        timeline.published[frame] = event.publishTimeNs();
        timeline.picked[frame] = pickedNs;
        // Reading the clock moves the start of the cycle, which is older than the end of this event from here on.
        previousEndNs = clock.nanoTime();
        timeline.heard[frame] = previousEndNs;
        heard.lazySet(++count);
    }

    /** Frames whose events have been here. Any thread; what they left in the timeline can be read after. */
    public long heard()
    {
        return heard.get();
    }

    /** Books that are live, as rows, by venue and symbol; completed when the market thread is idle. Any thread. */
    public CompletableFuture<Map<String, String>> liveBooks()
    {
        final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        wanted.set(answer);
        return answer;
    }

    @Override
    public void onIdle(final long nowNs)
    {
        final CompletableFuture<Map<String, String>> answer = wanted.get();
        if (answer != null)
        {
            wanted.set(null);
            answer.complete(readBooks());
        }
    }

    private Map<String, String> readBooks()
    {
        final Map<String, String> books = new LinkedHashMap<>();
        for (int id = 0; id < context.streams().limit(); id++)
        {
            final OrderBook book = context.book(id);
            if (book != null && book.isLive())
            {
                final StreamDefinition stream = context.streams().stream(id);
                books.put(VenueModules.installed().labelOf(stream.venueId()) + " " +
                    context.instruments().instrument(book.instrumentId()).symbol(), BookRows.of(book));
            }
        }
        return books;
    }
}
