package org.ringtape.bench.simulator;

/** A recorded REST body that playback waits at until it was served. Guarded by its market's lock. */
final class BodyStop
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
    BodyStop(final RecordedEntry body, final int position, final boolean bridged)
    {
        this.body = body;
        this.position = position;
        this.bridged = bridged;
    }

    RecordedEntry body()
    {
        return body;
    }

    String symbol()
    {
        return body.symbol();
    }

    byte[] bytes()
    {
        return body.recorded().bytes();
    }

    int position()
    {
        return position;
    }

    boolean isBridged()
    {
        return bridged;
    }

    /** Playback stands here, or has gone on. */
    boolean isReached()
    {
        return reached;
    }

    void reach(final long nowNs)
    {
        reachedNs = reached ? reachedNs : nowNs;
        reached = true;
    }

    long reachedNs()
    {
        return reachedNs;
    }

    /** Somebody asked for it while playback stood here. */
    boolean isTaken()
    {
        return taken;
    }

    void take()
    {
        taken = true;
    }

    /** It is on the wire, or its client hung up. */
    boolean isSettled()
    {
        return settled;
    }

    void settle(final long nowNs)
    {
        settledNs = settled ? settledNs : nowNs;
        settled = true;
    }

    long settledNs()
    {
        return settledNs;
    }

    /** Playback goes on. */
    void pass()
    {
        reached = true;
        passed = true;
    }

    boolean isPassed()
    {
        return passed;
    }

    /** Its client has made of it what it could. */
    void use()
    {
        used = true;
    }

    /** True while a client that got it may still be at work on it, for at most so long. */
    boolean isAtWork(final long nowNs, final long longestNs)
    {
        return settled && !used && nowNs - settledNs <= longestNs;
    }
}
