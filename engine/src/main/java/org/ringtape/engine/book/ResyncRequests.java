package org.ringtape.engine.book;

/** Takes the wishes of the market thread for snapshots; whoever fetches them paces, merges and repeats. */
@FunctionalInterface
public interface ResyncRequests
{
    /**
     * Asks for a snapshot of a stream. Called on the market thread; must neither block nor allocate. An accepted
     * request is answered by a SNAPSHOT event sooner or later, or ends with the connection.
     *
     * @param streamId of the book
     * @param reason   {@link ResyncReason#code()}
     * @return false if there is no room now; the request is repeated later
     */
    boolean request(int streamId, int reason);
}
