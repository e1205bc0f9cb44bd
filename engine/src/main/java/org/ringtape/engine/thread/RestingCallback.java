package org.ringtape.engine.thread;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Calls something in every idle duty cycle. What it throws is told; thrown again, it rests first, twice as long each
 * time and at last for a second, so that it neither floods those who are told nor takes a core. One thread.
 */
public final class RestingCallback
{
    static final long LONGEST_REST_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long FIRST_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongConsumer callback;
    private final Consumer<Throwable> onThrown;
    /** 0 while it returns. */
    private long restNs;
    private long notBeforeNs;

    public RestingCallback(final LongConsumer callback, final Consumer<Throwable> onThrown)
    {
        this.callback = callback;
        this.onThrown = onThrown;
    }

    public void call(final long nowNs)
    {
        if (restNs != 0 && nowNs - notBeforeNs < 0)
        {
            return;
        }
        try
        {
            callback.accept(nowNs);
            restNs = 0;
        }
        catch (final Throwable thrown)
        {
            restNs = restNs == 0 ? FIRST_REST_NS : Math.min(2 * restNs, LONGEST_REST_NS);
            notBeforeNs = nowNs + restNs;
            onThrown.accept(thrown);
        }
    }
}
