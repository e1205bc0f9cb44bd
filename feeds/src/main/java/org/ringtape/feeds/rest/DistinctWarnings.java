package org.ringtape.feeds.rest;

import java.util.HashMap;
import java.util.Map;

import org.ringtape.engine.status.ControlLog;

/** Logs each distinct error once as a warning, then how often it has come at 10, 100, 1000, …. Conductor thread. */
public final class DistinctWarnings
{
    /** Beyond as many distinct ones all others count as one. */
    private static final int MAX_DISTINCT = 64;
    private static final String OTHERS = "another error";

    private final ControlLog log;
    private final Map<String, Long> counts = new HashMap<>();

    /**
     * Warnings in a class's own log.
     *
     * @param owner the class
     */
    public DistinctWarnings(final Class<?> owner)
    {
        log = ControlLog.of(owner);
    }

    /**
     * Notes an error.
     *
     * @param error what is the same each time
     * @param where what is not, for the line
     */
    public void warn(final String error, final String where)
    {
        final String key = counts.size() < MAX_DISTINCT || counts.containsKey(error) ? error : OTHERS;
        final long count = counts.merge(key, 1L, Long::sum);
        if (count == 1L)
        {
            log.warn(where + ": " + error);
        }
        else if (isPowerOfTen(count))
        {
            log.warn(where + ": " + error + " (" + count + " times so far)");
        }
        else
        {
            log.debug(where + ": " + error);
        }
    }

    private static boolean isPowerOfTen(final long count)
    {
        long rest = count;
        while (rest % 10 == 0)
        {
            rest /= 10;
        }
        return rest == 1;
    }
}
