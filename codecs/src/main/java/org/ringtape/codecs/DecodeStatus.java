package org.ringtape.codecs;

/** What became of one frame. A decoder returns it; the caller counts it. */
public enum DecodeStatus
{
    /**
     * Every event of the frame that we read reached the sink. Of an array, events of other kinds or of unknown symbols
     * may have been passed over; the decoder counts them.
     */
    DECODED,
    /** Some events of the frame reached the sink, others were malformed and were left out whole. */
    PARTIAL,
    /** An answer to a request of ours: an acknowledgement or a refusal. */
    CONTROL,
    /** Well-formed, but of a kind that nobody here reads. */
    IGNORED,
    /** Not what the venue documents; nothing of it is to be published. */
    MALFORMED,
    /** The symbol or stream is not one of ours; nothing of it is to be published. */
    UNKNOWN_INSTRUMENT,
    /** More events than a stage holds; nothing of it is to be published. */
    TOO_LARGE
}
