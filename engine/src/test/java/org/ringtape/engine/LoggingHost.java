package org.ringtape.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that gives no error handler, whose strategy throws the same error many times and another one once. */
final class LoggingHost
{
    private static final int TIMES = 5;

    private LoggingHost()
    {
    }

    /** Prints how many kinds of errors there were. */
    public static void main(final String[] args) throws InterruptedException
    {
        final CountDownLatch thrown = new CountDownLatch(TIMES);
        final int kinds;
        try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext().strategy(new Strategy()
        {
            @Override
            public void onIdle(final long nowNs)
            {
                thrown.countDown();
                throw new IllegalStateException(thrown.getCount() == 0 ? "last of many" : "one of many");
            }

            @Override
            public void onStart(final StrategyContext context)
            {
                throw new UnsupportedOperationException("once");
            }
        })))
        {
            if (!thrown.await(20, TimeUnit.SECONDS) || pipeline.failure() != null)
            {
                throw new IllegalStateException("the market thread is gone");
            }
            kinds = pipeline.errors().kinds();
        }
        System.out.println(kinds + " kinds");
    }
}
