package org.ringtape.feeds.session;

import java.net.URI;
import java.util.List;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.subscription.Subscription;

/**
 * What differs from venue to venue in a session; the state machine is written once. Called on the conductor's thread,
 * except the decoder it makes, which belongs to a receiver.
 */
public interface VenueProtocol
{
    /** Where to connect. */
    URI endpoint();

    /** The venue's limits. */
    SessionLimits limits();

    /** A decoder for one session. */
    FrameDecoder newDecoder(InstrumentLookup lookup);

    /** The request that subscribes to streams. */
    String subscribeRequest(long requestId, List<Subscription> batch);

    /** The request that ends subscriptions. */
    String unsubscribeRequest(long requestId, List<Subscription> batch);

    /** Where a stream's snapshot is to be had. */
    URI snapshotUri(Subscription subscription);

    /** Weight of one snapshot request. */
    int snapshotWeight();

    /** Weight that may be spent on snapshots in any rolling minute. */
    int snapshotWeightPerMinute();

    /** Decodes the body of a snapshot. */
    DecodeStatus decodeSnapshot(byte[] body, int offset, int length, int instrumentId, BookSink sink);
}
