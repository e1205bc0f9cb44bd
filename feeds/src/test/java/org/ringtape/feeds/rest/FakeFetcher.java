package org.ringtape.feeds.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A server that answers when the test says so. */
public final class FakeFetcher implements HttpFetcher
{
    /** Everything asked for. */
    public final List<URI> requests = new ArrayList<>();
    /** Thrown by the next request, if set. */
    public RuntimeException fault;
    private final Deque<Consumer<Answer>> waiting = new ArrayDeque<>();

    @Override
    public void get(final URI uri, final Consumer<Answer> onAnswer)
    {
        requests.add(uri);
        if (fault != null)
        {
            throw fault;
        }
        waiting.add(onAnswer);
    }

    /** True if a request waits for its answer. */
    public boolean isWaiting()
    {
        return !waiting.isEmpty();
    }

    /** Answers the oldest request. */
    public void answer(final int status, final String body, final long retryAfterNs)
    {
        waiting.remove().accept(new Answer(status, body.getBytes(StandardCharsets.UTF_8), retryAfterNs, ""));
    }

    /** Answers the oldest request with a depth of one level a side. */
    public void snapshot(final long lastUpdateId)
    {
        answer(200, "{\"lastUpdateId\":" + lastUpdateId + ",\"bids\":[[\"10\",\"1\"]],\"asks\":[[\"11\",\"1\"]]}", 0L);
    }
}
