package org.ringtape.feeds.transport;

import java.util.function.Consumer;

/** Calls the listener and takes what it throws to the error handler; a listener that threw once hears only the end. */
final class GuardedListener implements TransportListener
{
    private final TransportListener listener;
    private final Consumer<Throwable> errorHandler;
    private final Runnable onFailure;
    /** Written by any thread, read by the receiver before each call. */
    private volatile boolean muted;

    /** @param onFailure ends the connection after a listener's exception */
    GuardedListener(final TransportListener listener, final Consumer<Throwable> errorHandler, final Runnable onFailure)
    {
        this.listener = listener;
        this.errorHandler = errorHandler;
        this.onFailure = onFailure;
    }

    /** From now on only the end is told. */
    void mute()
    {
        muted = true;
    }

    @Override
    public void onOpen()
    {
        guard(listener::onOpen);
    }

    /** Written out: a lambda here would be an object a frame. */
    @Override
    public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
    {
        if (muted)
        {
            return;
        }
        try
        {
            listener.onFrame(buffer, offset, length, text);
        }
        catch (final Throwable failure)
        {
            onThrown(failure);
        }
    }

    @Override
    public void onPing()
    {
        guard(listener::onPing);
    }

    @Override
    public void onPong()
    {
        guard(listener::onPong);
    }

    @Override
    public void onUpgradeRefused(final int httpStatus, final String detail)
    {
        guard(() -> listener.onUpgradeRefused(httpStatus, detail));
    }

    @Override
    public void onRetryAfter(final String value, final String date)
    {
        guard(() -> listener.onRetryAfter(value, date));
    }

    @Override
    public void onClosed(final int code, final String reason, final boolean byPeer)
    {
        try
        {
            listener.onClosed(code, reason, byPeer);
        }
        catch (final Throwable failure)
        {
            report(failure);
        }
    }

    private void guard(final Runnable call)
    {
        if (muted)
        {
            return;
        }
        try
        {
            call.run();
        }
        catch (final Throwable failure)
        {
            onThrown(failure);
        }
    }

    private void onThrown(final Throwable failure)
    {
        muted = true;
        report(failure);
        onFailure.run();
    }

    /** An error handler that fails itself leaves the thread's own handler as the last who can be told. */
    void report(final Throwable failure)
    {
        try
        {
            errorHandler.accept(failure);
        }
        catch (final Throwable second)
        {
            failure.addSuppressed(second);
            final Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }
}
