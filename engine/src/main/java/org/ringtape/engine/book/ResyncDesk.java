package org.ringtape.engine.book;

/**
 * Sees to it that a book which needs a snapshot has exactly one request outstanding, also when the queue behind
 * {@link ResyncRequests} is full at first. Market thread only.
 */
final class ResyncDesk
{
    private final ResyncRequests requests;
    private final BookCounters counters;
    private int refusedCount;

    ResyncDesk(final ResyncRequests requests, final BookCounters counters)
    {
        this.requests = requests;
        this.counters = counters;
    }

    /** Asks for a snapshot unless one is already asked for, or the venue refuses the stream. */
    void ensureRequested(final BookStream stream, final ResyncReason reason)
    {
        if (stream.requested || stream.health.isRefused())
        {
            return;
        }
        if (requests.request(stream.book.streamId(), reason.code()))
        {
            forget(stream);
            stream.requested = true;
            counters.resyncRequests.incrementOrdered();
        }
        else if (!stream.refused)
        {
            stream.refused = true;
            stream.refusedReason = reason;
            refusedCount++;
        }
    }

    /** The request was answered, or cannot be answered any more. */
    void forget(final BookStream stream)
    {
        stream.requested = false;
        if (stream.refused)
        {
            stream.refused = false;
            refusedCount--;
        }
    }

    /** Repeats the stream's refused request, if there is one. */
    void retry(final BookStream stream)
    {
        if (stream.refused)
        {
            ensureRequested(stream, stream.refusedReason);
        }
    }

    /** True if any request was refused and has not been repeated with success. */
    boolean hasRefused()
    {
        return refusedCount > 0;
    }
}
