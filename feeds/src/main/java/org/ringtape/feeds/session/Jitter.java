package org.ringtape.feeds.session;

import java.util.random.RandomGenerator;

/** How a wait is spread, so that clients thrown out together do not come back together. Static, any thread. */
public enum Jitter
{
    /** Anything between nothing and the wait. */
    FULL
    {
        @Override
        public long spread(final long waitNs, final RandomGenerator random)
        {
            return random.nextLong(waitNs + 1);
        }
    },

    /** The wait and up to a half of it more: never shorter than it. Source: Kiyotaka's sample of a reconnect. */
    UP_TO_HALF_MORE
    {
        @Override
        public long spread(final long waitNs, final RandomGenerator random)
        {
            return waitNs + random.nextLong(waitNs / 2 + 1);
        }
    },

    /** A fifth less to a fifth more. */
    A_FIFTH_EITHER_WAY
    {
        @Override
        public long spread(final long waitNs, final RandomGenerator random)
        {
            return waitNs - waitNs / 5 + random.nextLong(waitNs / 5 * 2 + 1);
        }
    };

    /** A wait drawn around another one. */
    public abstract long spread(long waitNs, RandomGenerator random);
}
