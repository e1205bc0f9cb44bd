package org.ringtape.feeds.publish;

import java.util.Arrays;

/**
 * Which ids one producer has defined in the ring on its present connection, and in which life of each: the next life,
 * and the next connection, are defined anew, so that whoever reads the ring from some place on needs nothing from
 * before its connection. What was staged counts only once its frame was published; else the next frame carries it
 * again. The producer's thread only; allocates only to grow.
 */
public final class DefinedIds
{
    /** By id: the generation that was defined plus one, 0 if none was. */
    private int[] generations = new int[1024];
    private int[] stagedIds = new int[64];
    private int[] stagedGenerations = new int[64];
    private int stagedCount;
    private int epoch;

    /** Begins a frame of a connection. */
    public void beginFrame(final int sessionEpoch)
    {
        stagedCount = 0;
        if (sessionEpoch != epoch)
        {
            epoch = sessionEpoch;
            Arrays.fill(generations, 0);
        }
    }

    /** True if that life of an id was defined on this connection. */
    public boolean contains(final int id, final int generation)
    {
        return id < generations.length && generations[id] == generation + 1;
    }

    /** True if the frame at hand defines an id. */
    public boolean isStaged(final int id)
    {
        for (int i = 0; i < stagedCount; i++)
        {
            if (stagedIds[i] == id)
            {
                return true;
            }
        }
        return false;
    }

    /** The frame at hand defines that life of an id. */
    public void staged(final int id, final int generation)
    {
        if (stagedCount == stagedIds.length)
        {
            stagedIds = Arrays.copyOf(stagedIds, stagedCount * 2);
            stagedGenerations = Arrays.copyOf(stagedGenerations, stagedCount * 2);
        }
        stagedIds[stagedCount] = id;
        stagedGenerations[stagedCount++] = generation;
    }

    /** Nothing of the frame at hand is staged any more. */
    public void discard()
    {
        stagedCount = 0;
    }

    /** The frame at hand is in the ring. */
    public void published()
    {
        for (int i = 0; i < stagedCount; i++)
        {
            final int id = stagedIds[i];
            if (id >= generations.length)
            {
                generations = Arrays.copyOf(generations, Math.max(id + 1, generations.length * 2));
            }
            generations[id] = stagedGenerations[i] + 1;
        }
        stagedCount = 0;
    }
}
