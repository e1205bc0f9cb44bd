package org.ringtape.bench.system;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.binance.BinanceFeed;

/** A program that embeds the pipeline as any would: it waits for some updates of a live book, and ends. */
final class EmbeddingHost
{
    private static final int UPDATES = 100;

    private EmbeddingHost()
    {
    }

    /** Takes the base URLs of WebSocket and REST, then stream names. */
    public static void main(final String[] args) throws InterruptedException
    {
        final CountDownLatch updates = new CountDownLatch(UPDATES);
        final Strategy strategy = new Strategy()
        {
            @Override
            public void onBook(final OrderBook book, final BookUpdate update)
            {
                if (book.isLive())
                {
                    updates.countDown();
                }
            }
        };
        final BinanceFeed feed = BinanceFeed.usdm().webSocket(URI.create(args[0])).rest(URI.create(args[1]));
        for (int i = 2; i < args.length; i++)
        {
            feed.streams(args[i]);
        }
        final boolean enough;
        try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
            .errorHandler(Throwable::printStackTrace)
            .strategy(strategy));
            Feeds feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).add(feed.build())))
        {
            enough = !feeds.sessions().isEmpty() && await(updates, feeds);
        }
        System.out.println(enough ? "enough" : "missing " + updates.getCount());
    }

    /** True if they came; false as soon as none can come any more. */
    private static boolean await(final CountDownLatch updates, final Feeds feeds) throws InterruptedException
    {
        for (int i = 0; i < 200; i++)
        {
            if (updates.await(100, TimeUnit.MILLISECONDS))
            {
                return true;
            }
            if (feeds.sessions().stream().allMatch((session) -> session.state().isFinal()))
            {
                return false;
            }
        }
        return false;
    }
}
