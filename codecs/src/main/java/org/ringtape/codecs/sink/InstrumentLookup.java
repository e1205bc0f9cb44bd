package org.ringtape.codecs.sink;

/** Resolves a venue's symbol to our dense instrument id. Called once a frame or event; must not allocate on a hit. */
@FunctionalInterface
public interface InstrumentLookup
{
    /** Answer for a symbol that is not, and is not to be, registered. */
    int UNKNOWN = -1;

    /**
     * Looks a symbol up.
     *
     * @param frame  bytes that hold the symbol
     * @param offset of its first byte
     * @param length in bytes
     * @return the instrument's id, or {@link #UNKNOWN}
     */
    int instrumentId(byte[] frame, int offset, int length);
}
