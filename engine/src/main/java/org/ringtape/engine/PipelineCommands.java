package org.ringtape.engine;

import org.agrona.concurrent.MessageHandler;

/**
 * What a host asks of a pipeline from any thread, and, for a host that fills the ring without feeds, what the pipeline
 * asks of it. Nothing here waits: {@code false} means "full, not now".
 */
public final class PipelineCommands
{
    private final ConductorCommands toMarket = new ConductorCommands();
    private final ConductorCommands ownerless = new ConductorCommands();

    /**
     * Builds the book of a stream anew from a fresh snapshot, which the feeds that have the stream fetch: it is not
     * live until that has come. A stream without a book yet, or unknown, is passed over. Any thread.
     *
     * @param streamId of the book
     * @return false if too many such wishes wait: not now
     */
    public boolean resync(final int streamId)
    {
        return toMarket.resync(streamId, 0);
    }

    /**
     * Same as {@link #resync(int)}.
     *
     * @param streamId of the book
     * @param reason   the caller's own; the book says that the host asked for it
     * @return false if too many such wishes wait: not now
     */
    public boolean resync(final int streamId, final int reason)
    {
        return toMarket.resync(streamId, reason);
    }

    /**
     * Takes the requests for snapshots of streams that no feeds of the pipeline have. For the one thread of a host that
     * fills the ring itself and answers them; with feeds there is nothing to do.
     *
     * @param dispatcher see {@link ConductorCommands#dispatcher}
     * @return how many there were
     */
    public int drain(final MessageHandler dispatcher)
    {
        return ownerless.drain(dispatcher);
    }

    ConductorCommands ownerless()
    {
        return ownerless;
    }

    /** Takes what the host has asked for. Market thread. */
    int drainToMarket(final MessageHandler dispatcher)
    {
        return toMarket.drain(dispatcher);
    }
}
