package org.ringtape.engine.book;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** The counters that the book handler writes. Written by the market thread. */
final class BookCounters
{
    final AtomicCounter applied;
    final AtomicCounter duplicates;
    final AtomicCounter kept;
    final AtomicCounter superseded;
    final AtomicCounter gaps;
    final AtomicCounter snapshotsApplied;
    final AtomicCounter snapshotsTooOld;
    final AtomicCounter snapshotsUnused;
    final AtomicCounter snapshotsRefused;
    final AtomicCounter sequencesRestarted;
    final AtomicCounter beyondClock;
    final AtomicCounter resyncRequests;
    final AtomicCounter pendingOverflows;
    final AtomicCounter overflows;
    final AtomicCounter losses;
    final AtomicCounter oldEpochs;
    final AtomicCounter listenerErrors;
    final AtomicCounter crossed;
    final AtomicCounter imagesRefused;

    BookCounters(final CounterSet counters)
    {
        applied = counters.counter(PipelineCounter.BOOK_UPDATES_APPLIED);
        duplicates = counters.counter(PipelineCounter.BOOK_UPDATES_DUPLICATE);
        kept = counters.counter(PipelineCounter.BOOK_UPDATES_BUFFERED);
        superseded = counters.counter(PipelineCounter.BOOK_UPDATES_SUPERSEDED);
        gaps = counters.counter(PipelineCounter.BOOK_GAPS);
        snapshotsApplied = counters.counter(PipelineCounter.SNAPSHOTS_APPLIED);
        snapshotsTooOld = counters.counter(PipelineCounter.SNAPSHOTS_TOO_OLD);
        snapshotsUnused = counters.counter(PipelineCounter.SNAPSHOTS_UNUSED);
        snapshotsRefused = counters.counter(PipelineCounter.SNAPSHOTS_REFUSED);
        sequencesRestarted = counters.counter(PipelineCounter.SEQUENCES_RESTARTED);
        beyondClock = counters.counter(PipelineCounter.EVENTS_BEYOND_CLOCK);
        resyncRequests = counters.counter(PipelineCounter.RESYNC_REQUESTS);
        pendingOverflows = counters.counter(PipelineCounter.PENDING_OVERFLOWS);
        overflows = counters.counter(PipelineCounter.BOOK_OVERFLOWS);
        losses = counters.counter(PipelineCounter.LOSSES);
        oldEpochs = counters.counter(PipelineCounter.EVENTS_OF_OLD_EPOCH);
        listenerErrors = counters.counter(PipelineCounter.LISTENER_ERRORS);
        crossed = counters.counter(PipelineCounter.CROSSED_BOOKS);
        imagesRefused = counters.counter(PipelineCounter.IMAGES_REFUSED);
    }
}
