package org.ringtape.bench.jmh.book;

import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.book.BookLimits;
import org.ringtape.engine.book.BookListener;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.book.PendingUpdates;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;

/** Decoder, stage and book handler, without a ring between them. */
public final class BookPathDirect implements BookPath, BookListener
{
    private static final int STAGE_SLOTS = 1024;

    private final byte[] snapshot;
    private final EventStage stage = new EventStage(STAGE_SLOTS);
    private final BookCodec codec = new BookCodec(new InstrumentTable(8), new StreamTable(8), stage, 0);
    private final CounterSet counters = CounterSet.inMemory();
    private final EventHeader header = new EventHeader();
    private final MarketHealth health = new MarketHealth();
    private final BookHandler handler = new BookHandler(
        health,
        BookLimits.DEFAULT,
        new PendingUpdates(1024 * 1024),
        (streamId, reason) -> true,
        this,
        counters,
        error ->
        {
            throw new IllegalStateException(error);
        });
    private final EventDispatch kinds = EventDispatch.of(handler::register);
    private long read;

    public BookPathDirect(final byte[] snapshot)
    {
        this.snapshot = snapshot;
    }

    @Override
    public void restore()
    {
        codec.reconnect();
        codec.decodeSnapshot(snapshot);
        handleStage();
    }

    @Override
    public void onFrame(final byte[] frame)
    {
        codec.decode(frame);
        handleStage();
    }

    private void handleStage()
    {
        for (int i = 0; i < stage.slotCount(); i++)
        {
            stage.wrap(header, i);
            health.onEvent(header);
            kinds.dispatch(header);
        }
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        read += book.bestBidPrice() ^ book.bestAskPrice();
    }

    @Override
    public OrderBook book()
    {
        return handler.book(codec.streamId());
    }

    /** What a listener read of the top of the book. */
    long read()
    {
        return read;
    }

    @Override
    public void close()
    {
        counters.close();
    }
}
