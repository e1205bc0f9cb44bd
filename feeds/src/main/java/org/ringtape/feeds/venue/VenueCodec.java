package org.ringtape.feeds.venue;

import java.util.List;
import java.util.Optional;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.transport.frame.PayloadInflater;

/**
 * How a venue's frames and REST bodies are read where nothing is connected, as {@code decode} and {@code book} do. What
 * it makes belongs to whoever asked, and is used by one thread.
 */
public interface VenueCodec
{
    /**
     * A decoder of frames, the same that a session has.
     *
     * @param lookup   gives symbols their numbers
     * @param observer hears parts of frames that are shown and are no events; venues without such parts ignore it
     */
    FrameDecoder newDecoder(InstrumentLookup lookup, PartObserver observer);

    /** A decoder of REST bodies. */
    default Bodies newBodies(final InstrumentLookup lookup)
    {
        return Bodies.NONE;
    }

    /** An inflater of binary frames; null if the venue never compresses. */
    default PayloadInflater newInflater()
    {
        return null;
    }

    /** Names of the venue's kinds of connection, the usual one first; the same decoder reads all of them. */
    default List<String> scopes()
    {
        return List.of("public");
    }

    /** Hears a part of a frame, before the event that it belongs to. */
    @FunctionalInterface
    interface PartObserver
    {
        /** Hears nothing. */
        PartObserver NONE = (frame, offset, length) ->
        {
        };

        /**
         * The part to come.
         *
         * @param frame  bytes that hold it as a JSON object, good until the call returns
         * @param offset of its opening brace
         * @param length in bytes, to behind its closing brace
         */
        void onPart(byte[] frame, int offset, int length);
    }

    /** Decodes REST bodies. */
    @FunctionalInterface
    interface Bodies
    {
        /** No body is known. */
        Bodies NONE = (body, sink) -> Optional.empty();

        /** What became of it; empty if it is none that the venue has. */
        Optional<BodyOutcome> decode(byte[] body, StagingSink sink);
    }

    /**
     * What became of a REST body.
     *
     * @param status      as for a frame
     * @param skippedKeys keys of it that nobody reads
     */
    record BodyOutcome(DecodeStatus status, int skippedKeys)
    {
    }
}
