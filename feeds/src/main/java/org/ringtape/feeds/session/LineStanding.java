package org.ringtape.feeds.session;

import java.util.function.LongSupplier;

/**
 * Where a line stands, until when, and what it tells of that. Every change goes through {@link #to}, which knows the
 * table of {@link LinePhase} and nothing else. Conductor thread, but for {@link #phase()} and {@link #epoch()}.
 */
final class LineStanding
{
    private final SessionLimits limits;
    private final SessionVoice voice;
    private final DataWatch data;
    private final LongSupplier pingedNs;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile LinePhase phase = LinePhase.DISCONNECTED;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile int epoch;
    private long connectNs;
    private long deadlineNs;

    /**
     * Disconnected.
     *
     * @param pingedNs what the last ping took, 0 if that is not known
     */
    LineStanding(
        final SessionLimits limits, final SessionVoice voice, final DataWatch data, final LongSupplier pingedNs)
    {
        this.limits = limits;
        this.voice = voice;
        this.data = data;
        this.pingedNs = pingedNs;
    }

    /** Any thread; a moment old for others than the conductor. */
    LinePhase phase()
    {
        return phase;
    }

    /** How many times it has tried to connect. Any thread. */
    int epoch()
    {
        return epoch;
    }

    /** Another attempt begins. */
    void connecting(final long nowNs)
    {
        epoch++;
        connectNs = nowNs;
        to(LinePhase.CONNECTING, nowNs, 0, "");
    }

    /**
     * Comes to another phase, has its time from now on, and says so.
     *
     * @throws IllegalStateException if the table does not lead there; nothing has changed then
     */
    void to(final LinePhase next, final long nowNs, final int code, final String text)
    {
        if (!phase.leadsTo(next))
        {
            throw new IllegalStateException(phase + " does not lead to " + next + " (" + text + ")");
        }
        if (phase == LinePhase.LIVE)
        {
            data.notLive(nowNs);
        }
        if (next == LinePhase.LIVE)
        {
            data.live(nowNs);
        }
        phase = next;
        deadlineNs = next.isFinal() ? nowNs : nowNs + next.lastsNs(limits);
        voice.state(next.shown(), epoch, code, roundTripNs(nowNs), text);
    }

    /** Says something while the phase stays. */
    void remark(final int code, final String text, final long nowNs)
    {
        voice.remark(phase.shown(), epoch, code, roundTripNs(nowNs), text);
    }

    /** True if the phase has had its time. */
    boolean isDue(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }

    /** True if the phase has had more than its time. */
    boolean isOverdue(final long nowNs)
    {
        return nowNs - deadlineNs > 0;
    }

    /** The phase may last until then. */
    void until(final long timeNs)
    {
        deadlineNs = timeNs;
    }

    /** The phase begins anew after a pause, unless it may last longer as it is. */
    void pausedFor(final long pauseNs, final long nowNs)
    {
        final long untilNs = nowNs + pauseNs + phase.lastsNs(limits);
        deadlineNs = untilNs - deadlineNs > 0 ? untilNs : deadlineNs;
    }

    /** The round trip of the last ping if there is one, else the time since connecting. */
    private long roundTripNs(final long nowNs)
    {
        final long pinged = pingedNs.getAsLong();
        return pinged != 0 ? pinged : epoch == 0 ? 0L : nowNs - connectNs;
    }
}
