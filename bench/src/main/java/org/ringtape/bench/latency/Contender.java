package org.ringtape.bench.latency;

import java.util.Map;

/**
 * One of the pipelines that are compared, ready for one series. The harness's thread, but for what {@link #output()}
 * gives, which is the sender's.
 */
interface Contender extends AutoCloseable
{
    /** Connects where there is something to connect to, and builds the books that start from snapshots. */
    void start();

    /** Where the sender puts the frames. */
    FrameOutput output();

    /** Frames whose events have reached the listener. */
    long heard();

    /** Frames that were dropped, and counted as such. */
    long dropped();

    /** Frames that arrived behind a gap and are kept from the listener until their book is built anew. */
    long withheld();

    /**
     * The final books.
     *
     * @param sent frames, after which nothing more will come
     * @return rows of the books that can be trusted, by venue and symbol
     */
    Map<String, String> books(int sent);

    /** What went wrong beside the books, or null. */
    Throwable failure();

    /** Ends everything that was started. */
    @Override
    void close();
}
