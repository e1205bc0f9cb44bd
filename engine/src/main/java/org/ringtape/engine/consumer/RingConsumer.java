package org.ringtape.engine.consumer;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.thread.SupervisedAgent;
import org.ringtape.engine.thread.ThreadWatch;

/** A follower or tap that was added to a pipeline: how far it is, and the way to remove it. Any thread. */
public final class RingConsumer implements AutoCloseable
{
    /** How long an end is waited for. */
    static final long CLOSE_LIMIT_MS = 5_000;

    /** Enough for all that a ring can hold. */
    private static final int MAX_LAST_STEPS = 1 << 12;

    private final RingConsumers owner;
    private final ConsumerAgent agent;
    private final SupervisedAgent loop;
    private final ThreadWatch watch;
    private final int number;
    /** Writer: its own thread. */
    private volatile PipelineFailure failure;

    RingConsumer(
        final RingConsumers owner,
        final ConsumerAgent agent,
        final SupervisedAgent loop,
        final ThreadWatch watch,
        final int number)
    {
        this.owner = owner;
        this.agent = agent;
        this.loop = loop;
        this.watch = watch;
        this.number = number;
    }

    /** As it was added. */
    public String name()
    {
        return agent.roleName();
    }

    /** Number that its counters have in place of a session's. */
    public int number()
    {
        return number;
    }

    /** Ring sequence of the last event it is done with; of the last one before it was added, at first. */
    public long position()
    {
        return agent.position();
    }

    /** Events that wait for it; a moment old. */
    public long lag()
    {
        return Math.max(0, agent.readable() - agent.position());
    }

    /** Events that a tap missed, as its holes told; 0 for a follower. */
    public long missed()
    {
        return agent.missed();
    }

    /** Why it ended although nobody removed it; null if it has not. It holds nothing back any more. */
    public PipelineFailure failure()
    {
        return failure;
    }

    /** True once it has ended, in whichever way. */
    public boolean isClosed()
    {
        return loop.hasEnded();
    }

    /**
     * Removes it: it ends behind the event at hand and holds nothing back any more. Waits for that, at most 5 s; a
     * callback that does not return is interrupted, told to the error handler, and left behind. Within its own callback
     * it only asks. Idempotent.
     */
    @Override
    public void close()
    {
        agent.hurry();
        end();
    }

    /** Ends it when it is done with what is there. */
    void end()
    {
        loop.requestEnd();
        if (loop.isCurrentThread())
        {
            return;
        }
        if (loop.isStepped())
        {
            for (int i = 0; i < MAX_LAST_STEPS && !agent.mayEnd() && !loop.hasEnded(); i++)
            {
                loop.step();
            }
            loop.endStepped();
        }
        else if (!loop.awaitEnd(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS))
        {
            agent.hurry();
            agent.letGo();
            owner.leaveBehind(this, loop.thread());
        }
    }

    /** The same without waiting. */
    void requestEnd()
    {
        loop.requestEnd();
    }

    void start(final ThreadFactory factory)
    {
        loop.start(factory);
    }

    int step()
    {
        return loop.step();
    }

    void look(final long nowNs)
    {
        if (!loop.hasEnded())
        {
            watch.look(nowNs);
        }
    }

    void failed(final PipelineFailure cause)
    {
        failure = cause;
        agent.letGo();
    }
}
