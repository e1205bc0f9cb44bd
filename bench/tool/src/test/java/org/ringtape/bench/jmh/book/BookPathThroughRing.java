package org.ringtape.bench.jmh.book;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.session.SessionIdentity;

/** Decoder, stage, ring and the whole market thread, which the same thread steps. */
public final class BookPathThroughRing implements BookPath, Strategy
{
    private static final int RING_CAPACITY = 4096;

    private final byte[] snapshot;
    private final MarketPipeline pipeline;
    private final EventStage stage;
    private final BookCodec codec;
    private final EventPublication publication;
    private long read;

    public BookPathThroughRing(final byte[] snapshot)
    {
        this.snapshot = snapshot;
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(RING_CAPACITY)
            .threadingMode(ThreadingMode.INVOKER)
            .errorHandler(error ->
            {
                throw new IllegalStateException(error);
            })
            .strategy(this));
        stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        final SessionIdentity identity = new SessionIdentity(1, pipeline.nextSessionId(), "binance/benchmark");
        codec = new BookCodec(pipeline.instruments(), pipeline.streams(), stage, identity.sessionId());
        publication = identity.newPublication(pipeline);
    }

    @Override
    public void restore()
    {
        codec.reconnect();
        codec.decodeSnapshot(snapshot);
        publish();
    }

    @Override
    public void onFrame(final byte[] frame)
    {
        codec.decode(frame);
        publish();
    }

    private void publish()
    {
        if (!publication.publish(stage))
        {
            throw new IllegalStateException("no room in the ring");
        }
        pipeline.invoke();
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        read += book.bestBidPrice() ^ book.bestAskPrice();
    }

    /** What the strategy read of the top of the book. */
    long read()
    {
        return read;
    }

    @Override
    public OrderBook book()
    {
        return pipeline.books().book(codec.streamId());
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}
