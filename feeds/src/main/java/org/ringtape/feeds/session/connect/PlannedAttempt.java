package org.ringtape.feeds.session.connect;

/** The next attempt of a line, from when it is due to when it is made or given up. Conductor thread only. */
public final class PlannedAttempt
{
    private final ConnectPlanner planner;
    private boolean isUnderWay;

    /** Nothing under way. */
    public PlannedAttempt(final ConnectPlanner planner)
    {
        this.planner = planner;
    }

    /** It is due; says so to the planner once. */
    public void begin(final long nowNs)
    {
        if (!isUnderWay)
        {
            isUnderWay = true;
            planner.begin(nowNs);
        }
    }

    /** How far its plan is. */
    public ConnectStep poll(final long nowNs)
    {
        final ConnectStep step = planner.poll(nowNs);
        isUnderWay = step.state() == ConnectStep.State.WAITING || step.state() == ConnectStep.State.READY;
        return step;
    }

    /** It is made now. */
    public void made()
    {
        isUnderWay = false;
    }

    /** It is not made. */
    public void giveUp()
    {
        if (isUnderWay)
        {
            isUnderWay = false;
            planner.giveUp();
        }
    }

    /** The venue refused the upgrade of the last plan. */
    public void upgradeRefused(final int status)
    {
        planner.upgradeRefused(status);
    }

    /** The venue did not recover the session that the last plan was to recover. */
    public void notRecovered()
    {
        planner.notRecovered();
    }
}
