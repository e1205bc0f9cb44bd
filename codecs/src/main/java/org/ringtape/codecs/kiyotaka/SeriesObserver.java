package org.ringtape.codecs.kiyotaka;

/**
 * Hears the series of each point of a wanted stream, before the point's event: for tools that show what of it has no
 * place in our events (coin, category, inverse). A point that is read again after it deviated is heard again.
 */
@FunctionalInterface
public interface SeriesObserver
{
    /**
     * The series of the point to come.
     *
     * @param frame  bytes that hold it as JSON, good until the call returns
     * @param offset of its opening brace
     * @param length in bytes, to behind its closing brace
     */
    void onSeries(byte[] frame, int offset, int length);
}
