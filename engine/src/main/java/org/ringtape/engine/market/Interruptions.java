package org.ringtape.engine.market;

import java.util.Arrays;

import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.book.SessionEpochs;
import org.ringtape.engine.event.EventHeader;

/**
 * Counts how often each session and stream was interrupted. A value is stamped with the count as it comes, and is
 * current for as long as the count stays, so that nothing has to be searched when a connection ends. Market thread
 * only.
 */
final class Interruptions
{
    private final SessionEpochs sessions;
    private int[] bySession = new int[16];
    private int[] byStream = new int[64];

    Interruptions(final SessionEpochs sessions)
    {
        this.sessions = sessions;
    }

    /** What came by the session so far may be outdated. */
    void interruptSession(final int sessionId)
    {
        if (sessionId >= bySession.length)
        {
            bySession = Arrays.copyOf(bySession, Math.max(sessionId + 1, 2 * bySession.length));
        }
        bySession[sessionId]++;
    }

    /** What came by the stream so far may be outdated. */
    void interruptStream(final int streamId)
    {
        if (streamId < 0 || streamId >= BookHandler.MAX_STREAMS)
        {
            return;
        }
        if (streamId >= byStream.length)
        {
            byStream = Arrays.copyOf(byStream, Math.max(streamId + 1, 2 * byStream.length));
        }
        byStream[streamId]++;
    }

    /** Both counts only grow, so equal sums are equal counts. */
    int stamp(final EventHeader event)
    {
        return stamp(event.sessionId(), event.streamId());
    }

    int stamp(final int sessionId, final int streamId)
    {
        return count(bySession, sessionId) + count(byStream, streamId);
    }

    boolean isCurrent(final int sessionId, final int streamId, final int stamp)
    {
        return stamp == stamp(sessionId, streamId) && !sessions.isDown(sessionId);
    }

    boolean isCurrent(final EventHeader kept, final int stamp)
    {
        return isCurrent(kept.sessionId(), kept.streamId(), stamp);
    }

    private static int count(final int[] counts, final int id)
    {
        return id >= 0 && id < counts.length ? counts[id] : 0;
    }
}
