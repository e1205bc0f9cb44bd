package org.ringtape.bench.latency;

import org.ringtape.bench.latency.source.FrameOutput;

import java.util.Map;

/**
 * One of the pipelines that are compared, ready for one series. The harness's thread, but for what {@link #output()}
 * gives, which is the sender's.
 */
public interface Contender extends AutoCloseable
{
    /** Connects where there is something to connect to, and builds the books that start from snapshots. */
    void start();

    /** Where the sender puts the frames. */
    FrameOutput output();

    /** Frames whose events have reached the listener. */
    long heard();

    /** Frames that were dropped, and counted as such. */
    long dropped();

    /** At most so many frames arrived behind a gap and were counted as kept, let go, or older than the snapshot. */
    long withheld();

    /** Called again and again while the sender runs, for what no session does here. */
    default void tend()
    {
        // a session does it all
    }

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
