package org.ringtape.feeds.session;

import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.subscription.SubscriptionManager;

/**
 * Sees to what is due on an open connection, be its venue spoken with or not: whether subscriptions are granted in
 * time, whether data comes, whether anything comes. Conductor thread.
 */
final class LineWatch
{
    /** The connection is good for another cycle. */
    static final String GOOD = null;

    private static final long NS_PER_MS = 1_000_000L;

    private final SessionLimits limits;
    private final SubscriptionManager subscriptions;
    private final SessionReceiver receiver;
    private final LineStanding standing;
    private final DataWatch data;
    private final SilenceWatch silence;
    private final SessionVoice voice;
    private final SessionCounters counts;
    private int work;

    LineWatch(
        final SessionLimits limits,
        final SubscriptionManager subscriptions,
        final SessionReceiver receiver,
        final LineStanding standing,
        final DataWatch data,
        final SilenceWatch silence,
        final SessionVoice voice,
        final SessionCounters counts)
    {
        this.limits = limits;
        this.subscriptions = subscriptions;
        this.receiver = receiver;
        this.standing = standing;
        this.data = data;
        this.silence = silence;
        this.voice = voice;
        this.counts = counts;
    }

    /** How much the last look had to do. */
    int work()
    {
        return work;
    }

    /**
     * One look.
     *
     * @param openedNs when the connection opened: it has its whole time, whatever its predecessor received last
     * @return why the connection is of no use any more, or {@link #GOOD}
     */
    String poll(final long openedNs, final long nowNs)
    {
        work = 0;
        if (!standing.phase().carriesData())
        {
            return standing.isDue(nowNs) ? "not admitted in time" : GOOD;
        }
        if (limits.linkSilenceNs() > 0 &&
            nowNs - Math.max(receiver.lastReceivedNs(), openedNs) > limits.linkSilenceNs())
        {
            return "nothing received for " + limits.linkSilenceNs() / NS_PER_MS + " ms";
        }
        work += silence.poll(standing.epoch(), nowNs);
        switch (standing.phase())
        {
            case SUBSCRIBING:
                return pollSubscribing(nowNs);
            case LIVE:
                return pollLive(nowNs);
            default:
                return pollStale(nowNs);
        }
    }

    private String pollSubscribing(final long nowNs)
    {
        final boolean isDue = standing.isDue(nowNs);
        if (subscriptions.holdsAny() && (subscriptions.isSettled() || isDue))
        {
            to(LinePhase.LIVE, "", nowNs);
        }
        else if (isDue && !subscriptions.isAllRefused())
        {
            return "no subscription granted in time";
        }
        else if (isDue)
        {
            standing.until(nowNs + subscriptions.untilRetryNs(nowNs) + limits.answerNs());
            work++;
        }
        return GOOD;
    }

    private String pollLive(final long nowNs)
    {
        if (data.isSilent(nowNs))
        {
            counts.staleEpisodes.incrementOrdered();
            voice.problem(data.text(), nowNs);
            to(LinePhase.STALE, data.text(), nowNs);
        }
        return GOOD;
    }

    private String pollStale(final long nowNs)
    {
        if (data.hasEnded())
        {
            to(LinePhase.LIVE, "data again", nowNs);
            return GOOD;
        }
        return standing.isOverdue(nowNs) ? "silent for too long" : GOOD;
    }

    private void to(final LinePhase next, final String text, final long nowNs)
    {
        standing.to(next, nowNs, 0, text);
        work++;
    }
}
