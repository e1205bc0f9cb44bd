package org.ringtape.engine.status;

import org.agrona.ErrorHandler;

/**
 * Calls the host's error handler. What that throws itself goes to the thread's own handler of uncaught exceptions, as
 * the last who can be told, and never back into the ring. Any thread.
 */
final class GuardedErrorHandler implements ErrorHandler
{
    private static final ControlLog LOG = ControlLog.of(GuardedErrorHandler.class);

    private final ErrorHandler handler;

    GuardedErrorHandler(final ErrorHandler handler)
    {
        this.handler = handler;
    }

    @Override
    public void onError(final Throwable thrown)
    {
        try
        {
            handler.onError(thrown);
        }
        catch (final Throwable second)
        {
            tellLastResort(thrown, second);
        }
    }

    private static void tellLastResort(final Throwable thrown, final Throwable second)
    {
        try
        {
            if (second != thrown)
            {
                thrown.addSuppressed(second);
            }
            final Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
        catch (final Throwable third)
        {
            LOG.error("nobody who was told of an error took it: " + thrown, third);
        }
    }
}
