package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;

/** A venue whose data says yes: to the stream that spoke, and to no other. */
class VenueSessionDataConfirmsTest
{
    private final SessionRig rig = new SessionRig(protocol(), "a@trade", "b@trade", "allof@deal");

    private static PlainProtocol protocol()
    {
        final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
            .messagesPerSecond(100)
            .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
        protocol.dataConfirms = true;
        protocol.wildcards = (name) -> name.endsWith("@deal") ? new VenueFeed.Stream(
            name, name.substring(0, name.indexOf('@')).toUpperCase(Locale.ROOT), ContinuityRule.NONE, false) : null;
        return protocol;
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldConfirmTheStreamThatSpokeAndLetTheOthersWait()
    {
        rig.open();
        speak("b@trade");
        assertEquals(List.of("a@trade REQUESTED", "b@trade CONFIRMED", "allof@deal REQUESTED"), rig.subscribed());
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        rig.after(500);
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(List.of("a@trade UNANSWERED", "b@trade CONFIRMED", "allof@deal UNANSWERED"), rig.subscribed());
        assertEquals(2, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
    }

    @Test
    void shouldConfirmEachStreamOfAFrameThatHasSeveral()
    {
        rig.open();
        speak("a@trade b@trade");
        assertEquals(List.of("a@trade CONFIRMED", "b@trade CONFIRMED", "allof@deal REQUESTED"), rig.subscribed());
    }

    @Test
    void shouldConfirmWildcardsByAStreamThatTheyStandFor()
    {
        rig.open();
        speak("x@deal");
        assertEquals(List.of("a@trade REQUESTED", "b@trade REQUESTED", "allof@deal CONFIRMED"), rig.subscribed());
    }

    @Test
    void shouldConfirmByDataThatComesAfterTheAnswerWasDueAndWhileLive()
    {
        rig.open();
        speak("b@trade");
        rig.after(500);
        assertEquals("a@trade UNANSWERED", rig.subscribed().get(0));
        speak("a@trade");
        assertEquals("a@trade CONFIRMED", rig.subscribed().get(0));
        assertEquals(2, rig.confirmed.size());
    }

    @Test
    void shouldNotConfirmByDataWhatTheVenueHasRefused()
    {
        rig.open();
        rig.transports.last().frame("!no 1 bad");
        rig.cycle();
        rig.transports.last().frame("!no 2 bad");
        rig.cycle();
        assertEquals("a@trade REFUSED", rig.subscribed().get(0));
        speak("a@trade"); // from before
        assertEquals("a@trade REFUSED", rig.subscribed().get(0));
    }

    @Test
    void shouldNotConfirmByDataOfTheConnectionBefore()
    {
        rig.open();
        speak("a@trade x@deal");
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        rig.after(1);
        assertEquals(List.of("a@trade REQUESTED", "b@trade REQUESTED", "allof@deal REQUESTED"), rig.subscribed());
        speak("x@deal");
        assertEquals("allof@deal CONFIRMED", rig.subscribed().get(2));
    }

    private void speak(final String streams)
    {
        rig.clock.advanceMs(1);
        rig.transports.last().frame("!trades ? " + streams);
        rig.cycle();
    }
}
