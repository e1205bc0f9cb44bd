package org.ringtape.simulator.net;

import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.Handshakedata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 6455 on the server's side, able to answer an upgrade with any HTTP status; the stock draft knows only 404. */
final class RefusableDraft extends Draft_6455
{
    private volatile int status;

    /** Answers the upgrade under way with this status instead of 101. */
    void refuse(final int httpStatus)
    {
        status = httpStatus;
    }

    @Override
    public Draft copyInstance()
    {
        return new RefusableDraft();
    }

    @Override
    public List<ByteBuffer> createHandshake(final Handshakedata handshake, final boolean withContent)
    {
        if (status == 0)
        {
            return super.createHandshake(handshake, withContent);
        }
        final String text = "HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public boolean equals(final Object other)
    {
        // Per connection state: the stock comparison by configuration would take all of these for one.
        return this == other;
    }

    @Override
    public int hashCode()
    {
        return System.identityHashCode(this);
    }
}
