package org.ringtape.codecs.sink.row;

/** Texts of an instrument's definition, in the order of the event's fields. */
public enum InstrumentText
{
    /** The contract's name across venues. */
    CANONICAL_NAME,
    /** What it derives from, as the venue spells it. */
    UNDERLYING,
    /** Base asset. */
    BASE,
    /** Quote asset. */
    QUOTE,
    /** The venue's word for its status. */
    STATUS
}
