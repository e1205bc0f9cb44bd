package org.ringtape.simulator.net;

import org.ringtape.simulator.market.RecordedEntry;

/** A recorded REST body that playback waits at until it was served. Guarded by its market's lock. */
public final class BodyStop
{
    private final RecordedEntry body;
    private final int position;
    private final boolean bridged;
    private boolean reached;
    private boolean taken;
    private boolean settled;
    private boolean passed;
    private boolean used;
    private long reachedNs;
    private long settledNs;

    /** @param bridged whether a diff before it reaches its id: then a client has all it needs to be live with it */
    public BodyStop(final RecordedEntry body, final int position, final boolean bridged)
    {
        this.body = body;
        this.position = position;
        this.bridged = bridged;
    }

    public RecordedEntry body()
    {
        return body;
    }

    public String symbol()
    {
        return body.symbol();
    }

    public byte[] bytes()
    {
        return body.recorded().bytes();
    }

    public int position()
    {
        return position;
    }

    public boolean isBridged()
    {
        return bridged;
    }

    /** Playback stands here, or has gone on. */
    public boolean isReached()
    {
        return reached;
    }

    public void reach(final long nowNs)
    {
        reachedNs = reached ? reachedNs : nowNs;
        reached = true;
    }

    public long reachedNs()
    {
        return reachedNs;
    }

    /** Somebody asked for it while playback stood here. */
    public boolean isTaken()
    {
        return taken;
    }

    public void take()
    {
        taken = true;
    }

    /** It is on the wire, or its client hung up. */
    public boolean isSettled()
    {
        return settled;
    }

    public void settle(final long nowNs)
    {
        settledNs = settled ? settledNs : nowNs;
        settled = true;
    }

    public long settledNs()
    {
        return settledNs;
    }

    /** Playback goes on. */
    public void pass()
    {
        reached = true;
        passed = true;
    }

    public boolean isPassed()
    {
        return passed;
    }

    /** Its client has made of it what it could. */
    public void use()
    {
        used = true;
    }

    /** True while a client that got it may still be at work on it, for at most so long. */
    public boolean isAtWork(final long nowNs, final long longestNs)
    {
        return settled && !used && nowNs - settledNs <= longestNs;
    }
}
