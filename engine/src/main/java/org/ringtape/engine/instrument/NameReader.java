package org.ringtape.engine.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread that looks names up and publishes events under their ids. It says when it holds ids: from
 * {@link #enter()}, before it looks up anything for a frame, to {@link #exit()}, when what it staged is in the ring or
 * given up. A name that is taken out of its table is retired in the ring only after every reader has been outside
 * since, so RETIRED is the last event of an id's life wherever the ring is read.
 * <pre>
 * reader:  inside = odd    FENCE    look up … publish      inside = even (release)
 * retirer: take out name   FENCE    read inside of all     … until each was even or has changed: publish RETIRED
 * </pre>
 * Either the reader sees the name gone, or the retirer sees the reader inside. Does not allocate or lock.
 */
public final class NameReader
{
    private static final VarHandle INSIDE;

    static
    {
        try
        {
            INSIDE = MethodHandles.lookup().findVarHandle(NameReader.class, "inside", long.class);
        }
        catch (final ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd while ids are held. Writer: the reader's thread. */
    private long inside;

    NameReader()
    {
    }

    /** Ids may be held from here on; does nothing if that was said already. Reader's thread. */
    public void enter()
    {
        final long now = inside;
        if ((now & 1) == 0)
        {
            INSIDE.setOpaque(this, now + 1);
            VarHandle.fullFence(); // before any look-up
        }
    }

    /** No ids are held any more. Reader's thread; another thread may take over from here, safely handed over. */
    public void exit()
    {
        final long now = inside;
        if ((now & 1) != 0)
        {
            INSIDE.setRelease(this, now + 1); // behind everything published
        }
    }

    /** How often it has come and gone; odd if it is inside. Any thread. */
    long inside()
    {
        return (long)INSIDE.getAcquire(this);
    }
}
