package org.ringtape.codecs;

/** How far a frame that was malformed says what is lost with it. */
public enum DamageScope
{
    /** All that can have been in the frame is of the streams named. */
    NAMED,
    /** The streams named are lost; the frame was cut, and what is missing may have been of others. */
    PERHAPS_MORE,
    /** It names no stream that could be relied on: anything may be lost. */
    UNKNOWN
}
