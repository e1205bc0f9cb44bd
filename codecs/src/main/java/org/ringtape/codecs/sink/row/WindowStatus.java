package org.ringtape.codecs.sink.row;

/** State of a target window. */
public enum WindowStatus
{
    /** The window has begun; its price is not known yet. */
    DUE,
    /** The price is known. */
    OPEN,
    /** The venue could not find the price. */
    FAILED,
    /** The venue has said nothing for too long. */
    OVERDUE,
    /** The venue sent another price for a window that had one. */
    CORRECTED
}
