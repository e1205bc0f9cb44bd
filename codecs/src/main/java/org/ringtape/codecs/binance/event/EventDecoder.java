package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.FieldTable;

/** Reads events of one name, whatever the order of their keys. */
public interface EventDecoder
{
    /**
     * Reads one event and hands it to the scope's sink, whole or not at all.
     *
     * @param frame  bytes that hold it
     * @param fields its members
     * @return DECODED, MALFORMED or UNKNOWN_INSTRUMENT
     */
    DecodeStatus decode(byte[] frame, FieldTable fields, FrameScope scope);
}
