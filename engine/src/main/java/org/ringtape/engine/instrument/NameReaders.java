package org.ringtape.engine.instrument;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * All readers of a pipeline's names, and whether they have been outside since a moment. A reader that its thread has
 * dropped is forgotten. Thread-safe; control path.
 */
final class NameReaders
{
    private final List<WeakReference<NameReader>> readers = new ArrayList<>();
    /** Those that were inside at the last {@link #mark()} and have not been seen outside since. */
    private final List<Held> held = new ArrayList<>();

    /** A reader that was inside, and its number then. */
    private record Held(WeakReference<NameReader> reader, long inside)
    {
        boolean hasLeft()
        {
            final NameReader known = reader.get();
            return known == null || known.inside() != inside;
        }
    }

    synchronized NameReader add()
    {
        final NameReader reader = new NameReader();
        readers.removeIf((known) -> known.get() == null);
        readers.add(new WeakReference<>(reader));
        return reader;
    }

    /** Begins to wait for every reader that may have found what was taken out before. */
    synchronized void mark()
    {
        VarHandle.fullFence(); // behind what was taken out
        held.clear();
        for (final WeakReference<NameReader> known : readers)
        {
            final NameReader reader = known.get();
            final long inside = reader == null ? 0L : reader.inside();
            if ((inside & 1) != 0)
            {
                held.add(new Held(known, inside));
            }
        }
    }

    /** True if each of them has been outside since. */
    synchronized boolean haveLeft()
    {
        held.removeIf(Held::hasLeft);
        return held.isEmpty();
    }

    /** Readers that are known. */
    synchronized int size()
    {
        readers.removeIf((known) -> known.get() == null);
        return readers.size();
    }
}
