package org.ringtape.feeds.transport;

/** Close codes of RFC 6455, section 7.4, and which of them may travel. */
public final class CloseCode
{
    /** The purpose of the connection is fulfilled. */
    public static final int NORMAL = 1000;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** Never sent: the peer's close frame had no code. */
    public static final int NO_STATUS = 1005;
    /** Never sent: the connection ended without a close frame. */
    public static final int ABNORMAL = 1006;
    /** Text that is not UTF-8. */
    public static final int INVALID_PAYLOAD = 1007;
    /** The peer's policy was violated; venues use it for rate limits. */
    public static final int POLICY_VIOLATION = 1008;
    /** A frame or message beyond the limit. */
    public static final int TOO_BIG = 1009;
    /** Never sent: the TLS handshake failed. */
    public static final int TLS_FAILURE = 1015;

    private CloseCode()
    {
    }

    /**
     * Whether a close frame may carry it: the codes of the RFC, of its IANA registry (1012 to 1014, read 2026-11), and
     * those left to libraries and applications.
     *
     * @param code of a close frame
     * @return true if it may travel
     */
    public static boolean maySend(final int code)
    {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
