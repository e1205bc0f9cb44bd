package org.ringtape.feeds.session.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.SessionRig;

/** What goes out, and how much of it. */
class OutboxTest
{
    private static final long NOW_NS = TimeUnit.DAYS.toNanos(20_000);

    private final FakeTransport transport = new FakeTransport(URI.create("ws://venue/"), null);
    private long pongs;
    private final Outbox outbox = new Outbox(3, () -> pongs);

    OutboxTest()
    {
        outbox.connection(transport);
    }

    @Test
    void shouldSendNothingWithoutAPermit()
    {
        assertTrue(outbox.send("1", NOW_NS));
        assertTrue(outbox.send("2", NOW_NS));
        assertTrue(outbox.send("3", NOW_NS));
        assertFalse(outbox.send("4", NOW_NS));
        assertFalse(outbox.ping(NOW_NS));
        assertEquals(List.of("1", "2", "3"), transport.sent);
        assertEquals(0, transport.pings);
        assertFalse(outbox.send("5", NOW_NS + 999_999_999));
        assertTrue(outbox.send("6", NOW_NS + 1_000_000_000));
        assertEquals(List.of("1", "2", "3", "6"), transport.sent);
    }

    @Test
    void shouldCountPongsThatTheTransportSendsByItself()
    {
        pongs = 2;
        assertTrue(outbox.hasPermit(NOW_NS));
        assertTrue(outbox.send("1", NOW_NS));
        assertFalse(outbox.send("2", NOW_NS));
        pongs = 1_000;
        assertFalse(outbox.hasPermit(NOW_NS + 1_000_000_000), "as many pongs as the rate allows, and more");
        assertTrue(outbox.send("3", NOW_NS + 2_000_000_000));
        assertEquals(List.of("1", "3"), transport.sent);
    }

    @Test
    void shouldCountItsOwnPings()
    {
        assertTrue(outbox.ping(NOW_NS));
        assertTrue(outbox.ping(NOW_NS));
        assertTrue(outbox.send("1", NOW_NS));
        assertFalse(outbox.hasPermit(NOW_NS));
        assertEquals(2, transport.pings);
    }

    @Test
    void shouldCountACloseFrameAndKeepRoomForIt()
    {
        assertTrue(outbox.send("1", NOW_NS));
        assertTrue(outbox.hasPermitBeforeClose(NOW_NS));
        assertTrue(outbox.send("2", NOW_NS));
        assertTrue(outbox.hasPermit(NOW_NS));
        assertFalse(outbox.hasPermitBeforeClose(NOW_NS));
        outbox.closing(NOW_NS);
        assertFalse(outbox.hasPermit(NOW_NS));
        outbox.closing(NOW_NS); // whatever the rate allows
        assertFalse(outbox.hasPermit(NOW_NS + 999_999_999));
    }

    @Test
    void shouldKeepRequestsOfASessionBackForThePongsItHasSent()
    {
        try (SessionRig rig = new SessionRig("a@depth", "b@depth", "c@trade", "d@trade"))
        {
            rig.cycle();
            rig.transports.last().open();
            rig.transports.last().listener.onPing();
            rig.cycle();
            assertEquals(1, rig.transports.last().sent.size(), "one request and a pong in a second");
            rig.after(1_000);
            assertEquals(2, rig.transports.last().sent.size());
        }
    }
}
