package org.ringtape.codecs.sink;

/** Receives the venue's answers to our requests. */
public interface ControlSink
{
    /** Takes no notice; for bodies that cannot hold an answer. */
    ControlSink NONE = new ControlSink()
    {
        @Override
        public void onAcknowledged(final long requestId)
        {
            // nobody asked
        }

        @Override
        public void onRefused(
            final long requestId,
            final long code,
            final byte[] frame,
            final int messageOffset,
            final int messageLength)
        {
            // nobody asked
        }
    };

    /** Request id of an answer that does not name its request. */
    long NO_REQUEST = Long.MIN_VALUE;

    /**
     * The venue did what was asked.
     *
     * @param requestId as we sent it, or {@link #NO_REQUEST}
     */
    void onAcknowledged(long requestId);

    /**
     * The venue refused.
     *
     * @param requestId     as we sent it, or {@link #NO_REQUEST}
     * @param code          venue's error code
     * @param frame         bytes that hold the venue's text, JSON escapes as sent
     * @param messageOffset of its first byte
     * @param messageLength in bytes, 0 if the venue gave no text
     */
    void onRefused(long requestId, long code, byte[] frame, int messageOffset, int messageLength);
}
