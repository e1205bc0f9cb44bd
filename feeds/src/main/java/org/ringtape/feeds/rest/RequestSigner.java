package org.ringtape.feeds.rest;

/**
 * Adds to a request what a venue wants to know that it is ours. Owned by whoever sends; control path, one thread. No
 * implementation shows its key or secret in any text.
 */
@FunctionalInterface
public interface RequestSigner
{
    /** Changes nothing. */
    RequestSigner NONE = (request, nowNs) -> request;

    /**
     * The request, signed.
     *
     * @param request complete but for the signature
     * @param nowNs   time of the request, epoch nanoseconds
     */
    RestRequest sign(RestRequest request, long nowNs);
}
