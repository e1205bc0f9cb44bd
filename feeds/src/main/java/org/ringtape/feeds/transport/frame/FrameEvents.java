package org.ringtape.feeds.transport.frame;

import org.ringtape.feeds.transport.CloseCode;

/** What {@link FrameParser} finds; byte ranges are valid during the call only. */
interface FrameEvents
{
    /** A complete and valid data message. */
    void onMessage(byte[] buffer, int offset, int length, boolean text);

    /** A valid ping or pong. */
    void onPingOrPong(boolean ping, byte[] buffer, int offset, int length);

    /** A valid close frame: code {@link CloseCode#NO_STATUS} if it has none. Nothing follows it. */
    void onClose(int code, String reason);
}
