package org.ringtape.feeds.session;

import java.util.concurrent.TimeUnit;

/**
 * How long things may take and how much may be sent: one table a venue. Set by whoever makes the protocol, before it is
 * used; not changed afterwards. Times are nanoseconds.
 */
public final class SessionLimits
{
    private long handshakeNs = TimeUnit.SECONDS.toNanos(10);
    private long answerNs = TimeUnit.SECONDS.toNanos(5);
    private long retryNs = TimeUnit.SECONDS.toNanos(30);
    private long dataSilenceNs = TimeUnit.SECONDS.toNanos(30);
    private long staleReconnectNs = TimeUnit.SECONDS.toNanos(30);
    private long linkSilenceNs = 0L;
    private boolean anyFrameCounts = false;
    private long linkPingNs = 0L;
    private long pongNs = TimeUnit.SECONDS.toNanos(10);
    private long closeNs = TimeUnit.SECONDS.toNanos(2);
    private long abortNs = TimeUnit.SECONDS.toNanos(10);
    private long lastRefusalNs = TimeUnit.HOURS.toNanos(1);
    private Jitter retryJitter = Jitter.FULL;
    private long policyCloseNs = TimeUnit.SECONDS.toNanos(60);
    private long authAnswerNs = TimeUnit.SECONDS.toNanos(2);
    private long pingNs = 0L;
    private long firstRetryNs = TimeUnit.MILLISECONDS.toNanos(500);
    private long lastRetryNs = TimeUnit.SECONDS.toNanos(30);
    private int messagesPerSecond = 5;
    private int requestsUnanswered = Integer.MAX_VALUE;
    private int streamsPerRequest = 100;
    private int streamsPerConnection = 200;
    private int malformedPerMinute = Integer.MAX_VALUE;

    /** What holds where a venue says nothing; see each limit. */
    public static SessionLimits defaults()
    {
        return new SessionLimits();
    }

    /** The same again, to be changed without changing these. */
    public SessionLimits copy()
    {
        final SessionLimits copy = new SessionLimits();
        copy.handshakeNs = handshakeNs;
        copy.answerNs = answerNs;
        copy.retryNs = retryNs;
        copy.dataSilenceNs = dataSilenceNs;
        copy.staleReconnectNs = staleReconnectNs;
        copy.linkSilenceNs = linkSilenceNs;
        copy.anyFrameCounts = anyFrameCounts;
        copy.linkPingNs = linkPingNs;
        copy.pongNs = pongNs;
        copy.closeNs = closeNs;
        copy.abortNs = abortNs;
        copy.lastRefusalNs = lastRefusalNs;
        copy.retryJitter = retryJitter;
        copy.policyCloseNs = policyCloseNs;
        copy.authAnswerNs = authAnswerNs;
        copy.pingNs = pingNs;
        copy.firstRetryNs = firstRetryNs;
        copy.lastRetryNs = lastRetryNs;
        copy.messagesPerSecond = messagesPerSecond;
        copy.requestsUnanswered = requestsUnanswered;
        copy.streamsPerRequest = streamsPerRequest;
        copy.streamsPerConnection = streamsPerConnection;
        copy.malformedPerMinute = malformedPerMinute;
        return copy;
    }

    /** TCP, TLS and the HTTP answer together. Default: 10 s. */
    public long handshakeNs()
    {
        return handshakeNs;
    }

    /** Sets {@link #handshakeNs()}. */
    public SessionLimits handshakeNs(final long limit)
    {
        handshakeNs = limit;
        return this;
    }

    /** An answer to a request. Default: 5 s. */
    public long answerNs()
    {
        return answerNs;
    }

    /** Sets {@link #answerNs()}. */
    public SessionLimits answerNs(final long limit)
    {
        answerNs = limit;
        return this;
    }

    /**
     * Until a subscription that was refused or not answered is asked for again; doubled at each refusal in a row, up to
     * {@link #lastRefusalNs()}. Default: 30 s.
     */
    public long retryNs()
    {
        return retryNs;
    }

    /** Sets {@link #retryNs()}. */
    public SessionLimits retryNs(final long limit)
    {
        retryNs = limit;
        return this;
    }

    /**
     * No data frame, though pings may come, before the session is stale; or no frame of any kind, where
     * {@link #anyFrameCounts()}. Default: 30 s.
     */
    public long dataSilenceNs()
    {
        return dataSilenceNs;
    }

    /** Sets {@link #dataSilenceNs()}. */
    public SessionLimits dataSilenceNs(final long limit)
    {
        dataSilenceNs = limit;
        return this;
    }

    /**
     * Whether a ping or a pong breaks a silence as well as data does: where data may be quiet for any time, only the
     * link can be missed. Default: false.
     */
    public boolean anyFrameCounts()
    {
        return anyFrameCounts;
    }

    /** Sets {@link #anyFrameCounts()}. */
    public SessionLimits anyFrameCounts(final boolean counts)
    {
        anyFrameCounts = counts;
        return this;
    }

    /** Stale for as long, before the connection is given up. Default: 30 s. */
    public long staleReconnectNs()
    {
        return staleReconnectNs;
    }

    /** Sets {@link #staleReconnectNs()}. */
    public SessionLimits staleReconnectNs(final long limit)
    {
        staleReconnectNs = limit;
        return this;
    }

    /** Nothing at all, no ping or pong either, before the connection is given up. Default: 0: never. */
    public long linkSilenceNs()
    {
        return linkSilenceNs;
    }

