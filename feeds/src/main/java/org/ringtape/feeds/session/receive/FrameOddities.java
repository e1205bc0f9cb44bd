package org.ringtape.feeds.session.receive;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.SessionIdentity;

/** Counts what was odd about a frame that was decoded all the same. Receiver thread only. */
final class FrameOddities
{
    private final AtomicCounter keysSkipped;
    private final AtomicCounter sideDisagreements;
    private final AtomicCounter eventsMalformed;
    private final AtomicCounter idsHashed;
    private final AtomicCounter textsTooLong;

    FrameOddities(final SessionIdentity identity, final CounterSet counters)
    {
        keysSkipped = identity.counter(counters, PipelineCounter.KEYS_SKIPPED);
        sideDisagreements = identity.counter(counters, PipelineCounter.SIDE_DISAGREEMENTS);
        eventsMalformed = identity.counter(counters, PipelineCounter.EVENTS_MALFORMED);
        idsHashed = identity.counter(counters, PipelineCounter.IDS_HASHED);
        textsTooLong = identity.counter(counters, PipelineCounter.TEXTS_TOO_LONG);
    }

    void count(final FrameDecoder decoder, final StagingSink sink)
    {
        add(keysSkipped, decoder.skippedKeys());
        add(sideDisagreements, decoder.sideDisagreements());
        add(eventsMalformed, decoder.malformedEvents());
        add(idsHashed, sink.idsHashed());
        add(textsTooLong, sink.textsTooLong());
    }

    private static void add(final AtomicCounter counter, final int count)
    {
        if (count != 0)
        {
            counter.getAndAddOrdered(count);
        }
    }
}
