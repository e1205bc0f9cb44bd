package org.ringtape.feeds.session.connect;

import java.net.URI;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.RestRequest;
import org.ringtape.feeds.rest.VenueWords;

/**
 * Plans for a venue that wants a token with every connection, which a REST request gives: asked for when an attempt is
 * due, kept until four fifths of its life are over, and forgotten once the venue refuses it. Conductor thread; answers
 * come on any.
 */
public final class TokenPlanner implements ConnectPlanner
{
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /**
     * What a token request brought.
     *
     * @param text   the token
     * @param lifeNs how long it is good for
     */
    public record Token(String text, long lifeNs)
    {
        @Override
        public String toString()
        {
            return "token for " + lifeNs + " ns";
        }
    }

    private record Arrival(int attempt, URI uri, HttpFetcher.Answer answer)
    {
    }

    private final HttpFetcher fetcher;
    private final Function<URI, HostPace> paces;
    private final int weight;
    private final Supplier<RestRequest> request;
    private final Function<byte[], Token> reader;
    private final Function<Token, ConnectPlan> plan;
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private Token token;
    private long goodUntilNs;
    private int attempt;
    /** A request is under way for this attempt. */
    private boolean isAsked;

    /**
     * A planner without a token.
     *
     * @param fetcher for the request
     * @param paces   of hosts
     * @param weight  of the request in the pace of its host
     * @param request made anew each time, signed
     * @param reader  of the answer's body; null if it holds no token
     * @param plan    of an attempt with a token
     */
    public TokenPlanner(
        final HttpFetcher fetcher,
        final Function<URI, HostPace> paces,
        final int weight,
        final Supplier<RestRequest> request,
        final Function<byte[], Token> reader,
        final Function<Token, ConnectPlan> plan)
    {
        this.fetcher = fetcher;
        this.paces = paces;
        this.weight = weight;
        this.request = request;
        this.reader = reader;
        this.plan = plan;
    }

    @Override
    public void begin(final long nowNs)
    {
        attempt++;
        isAsked = false;
    }

    @Override
    public ConnectStep poll(final long nowNs)
    {
        if (token != null && nowNs - goodUntilNs >= 0)
        {
            token = null;
        }
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll())
        {
            if (arrival.attempt == attempt)
            {
                final ConnectStep failed = take(arrival, nowNs);
                if (failed != null)
                {
                    return failed;
                }
            }
        }
        if (token != null)
        {
            return ConnectStep.ready(plan.apply(token));
        }
        if (!isAsked)
        {
            ask(nowNs);
        }
        return ConnectStep.WAITING;
    }

    /** The attempt is over: an answer that comes later is nobody's. */
    @Override
    public void giveUp()
    {
        attempt++;
    }

    /** A token that the venue does not take is of no use, whatever its life: the next attempt asks for another. */
    @Override
    public void upgradeRefused(final int status)
    {
        if (status == UNAUTHORIZED || status == FORBIDDEN)
        {
            token = null;
        }
    }

    private void ask(final long nowNs)
    {
        final RestRequest next = request.get();
        if (!paces.apply(next.uri()).tryRequest(weight, nowNs))
        {
            return; // asked again next cycle
        }
        isAsked = true;
        final int asked = attempt;
        fetcher.send(next, (answer) -> arrivals.add(new Arrival(asked, next.uri(), answer)));
    }

    /** Null if there is a token now. */
    private ConnectStep take(final Arrival arrival, final long nowNs)
    {
        isAsked = false;
        final HttpFetcher.Answer answer = arrival.answer;
        final String words = VenueWords.describe(answer);
        if (answer.status() == OK)
        {
            token = reader.apply(answer.body());
            if (token == null)
            {
                return ConnectStep.failed(OK, "an answer without a token");
            }
            goodUntilNs = nowNs + token.lifeNs() / 5 * 4;
            return null;
        }
        if (answer.status() != 0)
        {
            paces.apply(arrival.uri).onRefused(answer.status(), answer.retryAfterNs(), nowNs);
        }
        return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN ?
            ConnectStep.impossible(answer.status(), "no token: " + words) :
            ConnectStep.failed(answer.status(), "no token: " + words);
    }
}
