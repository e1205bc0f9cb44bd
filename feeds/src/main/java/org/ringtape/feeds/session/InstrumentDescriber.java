package org.ringtape.feeds.session;

import org.ringtape.codecs.sink.row.InstrumentRow;

/** What a venue's symbol alone tells of its instrument. Receiver thread; called once an instrument and session. */
@FunctionalInterface
public interface InstrumentDescriber
{
    /** Symbols tell nothing. */
    InstrumentDescriber NONE = (symbol, offset, length, row) -> false;

    /**
     * Reads a symbol.
     *
     * @param symbol bytes that hold it
     * @param offset of its first byte
     * @param length in bytes
     * @param row    cleared; to be filled with what the symbol tells, and left alone if it tells nothing
     * @return false if it tells nothing
     */
    boolean describe(byte[] symbol, int offset, int length, InstrumentRow row);
}
