package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Venues that want credentials, and venues that speak first. */
class VenueSessionAdmissionTest
{
    private static final String TOKEN = "k3y-0123456789/abc=";

    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .authAnswerNs(TimeUnit.MILLISECONDS.toNanos(300))
        .firstRetryNs(TimeUnit.MILLISECONDS.toNanos(1_000))
        .lastRetryNs(TimeUnit.MILLISECONDS.toNanos(8_000)));
    private SessionRig rig = new SessionRig(protocol, "a@depth", "c@trade");

    @AfterEach
    void close()
    {
        for (final String line : rig.told)
        {
            assertFalse(line.contains(TOKEN), line);
        }
        rig.close();
    }

    @Test
    void shouldAuthenticateBeforeItSubscribes()
    {
        protocol.token = TOKEN;
        rig.open();
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        rig.after(10);
        assertEquals(List.of("auth 1 " + TOKEN), sent());

        frame("!yes 1");
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals("sub 2 a@depth c@trade", sent().get(1));
        frame("!yes 2");
        rig.cycle();
        assertEquals(List.of(
            "CONNECTING epoch 1", "AUTHENTICATING epoch 1", "SUBSCRIBING epoch 1", "LIVE epoch 1"), rig.told);
    }

    @Test
    void shouldTakeAnAnswerWithoutIdForTheOneAwaited()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!yes 55");
        rig.cycle();
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        frame("!yes ?");
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
    }

    @Test
    void shouldTakeSilenceForYes()
    {
        protocol.token = TOKEN;
        rig.open();
        rig.after(299);
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        rig.after(1);
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(2, sent().size());
    }

    @Test
    void shouldEndAndWaitAsLongAsItMayWhenRefused()
    {
        protocol.token = TOKEN;
        for (final String answer : List.of("!no 1 bad key", "!no ? bad key", "!credentials 9 bad key"))
        {
            rig.close();
            rig = new SessionRig(protocol, "a@depth");
            rig.open();
            frame(answer);
            rig.cycle();
            rig.cycle();

            assertEquals(1, rig.count(PipelineCounter.CREDENTIALS_REFUSED), answer);
            assertEquals(1, rig.transports.last().aborts);
            assertTrue(rig.told.stream().anyMatch((line) -> line.startsWith("AUTHENTICATING") &&
                line.endsWith(": credentials refused: bad key")), rig.told::toString);
            assertEquals("BACKING_OFF epoch 1 code 1006: credentials refused", rig.told.get(rig.told.size() - 1));
            rig.after(7_999);
            assertEquals(1, rig.transports.made.size());
            rig.after(1);
            assertEquals(2, rig.transports.made.size());
        }
    }

    @Test
    void shouldTakeARefusalThatComesLate()
    {
        protocol.token = TOKEN;
        rig.open();
        rig.after(300);
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        frame("!yes 2");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        frame("!no 1 too late");
        rig.cycle();
        rig.cycle();
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertEquals(1, rig.count(PipelineCounter.CREDENTIALS_REFUSED));
        assertEquals(0, rig.count(PipelineCounter.SUBSCRIPTIONS_REFUSED));
    }

    @Test
    void shouldNotTakeTheRefusalOfASubscriptionForOneOfCredentials()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!yes 1");
        rig.cycle();
        frame("!no ? no such name");
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(0, rig.count(PipelineCounter.CREDENTIALS_REFUSED));
    }

    @Test
    void shouldNeverSayTheTokenThoughTheVenueDoes()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!no 1 unknown key '" + TOKEN + "', sorry");
        rig.cycle();
        assertTrue(rig.told.stream().anyMatch((line) -> line.endsWith("refused: unknown key '***', sorry")),
            rig.told::toString);
        rig.transports.last().listener.onClosed(1008, "bye " + TOKEN, true);
        rig.cycle();
    }

    @Test
    void shouldLeaveOtherWordsOfTheVenueReadable()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!yes 1");
        rig.cycle();
        frame("!no 2 Invalid params, no auth of channels");
        rig.cycle();
        assertTrue(rig.told.contains(
            "SUBSCRIBING epoch 1 code 5: request refused: Invalid params, no auth of channels"), rig.told::toString);
    }

    @Test
    void shouldAskAgainAfterAThrottledAuthentication()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!throttled 1 4000");
        rig.cycle();
        rig.after(3_999);
        assertEquals(1, sent().size());
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        rig.after(1);
        assertEquals(List.of("auth 1 " + TOKEN, "auth 1 " + TOKEN), sent());
        frame("!yes 1");
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        assertEquals(1, rig.count(PipelineCounter.REQUESTS_THROTTLED));
    }

    @Test
    void shouldGiveUpWhenCredentialsCannotBeSent()
    {
        protocol.token = TOKEN;
        rig.cycle();
        rig.transports.last().takesMessages = false;
        rig.transports.last().open();
        rig.cycle();
        rig.after(500);
        rig.cycle();
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: credentials cannot be sent"), rig.told::toString);
    }

    @Test
    void shouldAuthenticateAgainOnTheNextConnection()
    {
        protocol.token = TOKEN;
        rig.open();
        frame("!yes 1");
        rig.cycle();
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        rig.cycle();
        assertEquals(List.of("auth 3 " + TOKEN), sent());
        frame("!yes 1"); // an answer to the request of another connection
        rig.cycle();
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        frame("!yes 3");
        rig.cycle();
        assertEquals(SessionState.SUBSCRIBING, rig.state());
    }

    @Test
    void shouldSendNothingBeforeTheVenueIsReady()
    {
        protocol.waitsForReady = true;
        protocol.token = TOKEN;
        rig.open();
        frame("!ping 5");
        rig.after(499);
        assertEquals(List.of(), sent());
        assertEquals(SessionState.AUTHENTICATING, rig.state());
        frame("!ready");
        rig.cycle();
        assertEquals(List.of("pong 5", "auth 1 " + TOKEN), sent());
    }

    @Test
    void shouldSubscribeOnceTheVenueIsReady()
    {
        protocol.waitsForReady = true;
        rig.open();
        frame("!ready");
        rig.cycle();
        assertEquals(List.of("sub 1 a@depth c@trade"), sent());
        frame("!ready");
        frame("!yes 1");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldReconnectWhenTheVenueIsNotReadyInTime()
    {
        protocol.waitsForReady = true;
        rig.open();
        rig.after(500);
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.transports.made.size());
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: the venue does not become ready"));
    }

    @Test
    void shouldCloseWhileAuthenticating()
    {
        protocol.token = TOKEN;
        rig.open();
        rig.session.close(rig.clock.nowNs);
        rig.cycle();
        assertEquals(SessionState.DRAINING, rig.state());
        rig.transports.last().closedByVenue(1000);
        rig.cycle();
        assertEquals(SessionState.CLOSED, rig.state());
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
