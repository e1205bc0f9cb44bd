package org.ringtape.bench.jmh.book;

/** A book that replays the recording. */
public interface BookAlternative
{
    /** Goes back to the content of the REST body. */
    void restore();

    /** Applies every recorded level. */
    void replay();

    /** Its levels as {@code price,quantity} lines of plain decimals, bids before asks, best first. */
    String rows();
}
