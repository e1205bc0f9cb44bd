package org.ringtape.feeds.session.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.RestRequest;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.subscription.Subscription;

/** Attempts by plan: a token before, a session recovered after, and what is said when either fails. */
final class ConnectPlanTest implements HttpFetcher
{
    private static final URI TOKENS = URI.create("https://tokens.example/api/v1/token");
    private static final String TOKEN = "eyJ0.t0ken-of-nobody.1";

    private final List<RestRequest> asked = new ArrayList<>();
    private final List<Consumer<Answer>> open = new ArrayList<>();
    private final HostPace tokens = new HostPace("tokens.example");
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy());
    private SessionRig rig;
    private boolean recovers;
    private int notRecovered;

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Override
    public void get(final URI uri, final Consumer<Answer> onAnswer)
    {
        throw new AssertionError("not asked for by GET");
    }

    @Override
    public void send(final RestRequest request, final Consumer<Answer> onAnswer)
    {
        asked.add(request);
        open.add(onAnswer);
    }

    @Test
    void shouldAskForATokenAndPutItIntoTheUpgrade()
    {
        withTokens();
        rig.cycle();
        assertEquals(SessionState.CONNECTING, rig.state());
        assertEquals(RestRequest.Method.POST, asked.get(0).method());
        assertTrue(rig.transports.made.isEmpty());
        answer(200, TOKEN);
        rig.cycle();
        assertEquals("authorization#" + TOKEN, rig.transports.plans.get(0).subprotocol());
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(1, asked.size());
    }

    @Test
    void shouldUseATokenAgainUntilFourFifthsOfItsLifeAreOver()
    {
        withTokens();
        rig.cycle();
        answer(200, TOKEN);
        rig.cycle();
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.after(9_000);
        assertEquals(2, rig.transports.made.size());
        assertEquals(1, asked.size(), "the token is good");
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.after(24 * 60_000);
        assertEquals(2, asked.size(), "a fresh one, well before the old one ends");
        assertEquals(SessionState.CONNECTING, rig.state());
        assertEquals(2, rig.transports.made.size());
    }

    @ParameterizedTest
    @CsvSource({"401, 2", "403, 2", "503, 1"})
    void shouldAskForAnotherTokenIfTheVenueDoesNotTakeIt(final int status, final int tokensAsked)
    {
        withTokens();
        rig.cycle();
        answer(200, TOKEN);
        rig.cycle();
        rig.transports.last().listener.onUpgradeRefused(status, "");
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.after(60_000);
        assertEquals(tokensAsked, asked.size());
    }

    @Test
    void shouldNotConnectWithATokenThatGrewOldWhileTheHostPaused()
    {
        withTokens();
        rig.cycle();
        answer(200, TOKEN);
        rig.cycle();
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.pace.onRefused(429, TimeUnit.MINUTES.toNanos(26), rig.clock.nowNs);
        rig.after(9_000);
        assertEquals(1, rig.transports.made.size(), "the host pauses");
        rig.after(25 * 60_000);
        assertEquals(2, asked.size());
        rig.after(60_000);
        answer(200, "fresh");
        rig.after(2 * 60_000);
        rig.cycle();
        assertTrue(rig.transports.plans.stream().skip(1)
            .noneMatch((plan) -> plan.subprotocol().endsWith(TOKEN)), rig.transports.plans::toString);
    }

    @Test
    void shouldWaitAndAskAgainIfThereIsNoToken()
    {
        withTokens();
        rig.cycle();
        answer(500, "{\"msg\":\"busy\"}");
        rig.cycle();
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertEquals("no token: HTTP 500 busy", rig.session.lastError().text());
        assertEquals(500, rig.session.lastError().status());
        rig.after(9_000);
        assertEquals(2, asked.size());
    }

    @Test
    void shouldGiveUpAnAnswerThatDoesNotComeAndNotTakeItWhenItDoes()
    {
        withTokens();
        rig.cycle();
        rig.after(1_000);
        assertEquals(SessionState.BACKING_OFF, rig.state());
        assertEquals("not prepared in time", rig.session.lastError().text());
        answer(200, "of-the-attempt-before");
        rig.after(9_000);
        assertEquals(2, asked.size());
        assertTrue(rig.transports.made.isEmpty());
    }

    @Test
    void shouldFailIfTheVenueRefusesTheKey()
    {
        withTokens();
        rig.cycle();
        answer(401, "{\"msg\":\"no such key\"}");
        rig.cycle();
        assertEquals(SessionState.FAILED, rig.state());
        assertEquals("no token: HTTP 401 no such key", rig.session.lastError().text());
    }

    @Test
    void shouldKeepToThePaceOfTheTokensHost()
    {
        withTokens();
        tokens.onRefused(429, TimeUnit.MILLISECONDS.toNanos(700), rig.clock.nowNs);
        rig.cycle();
        assertEquals(0, asked.size());
        rig.after(500);
        assertEquals(0, asked.size());
        rig.after(300);
        assertEquals(1, asked.size());
    }

    @Test
    void shouldCloseWhileATokenIsAwaited()
    {
        withTokens();
        rig.cycle();
        rig.session.close(rig.clock.nowNs);
        rig.cycle();
        assertEquals(SessionState.CLOSED, rig.state());
        answer(200, TOKEN);
        rig.cycle();
        assertTrue(rig.transports.made.isEmpty());
    }

    @Test
    void shouldTellNoSecretOfAPlanWhateverTheVenueRepeats()
    {
        withTokens();
        rig.cycle();
        answer(200, TOKEN);
        rig.cycle();
        rig.transports.last().open();
        rig.transports.last().frame("!no 9 bad token " + TOKEN + " or authorization#" + TOKEN);
        rig.cycle();
        assertFalse(String.join("\n", rig.told).contains(TOKEN), rig.told::toString);
        assertTrue(String.join("\n", rig.told).contains("bad token ***"), rig.told::toString);
        assertFalse(rig.transports.plans.get(0).toString().contains(TOKEN));
        assertEquals("ws://venue/stream", ConnectPlan.to(URI.create("ws://venue/stream?k=" + TOKEN)).toString());
    }

    @Test
    void shouldBeLiveAtOnceIfTheVenueRestoresTheSession()
    {
        withRecovery();
        rig.goLive();
        recovers = true;
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        rig.after(9_000);
        rig.transports.last().open();
        rig.cycle();
        assertEquals(List.of("recover 2"), rig.transports.last().sent);
        final int confirmed = rig.confirmed.size();
        rig.transports.last().frame("!yes 2");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(List.of("recover 2"), rig.transports.last().sent, "nothing is asked for again");
        assertEquals(confirmed + 2, rig.confirmed.size(), "their books start anew");
    }

    @Test
    void shouldBeginAnewAtOnceIfTheVenueDoesNotRestoreIt()
    {
        for (final boolean silent : new boolean[] {false, true})
        {
            withRecovery();
            rig.goLive();
            recovers = true;
            rig.transports.last().closedByVenue(1006);
            rig.cycle();
            rig.after(9_000);
            rig.transports.last().open();
            rig.cycle();
            if (silent)
            {
                rig.after(TimeUnit.NANOSECONDS.toMillis(protocol.limits().authAnswerNs()));
            }
            else
            {
                rig.transports.last().frame("!no 2 gone");
                rig.cycle();
            }
            assertEquals(1, notRecovered);
            rig.cycle();
            rig.cycle();
            assertEquals(3, rig.transports.made.size(), "without a wait");
            rig.transports.last().open();
            rig.cycle();
            assertTrue(rig.transports.last().sent.get(0).startsWith("sub "), rig.transports.last().sent::toString);
            assertTrue(rig.session.subscriptions().all().stream()
                .noneMatch((each) -> each.state() == Subscription.State.CONFIRMED));
            notRecovered = 0;
            recovers = false;
            rig.close();
        }
    }

    private void withTokens()
    {
        protocol.planner = new TokenPlanner(this, (uri) -> tokens, 1,
            () -> RestRequest.of(RestRequest.Method.POST, TOKENS),
            (body) -> new TokenPlanner.Token(
                new String(body, StandardCharsets.UTF_8), TimeUnit.MINUTES.toNanos(30)),
            (token) -> ConnectPlan.to(protocol.endpoint()).subprotocol("authorization#" + token.text(), false));
        rig = new SessionRig(protocol, "a@depth", "c@trade");
    }

    private void withRecovery()
    {
        protocol.planner = new ConnectPlanner()
        {
            @Override
            public ConnectStep poll(final long nowNs)
            {
                final ConnectPlan plan = ConnectPlan.to(protocol.endpoint());
                return ConnectStep.ready(recovers ? plan.recovering((id) -> "recover " + id) : plan);
            }

            @Override
            public void notRecovered()
            {
                notRecovered++;
                recovers = false;
            }
        };
        rig = new SessionRig(protocol, "a@depth", "c@trade");
    }

    private void answer(final int status, final String body)
    {
        open.remove(0).accept(new Answer(status, body.getBytes(StandardCharsets.UTF_8), 0, ""));
    }
}
