package org.ringtape.feeds.binance;

import java.util.List;

import org.ringtape.feeds.VenueFeed;

/**
 * How long a whole session may be silent: as long as its most regular stream, or as a quiet market if it has none that
 * is regular. Source: spec, "Connection and liveness".
 */
final class SilenceLimit
{
    private SilenceLimit()
    {
    }

    /**
     * One limit for all sessions of an endpoint: that of the session which may be silent for longest.
     *
     * @param streams              of the endpoint, in their order
     * @param streamsPerConnection spread over sessions by as many
     * @param quietNs              of a session without a regular stream
     */
    static long ofSessions(
        final List<VenueFeed.Stream> streams, final int streamsPerConnection, final long quietNs)
    {
        long longestNs = 0L;
        for (int from = 0; from < streams.size(); from += streamsPerConnection)
        {
            final int to = Math.min(from + streamsPerConnection, streams.size());
            longestNs = Math.max(longestNs, streams.subList(from, to).stream()
                .mapToLong(VenueFeed.Stream::silenceNs)
                .filter((silenceNs) -> silenceNs > 0)
                .min()
                .orElse(quietNs));
        }
        return longestNs;
    }
}
