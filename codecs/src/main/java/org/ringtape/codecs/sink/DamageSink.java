package org.ringtape.codecs.sink;

/** Hears which streams a damaged frame names. */
@FunctionalInterface
public interface DamageSink
{
    /**
     * A stream whose name stands whole before the damage, or whose frame is whole and says something that cannot be.
     *
     * @param stream bytes that hold its name, spelled as for {@link FrameSink#onStream}; good until the call returns
     * @param offset of its first byte
     * @param length in bytes
     */
    void onDamagedStream(byte[] stream, int offset, int length);
}
