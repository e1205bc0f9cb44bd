package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.subscription.Subscription;

/** How subscriptions are asked for. */
class VenueSessionRequestsTest
{
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .messagesPerSecond(100)
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    private SessionRig rig = new SessionRig(protocol, "a@depth", "b@depth", "c@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldAskOneByOneForWhatWasRefusedTogether()
    {
        rig.open();
        frame("!no 1 bad name");
        rig.cycle();
        assertEquals(List.of("sub 1 a@depth b@depth c@trade", "sub 2 a@depth", "sub 3 b@depth", "sub 4 c@trade"),
            sent());
        assertEquals(0, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
        frame("!yes 2");
        frame("!no 3 bad name");
        frame("!yes 4");
        rig.cycle();

        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(List.of("a@depth", "c@trade"), confirmed());
        assertEquals(1, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
        rig.after(2_999);
        assertEquals(4, sent().size());
        rig.after(1);
        assertEquals("sub 5 b@depth", sent().get(4));
    }

    @Test
    void shouldRememberTheBadNameOnTheNextConnection()
    {
        rig.open();
        frame("!no 1 bad name");
        rig.cycle();
        frame("!yes 2");
        frame("!no 3 bad name");
        frame("!yes 4");
        rig.cycle();
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of("sub 5 a@depth c@trade", "sub 6 b@depth"), sent());
        frame("!yes 6"); // it is listed now
        frame("!yes 5");
        rig.cycle();
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of("sub 7 a@depth b@depth c@trade"), sent());
    }

    @Test
    void shouldGoLiveInTimeThoughNotEverythingIsAnswered()
    {
        final PlainProtocol slow = new PlainProtocol(SessionRig.LIMITS.copy().messagesPerSecond(1)
            .streamsPerRequest(1).dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
        final String[] names = {"a@trade", "b@trade", "c@trade", "d@trade", "e@trade", "f@trade"};
        try (SessionRig other = new SessionRig(slow, names))
        {
            other.open();
            for (int i = 0; i < 35; i++)
            {
                other.transports.last().frame("!yes " + (i / 10 + 1));
                other.after(100);
            }
            assertEquals(SessionState.LIVE, other.state());
            assertEquals(0, other.transports.last().aborts);
            other.after(1_000);
            assertEquals(5, other.transports.last().sent.size());
        }
    }

    @Test
    void shouldKeepToTheLimitOfRequestsUnderWay()
    {
        final PlainProtocol one = new PlainProtocol(SessionRig.LIMITS.copy()
            .messagesPerSecond(100).requestsUnanswered(1).streamsPerRequest(1));
        try (SessionRig other = new SessionRig(one, "a@trade", "b@trade", "c@trade"))
        {
            other.open();
            other.cycle();
            assertEquals(List.of("sub 1 a@trade"), other.transports.last().sent);
            other.transports.last().frame("!yes ?");
            other.cycle();
            assertEquals("sub 2 b@trade", other.transports.last().sent.get(1));
            other.transports.last().frame("!no ? bad");
            other.cycle();
            other.cycle();
            assertEquals("sub 3 c@trade", other.transports.last().sent.get(2));
            other.after(499);
            other.after(1); // no answer at all frees the place, too
            other.after(3_000);
            other.after(500);
            assertTrue(other.transports.last().sent.size() >= 4, other.transports.last().sent::toString);
        }
    }

    @Test
    void shouldPauseRequestsButKeepTheSocketWhenThrottled()
    {
        rig.open();
        frame("!throttled 1 2000");
        rig.session.subscriptions().add(rig.subscription("d@trade"));
        rig.cycle();
        rig.after(1_999);
        assertEquals(1, sent().size());
        assertEquals(1, rig.count(PipelineCounter.REQUESTS_THROTTLED));
        assertTrue(rig.told.contains("SUBSCRIBING epoch 1: requests throttled for 2000 ms"));
        rig.after(1);
        assertEquals(List.of("sub 2 a@depth b@depth c@trade", "sub 3 d@trade"), sent().subList(1, 3));
        assertEquals(0, rig.transports.last().aborts);
        assertEquals(0, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
    }

    @Test
    void shouldPauseTenSecondsIfTheVenueDoesNotSayHowLong()
    {
        rig.open();
        frame("!throttled ? 0");
        rig.cycle();
        for (int i = 0; i < 99; i++)
        {
            rig.after(100);
        }
        rig.after(99);
        assertEquals(1, sent().size());
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        rig.after(1);
        assertEquals(2, sent().size());
        assertEquals(0, rig.transports.last().aborts);
    }

    @Test
    void shouldKeepTheLongerOfTwoPausesAndForgetItOnANewConnection()
    {
        rig.open();
        frame("!throttled 1 5000");
        frame("!throttled ? 100");
        rig.cycle();
        rig.after(4_999);
        assertEquals(1, sent().size());
        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of("sub 2 a@depth b@depth c@trade"), sent());
    }

    @Test
    void shouldTakeDataForYesWhereTheVenueMeansIt()
    {
        protocol.dataConfirms = true;
        rig.open();
        rig.clock.advanceMs(1);
        frame(SessionRig.trade("c@trade", "C", 1));
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(List.of("c@trade"), confirmed(), "only the stream that spoke");
        frame("!yes 1");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(List.of("a@depth", "b@depth", "c@trade"), confirmed());
        assertEquals(3, rig.confirmed.size());
    }

    @Test
    void shouldRefuseWhatDataHadConfirmedWhenTheAnswerIsNo()
    {
        protocol.dataConfirms = true;
        rig.open();
        rig.clock.advanceMs(1);
        frame(SessionRig.trade("c@trade", "C", 1));
        rig.cycle();
        frame("!no 1 one of them is bad");
        rig.cycle();
        assertEquals(List.of("sub 2 a@depth", "sub 3 b@depth", "sub 4 c@trade"), sent().subList(1, 4));
        frame("!no 3 this one");
        frame("!yes 2");
        frame("!yes 4");
        rig.cycle();
        assertEquals(List.of(Subscription.State.CONFIRMED, Subscription.State.REFUSED, Subscription.State.CONFIRMED),
            rig.session.subscriptions().all().stream().map(Subscription::state).toList());
    }

    @Test
    void shouldNotTakeDataForYesElsewhereNorDataFromBeforeTheRequest()
    {
        rig.open();
        rig.clock.advanceMs(1);
        frame(SessionRig.trade("c@trade", "C", 1));
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());

        protocol.dataConfirms = true;
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.after(1);
        rig.after(1);
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(List.of(), rig.confirmed);
    }

    private List<String> confirmed()
    {
        return rig.confirmed.stream().map((subscription) -> subscription.stream().name()).sorted().toList();
    }

    private List<String> sent()
    {
        return rig.transports.last().sent;
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }
}
