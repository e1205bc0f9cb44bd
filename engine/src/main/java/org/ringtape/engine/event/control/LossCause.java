package org.ringtape.engine.event.control;

/** Why something never reached the ring. */
public enum LossCause
{
    /** Not said, or a code of a later version. */
    UNKNOWN,
    /** The ring had no room for a whole frame. */
    RING_FULL,
    /** A frame was not what the venue documents. */
    MALFORMED_FRAME,
    /** A frame needed more slots than a stage has, or was longer than allowed. */
    TOO_LARGE,
    /** The connection ended. */
    DISCONNECTED,
    /** A sequence that counts every message of the connection has a hole. */
    SEQUENCE_HOLE,
    /** An event inside a frame was not what the venue documents; the rest of the frame is there. */
    MALFORMED_EVENT,
    /** A stream of stated cadence has been silent for too long, though its connection lives. */
    STREAM_SILENT,
    /** The venue refuses the stream, or what it starts from: nothing will come until it is asked for anew. */
    STREAM_REFUSED;

    private static final LossCause[] CAUSES = values();

    /** Cause of a code; {@link #UNKNOWN} for a code that is not one. */
    public static LossCause of(final int code)
    {
        return code >= 0 && code < CAUSES.length ? CAUSES[code] : UNKNOWN;
    }
}
