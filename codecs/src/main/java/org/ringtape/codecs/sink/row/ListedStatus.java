package org.ringtape.codecs.sink.row;

/** Whether an instrument can be traded. */
public enum ListedStatus
{
    /** Not said, or a word that we do not know. */
    UNKNOWN,
    /** It trades. */
    TRADING,
    /** It is listed and does not trade now. */
    HALTED,
    /** It does not trade any more. */
    CLOSED
}
