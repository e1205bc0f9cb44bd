package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.subscription.LastError;

/** Streams that the venue does not want to give. */
class VenueSessionRefusalTest
{
    private static final long REFUSED_LONGEST_MS = 24_000;

    private static PlainProtocol protocol()
    {
        return new PlainProtocol(SessionRig.LIMITS.copy()
            .messagesPerSecond(100)
            .dataSilenceNs(TimeUnit.HOURS.toNanos(10)));
    }

    @Test
    void shouldWaitAndAskEverLaterOnTheSameConnectionWhenItsOnlyStreamIsRefused()
    {
        try (SessionRig rig = new SessionRig(protocol(), "a@depth"))
        {
            rig.open();
            long askedMs = 0;
            for (final long pauseMs : new long[]{3_000, 6_000, 12_000, 24_000, 24_000, 24_000})
            {
                final int asked = rig.transports.last().sent.size();
                rig.transports.last().frame("!no ? Unknown asset");
                rig.cycle();
                assertTrue(rig.told.contains(
                    "SUBSCRIBING epoch 1 code 5: stream a@depth refused: Unknown asset; asked again in " + pauseMs +
                        " ms"), rig.told::toString);
                rig.after(pauseMs - 1);
                assertEquals(asked, rig.transports.last().sent.size(), "asked again too early");
                rig.after(1);
                assertEquals(asked + 1, rig.transports.last().sent.size(), "not asked again");
                askedMs += pauseMs;
            }
            assertEquals(93_000, askedMs);
            assertEquals(1, rig.transports.made.size());
            assertEquals(0, rig.transports.last().aborts);
            assertEquals(SessionState.SUBSCRIBING, rig.state());

            rig.acknowledgeAll();
            rig.cycle();
            assertEquals(SessionState.LIVE, rig.state());
        }
    }

    @Test
    void shouldNotConnectOftenWhenTheVenueRefusesAndCloses()
    {
        try (SessionRig rig = new SessionRig(protocol(), "a@depth"))
        {
            final long endNs = rig.clock.nowNs + TimeUnit.HOURS.toNanos(1);
            int handled = 0;
            while (rig.clock.nowNs < endNs)
            {
                if (rig.transports.made.size() > handled)
                {
                    handled++;
                    rig.transports.last().open();
                    rig.cycle();
                    rig.transports.last().frame("!no ? Unknown asset");
                    rig.transports.last().closedByVenue(1000);
                }
                rig.after(100);
            }
            assertTrue(rig.transports.made.size() <= 4 + 3_600_000 / REFUSED_LONGEST_MS,
                "connected " + rig.transports.made.size() + " times in an hour");
            assertTrue(rig.transports.made.size() > 100, "connected " + rig.transports.made.size() + " times");
        }
    }

    @Test
    void shouldPauseForAnHourAtMostByDefault()
    {
        final SessionLimits limits = SessionLimits.defaults();
        assertEquals(TimeUnit.SECONDS.toNanos(30), limits.retryNs());
        assertEquals(TimeUnit.HOURS.toNanos(1), limits.lastRefusalNs());
    }

    @Test
    void shouldTellTheRingOnceAndKeepTheVenuesWordsReadable()
    {
        try (SessionRig rig = new SessionRig(protocol(), "a@depth", "b@depth"))
        {
            rig.open();
            rig.transports.last().frame("!no 1 bad name");
            rig.cycle();
            rig.transports.last().frame("!yes 2");
            rig.transports.last().frame("!no 3 bad name");
            rig.cycle();
            rig.after(100);
            assertEquals(SessionState.LIVE, rig.state());
            assertEquals(1, rig.told.stream().filter("LOSS STREAM_REFUSED epoch 1 stream 1"::equals).count(),
                rig.told::toString);
            assertEquals("bad name", rig.session.subscriptions().all().get(1).lastError().text());
            assertEquals("", rig.session.subscriptions().all().get(0).lastError().text());
            assertEquals("stream b@depth refused: bad name; asked again in 3000 ms", rig.session.lastError().text());
            assertEquals(1, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
        }
    }

    @Test
    void shouldTellTheRingAgainOnANewConnectionWhereItIsNotAskedForYet()
    {
        try (SessionRig rig = new SessionRig(protocol(), "a@depth", "b@depth"))
        {
            rig.open();
            rig.transports.last().frame("!no 1 bad name");
            rig.cycle();
            rig.transports.last().frame("!yes 2");
            rig.transports.last().frame("!no 3 bad name");
            rig.cycle();
            rig.transports.last().closedByVenue(1001);
            rig.cycle();
            rig.cycle();
            rig.transports.last().open();
            rig.cycle();
            assertEquals(List.of("sub 4 a@depth"), rig.transports.last().sent);
            assertTrue(rig.told.contains("LOSS STREAM_REFUSED epoch 2 stream 1"), rig.told::toString);
            rig.after(3_000);
            assertEquals("sub 5 b@depth", rig.transports.last().sent.get(1));
        }
    }

    @Test
    void shouldTellTheRingOnceItHasRoom()
    {
        final String[] names = new String[600];
        for (int i = 0; i < names.length; i++)
        {
            names[i] = "s" + i + "@depth";
        }
        final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
            .messagesPerSecond(10_000)
            .streamsPerRequest(1)
            .dataSilenceNs(TimeUnit.HOURS.toNanos(10)));
        try (SessionRig rig = new SessionRig(protocol, names))
        {
            rig.open();
            for (int i = 1; i <= names.length; i++)
            {
                rig.transports.last().frame("!no " + i + " bad");
            }
            for (int i = 0; i < 20; i++)
            {
                rig.cycle();
            }
            assertEquals(names.length, rig.told.stream()
                .filter((line) -> line.startsWith("LOSS STREAM_REFUSED")).count());
        }
    }

    @Test
    void shouldNeverKeepACredentialInItsLastError()
    {
        final PlainProtocol protocol = protocol();
        protocol.token = "0123456789abcdef";
        try (SessionRig rig = new SessionRig(protocol, "a@depth"))
        {
            rig.open();
            rig.transports.last().frame("!yes 1");
            rig.cycle();
            rig.transports.last().frame("!no 2 not for 0123456789abcdef");
            rig.cycle();
            assertEquals("not for ***", rig.session.subscriptions().all().get(0).lastError().text());
            assertEquals("stream a@depth refused: not for ***; asked again in 3000 ms",
                rig.session.lastError().text());
            rig.transports.last().closedByVenue(1001);
            rig.after(30_000);
            rig.cycle();
            rig.transports.last().listener.onUpgradeRefused(403, "not 0123456789abcdef");
            rig.transports.last().closedByVenue(1006);
            rig.cycle();
            assertEquals("connection ended, code 403: upgrade refused: 403 not ***", rig.session.lastError().text());
        }
    }

    @Test
    void shouldHaveNothingToSayBeforeAnythingWentWrong()
    {
        try (SessionRig rig = new SessionRig(protocol(), "a@depth"))
        {
            rig.goLive();
            assertSame(LastError.NONE, rig.session.lastError());
        }
    }
}
