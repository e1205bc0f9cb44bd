package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.RequestOutcome.Kind;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.subscription.Subscription;

/** What becomes of requests, over a session with a fake connection. */
class SubscriptionDeskTest
{
    private final SessionRig rig = new SessionRig(
        new PlainProtocol(SessionRig.LIMITS.copy().dataSilenceNs(3_600_000_000_000L)), "launched@x");
    private final List<String> given = new ArrayList<>();
    private boolean resyncs = true;
    private final SubscriptionDesk desk = new SubscriptionDesk(
        rig.events(), new SessionIdentity(0, 0xFFFF, "conductor"), new Fake());

    SubscriptionDeskTest()
    {
        desk.launchedWith(2, new FeedConductor.Route(
            rig.session, rig.session.subscriptions().all().get(0), null));
        rig.goLive();
        rig.told.clear();
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldGrantOnceTheVenueDoes()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        cycle(600);
        assertOutcomes();
        acknowledge();
        cycle(1);
        assertOutcomes("1 SUBSCRIBE GRANTED");
        assertEquals("a@x CONFIRMED", rig.subscribed().get(1));
    }

    @Test
    void shouldShareWhatIsThereAndEndItWithTheLastWhoAsked()
    {
        ask(1, Kind.SUBSCRIBE, "launched@x");
        cycle(1);
        assertOutcomes("1 SUBSCRIBE GRANTED");
        ask(2, Kind.SUBSCRIBE, "launched@x");
        ask(3, Kind.UNSUBSCRIBE, "launched@x");
        ask(4, Kind.UNSUBSCRIBE, "launched@x");
        cycle(1);
        assertOutcomes("2 SUBSCRIBE SHARED", "3 UNSUBSCRIBE SHARED", "4 UNSUBSCRIBE SHARED");
        assertEquals(1, connection().sent.size());
        ask(5, Kind.UNSUBSCRIBE, "launched@x");
        cycle(1_000);
        assertOutcomes();
        assertEquals("launched@x LEAVING", rig.subscribed().get(0));
        assertTrue(last().startsWith("unsub "), last());
        acknowledge();
        cycle(1);
        assertOutcomes("5 UNSUBSCRIBE GRANTED");
        assertEquals(List.of("closed launched@x"), given);
        ask(6, Kind.UNSUBSCRIBE, "launched@x");
        cycle(1);
        assertOutcomes("6 UNSUBSCRIBE UNKNOWN: nobody has subscribed to launched@x");
    }

