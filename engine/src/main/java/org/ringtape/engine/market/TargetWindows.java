package org.ringtape.engine.market;

/**
 * The current and the previous window of one instrument and interval. The same object for the life of its table; the
 * windows change places as time goes on. Market thread only.
 */
public final class TargetWindows
{
    private TargetWindow current = new TargetWindow();
    private TargetWindow previous = new TargetWindow();

    TargetWindows()
    {
    }

    /** The window that began last. */
    public TargetWindow current()
    {
        return current;
    }

    /** The window told before the current one, or null if there is none. */
    public TargetWindow previous()
    {
        return previous.isKnown() ? previous : null;
    }

    /** Makes room for a new current window and returns it. */
    TargetWindow advance()
    {
        if (!current.isKnown())
        {
            return current;
        }
        final TargetWindow oldest = previous;
        previous = current;
        current = oldest;
        return current;
    }

    /** The place of the previous window, taken or not. */
    TargetWindow hole()
    {
        return previous;
    }
}
