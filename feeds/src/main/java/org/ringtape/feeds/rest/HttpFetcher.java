package org.ringtape.feeds.rest;

import java.net.URI;
import java.util.function.Consumer;

/** Fetches a body over HTTP without blocking the caller. */
@FunctionalInterface
public interface HttpFetcher
{
    /**
     * What came back.
     *
     * @param status       HTTP status, 0 if there was no answer
     * @param body         of the answer, empty if none
     * @param retryAfterNs what the server asks us to wait, 0 if it says nothing, {@link Long#MAX_VALUE} for beyond all
     *                     bounds
     * @param failure      why there was no answer, empty if there was one
     */
    record Answer(int status, byte[] body, long retryAfterNs, String failure)
    {
    }

    /**
     * Starts a request.
     *
     * @param uri      to get
     * @param onAnswer called exactly once, on any thread
     */
    void get(URI uri, Consumer<Answer> onAnswer);
}