    /** Sets {@link #linkSilenceNs()}. */
    public SessionLimits linkSilenceNs(final long limit)
    {
        linkSilenceNs = limit;
        return this;
    }

    /**
     * Nothing received for as long, before a WebSocket ping of ours asks whether the other end is there. Default: 0:
     * never, for a venue that is not known to take them.
     */
    public long linkPingNs()
    {
        return linkPingNs;
    }

    /** Sets {@link #linkPingNs()}. */
    public SessionLimits linkPingNs(final long limit)
    {
        linkPingNs = limit;
        return this;
    }

    /**
     * Until something must have come after such a ping, from a venue that has answered one before; else the connection
     * is given up. Default: 10 s.
     */
    public long pongNs()
    {
        return pongNs;
    }

    /** Sets {@link #pongNs()}. */
    public SessionLimits pongNs(final long limit)
    {
        pongNs = limit;
        return this;
    }

    /** Closing in good order. Default: 2 s. */
    public long closeNs()
    {
        return closeNs;
    }

    /** Sets {@link #closeNs()}. */
    public SessionLimits closeNs(final long limit)
    {
        closeNs = limit;
        return this;
    }

    /**
     * Until a connection that was given up must have ended; one that has not, say in a name lookup, is left to itself.
     * Default: 10 s.
     */
    public long abortNs()
    {
        return abortNs;
    }

    /** Sets {@link #abortNs()}. */
    public SessionLimits abortNs(final long limit)
    {
        abortNs = limit;
        return this;
    }

    /** Longest time until a refused subscription is asked for again, however often it was. Default: 1 h. */
    public long lastRefusalNs()
    {
        return lastRefusalNs;
    }

    /** Sets {@link #lastRefusalNs()}. */
    public SessionLimits lastRefusalNs(final long limit)
    {
        lastRefusalNs = limit;
        return this;
    }

    /** Shortest wait after the venue closed with 1008 (policy). Default: 60 s. */
    public long policyCloseNs()
    {
        return policyCloseNs;
    }

    /** Sets {@link #policyCloseNs()}. */
    public SessionLimits policyCloseNs(final long limit)
    {
        policyCloseNs = limit;
        return this;
    }

    /** No answer to an authentication for as long counts as yes. Default: 2 s. */
    public long authAnswerNs()
    {
        return authAnswerNs;
    }

    /** Sets {@link #authAnswerNs()}. */
    public SessionLimits authAnswerNs(final long limit)
    {
        authAnswerNs = limit;
        return this;
    }

    /** Between two pings inside the data. Default: 0: never. */
    public long pingNs()
    {
        return pingNs;
    }

    /** Sets {@link #pingNs()}. */
    public SessionLimits pingNs(final long limit)
    {
        pingNs = limit;
        return this;
    }

    /** Wait before a first reconnect, spread by {@link #retryJitter()}; doubled at each failure. Default: 0.5 s. */
    public long firstRetryNs()
    {
        return firstRetryNs;
    }

    /** Sets {@link #firstRetryNs()}. */
    public SessionLimits firstRetryNs(final long limit)
    {
        firstRetryNs = limit;
        return this;
    }

    /** The longest that the wait before a reconnect is doubled to, before it is spread. Default: 30 s. */
    public long lastRetryNs()
    {
        return lastRetryNs;
    }

    /** Sets {@link #lastRetryNs()}. */
    public SessionLimits lastRetryNs(final long limit)
    {
        lastRetryNs = limit;
        return this;
    }

    /** How waits before reconnects are spread. Default: {@link Jitter#FULL}. */
    public Jitter retryJitter()
    {
        return retryJitter;
    }

    /** Sets {@link #retryJitter()}. */
    public SessionLimits retryJitter(final Jitter jitter)
    {
        retryJitter = jitter;
        return this;
    }

    /** All that we send in any rolling second: requests, pings, pongs and close frames. Default: 5. */
    public int messagesPerSecond()
    {
        return messagesPerSecond;
    }

    /** Sets {@link #messagesPerSecond()}. */
    public SessionLimits messagesPerSecond(final int limit)
    {
        messagesPerSecond = limit;
        return this;
    }

    /** Requests under way at the same time. Default: no limit. */
    public int requestsUnanswered()
    {
        return requestsUnanswered;
    }

    /** Sets {@link #requestsUnanswered()}. */
    public SessionLimits requestsUnanswered(final int limit)
    {
        requestsUnanswered = limit;
        return this;
    }

    /** Names in one request. Default: 100. */
    public int streamsPerRequest()
    {
        return streamsPerRequest;
    }

    /** Sets {@link #streamsPerRequest()}. */
    public SessionLimits streamsPerRequest(final int limit)
    {
        streamsPerRequest = limit;
        return this;
    }

    /** Names on one connection. Default: 200. */
    public int streamsPerConnection()
    {
        return streamsPerConnection;
    }

    /** Sets {@link #streamsPerConnection()}. */
    public SessionLimits streamsPerConnection(final int limit)
    {
        streamsPerConnection = limit;
        return this;
    }

    /** Malformed frames in a rolling minute beyond which the connection is given up. Default: no limit. */
    public int malformedPerMinute()
    {
        return malformedPerMinute;
    }

    /** Sets {@link #malformedPerMinute()}. */
    public SessionLimits malformedPerMinute(final int limit)
    {
        malformedPerMinute = limit;
        return this;
    }
}
