package org.ringtape.feeds.session;

import org.ringtape.feeds.limit.HostPace;

/** Why one connection or attempt ends, and how much patience that asks of the next. Conductor thread only. */
final class LinkEnd
{
    private static final int POLICY_CLOSE = 1008;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_BANNED = 418;

    /** HTTP status that refused the upgrade, 0 if none did. */
    private int refusalStatus;
    /** What the answer that refused the upgrade asks us to wait, 0 if nothing. */
    private long refusalRetryAfterNs;
    private long shortestWaitNs;
    private boolean beginAnew;
    private String reason = "";

    void upgradeRefused(final int status, final String words)
    {
        refusalStatus = status;
        reason = "upgrade refused: " + status + " " + words;
    }

    void retryAfter(final long waitNs)
    {
        refusalRetryAfterNs = waitNs;
    }

    /** We end it ourselves. */
    void because(final String why)
    {
        reason = why;
    }

    /** The next attempt waits at least as long. */
    void waitAtLeast(final long waitNs)
    {
        shortestWaitNs = Math.max(shortestWaitNs, waitNs);
    }

    /** The venue did not recover the session: the next attempt, which begins anew, need not wait. */
    void beginAnew()
    {
        beginAnew = true;
    }

    boolean isToBeginAnew()
    {
        return beginAnew;
    }

    /** Tells the host's pace if it was the host that refused. */
    void tell(final HostPace pace, final long nowNs)
    {
        if (refusalStatus != 0)
        {
            pace.onRefused(refusalStatus, refusalRetryAfterNs, nowNs);
        }
    }

    /** The number to tell: of the refused upgrade, else the code that it was closed with. */
    int code(final int closeCode)
    {
        return refusalStatus != 0 ? refusalStatus : closeCode;
    }

    /** Why it ended: our own reason, else the words that it was closed with. */
    String text(final String closeText)
    {
        return reason.isEmpty() ? closeText : reason;
    }

    /** Shortest wait before the next attempt, given the number that was told. */
    long minimumWaitNs(final int code, final SessionLimits limits)
    {
        final boolean throttled = code == POLICY_CLOSE || code == HTTP_TOO_MANY || code == HTTP_BANNED;
        return Math.max(shortestWaitNs, throttled ? limits.policyCloseNs() : 0L);
    }
}
