package org.ringtape.feeds.session;

/** Work of one connection beside its session: a calendar, a table fetched over REST. Conductor thread. */
@FunctionalInterface
public interface FeedTask
{
    /**
     * One duty cycle.
     *
     * @param nowNs epoch nanoseconds
     * @return how much there was to do
     */
    int poll(long nowNs);
}
