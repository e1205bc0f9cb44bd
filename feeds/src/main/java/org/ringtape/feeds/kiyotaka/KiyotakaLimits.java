package org.ringtape.feeds.kiyotaka;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.feeds.session.Jitter;
import org.ringtape.feeds.session.SessionLimits;

/**
 * The vendor's limits. Source: page "Connection Lifecycle" for pings and back-off; all else is INFERRED or our own, the
 * vendor publishes no others for its streams.
 */
final class KiyotakaLimits
{
    private static final long PING_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long AUTH_ANSWER_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long SUBSCRIBE_ANSWER_NS = TimeUnit.SECONDS.toNanos(10);
    /** 1 s, doubled at each failure up to 30 s, and up to a half more at random. */
    private static final long FIRST_RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_RETRY_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int REQUESTS_PER_SECOND = 5;
    private static final int CHANNELS_PER_REQUEST = 200;
    private static final int MALFORMED_PER_MINUTE = 5;
    /** Books that are to come at least this often are missed after {@link #PACED_SILENCE_NS}. */
    private static final long PACED_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PACED_SILENCE_NS = TimeUnit.SECONDS.toNanos(30);
    /** Anything else comes when something happens. */
    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(5);

    private KiyotakaLimits()
    {
    }

    /**
     * Limits of one endpoint. A quiet market is no reason to reconnect, pongs tell whether the link lives; but a vendor
     * that has lost our subscriptions looks the same, so after a long silence one reconnect is spent on it.
     *
     * @param channels on it
     */
    static SessionLimits of(final List<KiyotakaChannel> channels)
    {
        return SessionLimits.defaults()
            .pingNs(PING_NS)
            .authAnswerNs(AUTH_ANSWER_NS)
            .answerNs(SUBSCRIBE_ANSWER_NS)
            .firstRetryNs(FIRST_RETRY_NS)
            .lastRetryNs(LAST_RETRY_NS)
            .retryJitter(Jitter.UP_TO_HALF_MORE)
            .messagesPerSecond(REQUESTS_PER_SECOND)
            .streamsPerRequest(CHANNELS_PER_REQUEST)
            .streamsPerConnection(Integer.MAX_VALUE) // one connection a family is enough, says the vendor
            .malformedPerMinute(MALFORMED_PER_MINUTE)
            .dataSilenceNs(channels.stream().anyMatch(KiyotakaLimits::isPaced) ? PACED_SILENCE_NS : QUIET_NS)
            .staleReconnectNs(QUIET_NS);
    }

    private static boolean isPaced(final KiyotakaChannel channel)
    {
        return channel.type() == KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT && channel.updateFrequency() != null &&
            KiyotakaStreams.updateNs(channel) <= PACED_NS;
    }
}
