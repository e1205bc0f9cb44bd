package org.ringtape.feeds.rest;

import java.net.URI;
import java.util.function.Consumer;

/**
 * Sends requests over HTTP without blocking the caller. One that only reads is {@link #get}; a host's own fetcher may
 * leave it at that, and is asked for nothing else by market data.
 */
@FunctionalInterface
public interface HttpFetcher
{
    /** How the failure begins of a request that may have been carried out. */
    String UNKNOWN_OUTCOME = "unknown outcome: ";

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

    /**
     * Starts a request of any method. One that is not {@link RestRequest#isSafe safe} is sent once and never again by
     * itself: without an answer, nobody knows what became of it, and {@link Answer#failure} begins with
     * {@link #UNKNOWN_OUTCOME}.
     *
     * @param request  signed
     * @param onAnswer called exactly once, on any thread
     */
    default void send(final RestRequest request, final Consumer<Answer> onAnswer)
    {
        if (request.isSafe() && request.headers().isEmpty())
        {
            get(request.uri(), onAnswer);
        }
        else
        {
            onAnswer.accept(new Answer(0, new byte[0], 0L, "this fetcher cannot send " + request));
        }
    }
}
