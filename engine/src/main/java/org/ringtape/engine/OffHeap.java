package org.ringtape.engine;

import java.util.function.Supplier;

/** Takes memory outside the heap for a setting, and names the setting if the memory is not there. */
final class OffHeap
{
    private OffHeap()
    {
    }

    /**
     * Takes it.
     *
     * @param setting that decides how much
     * @param bytes   that are needed, for the message
     * @param taker   takes it
     * @throws IllegalStateException if there is not so much
     */
    static <T> T reserve(final String setting, final long bytes, final Supplier<T> taker)
    {
        try
        {
            return taker.get();
        }
        catch (final OutOfMemoryError e)
        {
            throw new IllegalStateException(setting + " needs " + bytes + " bytes outside the heap, which are not " +
                "there: lower it, or raise -XX:MaxDirectMemorySize, which by default is what -Xmx says", e);
        }
    }
}
