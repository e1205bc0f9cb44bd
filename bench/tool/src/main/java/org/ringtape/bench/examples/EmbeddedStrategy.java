package org.ringtape.bench.examples;

import java.util.concurrent.TimeUnit;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.config.BaseUrls;

/** The smallest host: prints the spread of one book for as many seconds as its argument says. */
public final class EmbeddedStrategy
{
    private EmbeddedStrategy()
    {
    }

    /** Runs until the time is over. The environment may name other URLs than the venue's own. */
    public static void main(final String[] args) throws InterruptedException
    {
        final BinanceFeed feed = BinanceFeed.usdm().symbols("BTCUSDT");
        new BaseUrls(System.getenv()).apply(BinanceModule.USDM, feed);
        // tag::embedding[]
        final Strategy spread = new Strategy()
        {
            @Override
            public void onBook(final OrderBook book, final BookUpdate update)
            {
                System.out.println(book.state() + " spread " + (book.bestAskPrice() - book.bestBidPrice()));
            }
        };
        try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext().strategy(spread));
            Feeds feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).add(feed.build())))
        {
            TimeUnit.SECONDS.sleep(Long.parseLong(args[0]));
        }
        // end::embedding[]
    }
}
