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
     * Begins an answer that names what it grants, rather than the request that it answers. {@link #onGrant} follows for
     * each stream, then {@link #onGrantsEnd()}; what was asked for and is not among them was not granted.
     *
     * @param subject bytes that hold what the answer is about, such as an asset
     * @param offset  of its first byte
     * @param length  in bytes, 0 if the streams alone say it
     */
    default void onGrantsStart(final byte[] subject, final int offset, final int length)
    {
    }

    /**
     * A stream is granted.
     *
     * @param stream bytes that hold its name, spelled as for {@code onStream}
     * @param offset of its first byte
     * @param length in bytes
     */
    default void onGrant(final byte[] stream, final int offset, final int length)
    {
    }

    /** Ends the answer that {@link #onGrantsStart} began. */
    default void onGrantsEnd()
    {
        onAcknowledged(NO_REQUEST);
    }

    /** The venue says that nothing is subscribed to on this connection any more. */
    default void onUnsubscribed()
    {
        onAcknowledged(NO_REQUEST);
    }

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

    /**
     * The venue refused, and will refuse everything until the credentials are others.
     *
     * @param requestId     as we sent it, or {@link #NO_REQUEST}
     * @param code          venue's error code
     * @param frame         bytes that hold the venue's text, JSON escapes as sent
     * @param messageOffset of its first byte
     * @param messageLength in bytes, 0 if the venue gave no text
     */
    default void onCredentialsRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        onRefused(requestId, code, frame, messageOffset, messageLength);
    }

    /**
     * The venue wants fewer requests.
     *
     * @param requestId    that it did not carry out, or {@link #NO_REQUEST}
     * @param retryAfterNs how long to wait, 0 if it does not say
     */
    default void onThrottled(final long requestId, final long retryAfterNs)
    {
    }

    /** The venue has said that it may be asked. */
    default void onReady()
    {
    }

    /**
     * The venue answered a ping inside the data.
     *
     * @param timestamp as we sent it
     */
    default void onPong(final long timestamp)
    {
    }

    /**
     * The venue asks for a pong inside the data.
     *
     * @param timestamp to be sent back
     */
    default void onPing(final long timestamp)
    {
    }
}