    @Test
    void shouldTellTheVenuesWordsOfARefusalAndAskNoMore()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        cycle(600);
        connection().frame("{\"error\":{\"code\":2,\"msg\":\"no such thing\"},\"id\":" + last().split(" ")[1] + "}");
        cycle(1);
        assertOutcomes("1 SUBSCRIBE REFUSED 2: no such thing");
        assertEquals(List.of("closed a@x"), given);
        final int sent = connection().sent.size();
        cycle(20_000);
        assertEquals(sent, connection().sent.size());
    }

    @Test
    void shouldTellEverybodyWhoWaits()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        ask(2, Kind.SUBSCRIBE, "a@x");
        ask(3, Kind.UNSUBSCRIBE, "a@x");
        cycle(600);
        assertOutcomes("2 SUBSCRIBE OVERTAKEN: unsubscribed before it was granted", "3 UNSUBSCRIBE SHARED");
        acknowledge();
        cycle(1);
        assertOutcomes("1 SUBSCRIBE GRANTED");
    }

    @Test
    void shouldAskNothingForWhatIsGivenUpBeforeItWasAskedFor()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        ask(2, Kind.UNSUBSCRIBE, "a@x");
        final int sent = connection().sent.size();
        cycle(600);
        assertOutcomes("1 SUBSCRIBE OVERTAKEN: unsubscribed before it was granted", "2 UNSUBSCRIBE GRANTED");
        assertEquals(sent, connection().sent.size());
    }

    @Test
    void shouldLetWhoAsksForALeavingStreamWaitUntilItHasLeft()
    {
        ask(1, Kind.UNSUBSCRIBE, "launched@x");
        cycle(600);
        ask(2, Kind.SUBSCRIBE, "launched@x");
        ask(3, Kind.SUBSCRIBE, "launched@x");
        ask(4, Kind.UNSUBSCRIBE, "launched@x");
        cycle(1);
        assertOutcomes("3 SUBSCRIBE OVERTAKEN: unsubscribed before it was asked for", "4 UNSUBSCRIBE GRANTED");
        acknowledge();
        cycle(600);
        assertOutcomes("1 UNSUBSCRIBE GRANTED");
        assertEquals(List.of("closed launched@x", "opened launched@x"), given);
        cycle(600);
        acknowledge();
        cycle(1);
        assertOutcomes("2 SUBSCRIBE GRANTED");
    }

    @Test
    void shouldTellOfAnEndThatTheVenueDoesNotAnswerOrRefuses()
    {
        ask(1, Kind.UNSUBSCRIBE, "launched@x");
        cycle(600);
        cycle(600);
        assertOutcomes("1 UNSUBSCRIBE TIMED_OUT: no answer in time");
        ask(2, Kind.SUBSCRIBE, "b@x");
        cycle(1_000);
        acknowledge();
        cycle(1);
        ask(3, Kind.UNSUBSCRIBE, "b@x");
        cycle(1_000);
        connection().frame("{\"error\":{\"code\":2,\"msg\":\"never\"},\"id\":" + last().split(" ")[1] + "}");
        cycle(1);
        assertOutcomes("2 SUBSCRIBE GRANTED", "3 UNSUBSCRIBE REFUSED: the venue refuses to end it");
    }

    @Test
    void shouldEndWhatLeavesWithItsConnection()
    {
        ask(1, Kind.UNSUBSCRIBE, "launched@x");
        cycle(600);
        ask(2, Kind.SUBSCRIBE, "a@x");
        final FakeTransport first = connection();
        first.closedByVenue(1006);
        while (connection() == first)
        {
            cycle(500);
        }
        connection().open();
        cycle(1);
        assertOutcomes("1 UNSUBSCRIBE GRANTED");
        cycle(1_000);
        acknowledge();
        cycle(1);
        assertOutcomes("2 SUBSCRIBE GRANTED");
    }

    @Test
    void shouldNotWaitForeverForAConnectionThatDoesNotCome()
    {
        connection().closedByVenue(1006);
        cycle(1);
        ask(1, Kind.SUBSCRIBE, "a@x");
        for (int i = 0; i < 59; i++)
        {
            cycle(1_000);
        }
        assertOutcomes();
        cycle(1_001);
        cycle(1_001);
        assertOutcomes("1 SUBSCRIBE TIMED_OUT: no answer in time");
    }

    @Test
    void shouldTellOfASessionThatHasEndedForGood()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        rig.session.fail(rig.clock.nowNs, "broken");
        cycle(1);
        assertEquals(1, outcomes().size());
        assertTrue(outcomes().get(0).startsWith("1 SUBSCRIBE REFUSED"), outcomes().toString());
    }

    @Test
    void shouldSayWhatThereIsNotAndWhatThereIsNoRoomFor()
    {
        ask(1, Kind.SUBSCRIBE, "unknown@x");
        ask(2, Kind.SUBSCRIBE, "full@x");
        ask(3, Kind.RESYNC, "a@x");
        ask(4, Kind.RESYNC, "launched@x");
        cycle(1);
        assertOutcomes("1 SUBSCRIBE UNKNOWN: no stream unknown@x", "2 SUBSCRIBE REFUSED: no room",
            "3 RESYNC UNKNOWN: nobody has subscribed to it",
            "4 RESYNC REFUSED: it has no book that starts from a snapshot");
    }

    @Test
    void shouldResyncBooksOrSayNotNow()
    {
        ask(1, Kind.SUBSCRIBE, "a@depth");
        cycle(600);
        acknowledge();
        ask(2, Kind.RESYNC, "a@depth");
        resyncs = false;
        ask(3, Kind.RESYNC, "a@depth");
        cycle(1);
        assertOutcomes("2 RESYNC GRANTED", "3 RESYNC THROTTLED: too many such wishes wait", "1 SUBSCRIBE GRANTED");
    }

    @Test
    void shouldTakeNoMoreRequestsThanItCanTellOf()
    {
        ask(0, Kind.SUBSCRIBE, "a@x");
        for (int i = 1; i < SubscriptionDesk.MAX_OPEN; i++)
        {
            ask(i, Kind.SUBSCRIBE, "a@x");
        }
        ask(77_777, Kind.SUBSCRIBE, "a@x");
        cycle(1);
        assertOutcomes("77777 SUBSCRIBE THROTTLED: 8192 requests wait for their outcome");
    }

    @Test
    void shouldTellWhoWaitsAtTheEnd()
    {
        ask(1, Kind.SUBSCRIBE, "a@x");
        desk.close();
        ask(2, Kind.SUBSCRIBE, "b@x");
        cycle(1);
        assertOutcomes("1 SUBSCRIBE OVERTAKEN: the feeds are closed", "2 SUBSCRIBE OVERTAKEN: the feeds are closed");
    }

    private FakeTransport connection()
    {
        return rig.transports.last();
    }

    private String last()
    {
        return connection().sent.get(connection().sent.size() - 1);
    }

    private void acknowledge()
    {
        connection().frame("{\"result\":null,\"id\":" + last().split(" ")[1] + "}");
        rig.cycle();
    }

    private void ask(final long id, final Kind kind, final String stream)
    {
        desk.onRequest(id, kind, 2, stream, rig.clock.nowNs);
    }

    private void cycle(final long milliseconds)
    {
        rig.after(milliseconds);
        desk.poll(rig.clock.nowNs);
        rig.cycle();
    }

    private List<String> outcomes()
    {
        return rig.told.stream().filter((line) -> line.startsWith("OUTCOME ")).map((line) -> line.substring(8))
            .toList();
    }

    private void assertOutcomes(final String... expected)
    {
        assertEquals(List.of(expected), outcomes());
        rig.told.clear();
    }

    /** Adds streams to the one session. */
    private final class Fake implements SubscriptionDesk.Surroundings
    {
        @Override
        public String nameOf(final int venueId, final String stream)
        {
            return stream;
        }

        @Override
        public FeedConductor.Route open(final int venueId, final String stream)
            throws SubscriptionDesk.UnknownStreamException
        {
            if (stream.startsWith("unknown"))
            {
                throw new SubscriptionDesk.UnknownStreamException("no stream " + stream);
            }
            if (stream.startsWith("full"))
            {
                throw new IllegalStateException("no room");
            }
            given.add("opened " + stream);
            final Subscription subscription = rig.subscription(stream);
            rig.session.subscriptions().add(subscription);
            given.remove(stream.startsWith("launched") ? "" : "opened " + stream);
            return new FeedConductor.Route(rig.session, subscription, null);
        }

        @Override
        public void closed(final FeedConductor.Route route)
        {
            given.add("closed " + route.subscription().stream().name());
            rig.session.subscriptions().remove(route.subscription());
        }

        @Override
        public boolean resync(final int streamId)
        {
            return resyncs;
        }
    }
}
