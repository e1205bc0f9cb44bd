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

    /**
     * How old an answer may be when it is given, because the venue keeps answers for a while.
     *
     * @return nanoseconds; 0 if nothing is known of it
     */
    default long longestCacheAgeNs()
    {
        return 0L;
    }

    /**
     * How many levels a side are asked for.
     *
     * @return levels; 0 or less if the whole book is asked for
     */
    default int askedLevels()
    {
        return 0;
    }

    /**
     * True if an answer says that the same request will never bring anything; by default a client's error, but for
     * those that time, another budget or a firewall's calm may mend: 403, 408, 418, 425 and 429.
     *
     * @param status HTTP status
     * @param code   the venue's own number of the error, 0 if the body has none
     */
    default boolean isFinal(final int status, final long code)
    {
        return status >= 400 && status < 500 &&
            status != 403 && status != 408 && status != 418 && status != 425 && status != 429;
    }

    /** Decodes the body of a snapshot. */
    DecodeStatus decodeSnapshot(byte[] body, int offset, int length, int instrumentId, BookSink sink);
}
