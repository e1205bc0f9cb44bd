package org.ringtape.feeds.transport.frame;

/**
 * Inflates binary payloads into one reused buffer. Receiver thread only. Bounded: a payload that would inflate to more
 * than the limit is refused.
 */
public interface PayloadInflater extends AutoCloseable
{
    /** Answer for a payload that cannot be inflated, or not within the limit. */
    int REFUSED = -1;

    /**
     * Inflates one payload.
     *
     * @param source that holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return bytes in {@link #output()}, or {@link #REFUSED}
     */
    int inflate(byte[] source, int offset, int length);

    /** What was inflated last, from index 0; may be another array after the next call. */
    byte[] output();

    /** Frees native memory. Idempotent. */
    @Override
    void close();
}
