package org.ringtape.feeds.session;

import java.net.URI;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.feeds.subscription.Subscription;

/** Where a venue's books start from, if they do not come whole. Conductor thread. */
public interface SnapshotSource
{
    /** Where a stream's snapshot is to be had. */
    URI snapshotUri(Subscription subscription);

    /** Weight of one snapshot request. */
    int snapshotWeight();

    /** Weight that may be spent on snapshots in any rolling minute. */
    int snapshotWeightPerMinute();

    /** Decodes the body of a snapshot. */
    DecodeStatus decodeSnapshot(byte[] body, int offset, int length, int instrumentId, BookSink sink);
}
