package org.ringtape.codecs.sink.row;

/** What an instrument is. */
public enum ListedKind
{
    /** Not said, or a word that we do not know. */
    UNKNOWN,
    /** Exchanged at once. */
    SPOT,
    /** Future without expiry. */
    PERPETUAL,
    /** Future with an expiry. */
    FUTURE,
    /** Option to buy. */
    CALL,
    /** Option to sell. */
    PUT,
    /** A price that nobody trades. */
    INDEX,
    /** Several legs. */
    COMBO
}
