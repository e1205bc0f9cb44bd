package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** What answers are about, where they name streams, a request, or nothing. */
class VenueSessionAnswersTest
{
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .messagesPerSecond(100)
        .streamsPerRequest(2)
        .requestsUnanswered(1)
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    private final SessionRig rig = new SessionRig(protocol, "a@x", "a@y", "b@x", "b@y");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldGrantOnlyWhatTheAnswerNamesAndReportTheRest()
    {
        rig.open();
        frame("!grants A a@x");
        rig.cycle();
        assertEquals(List.of("a@x CONFIRMED", "a@y REQUESTED", "b@x REQUESTED", "b@y REQUESTED"), rig.subscribed());
        rig.after(500);
        assertEquals("a@y REFUSED", rig.subscribed().get(1));
        assertTrue(rig.told.contains(
            "SUBSCRIBING epoch 1: stream a@y refused: the venue's answer does not name it; asked again in 3000 ms"),
            rig.told::toString);
        assertTrue(rig.told.contains("LOSS STREAM_REFUSED epoch 1 stream 1"), rig.told::toString);
        assertEquals("the venue's answer does not name it",
            rig.session.subscriptions().all().get(1).lastError().text());
    }

    @Test
    void shouldTakeSeveralAnswersToOneRequest()
    {
        rig.open();
        frame("!grants A a@x");
        frame("!grants A a@y");
        rig.cycle();
        rig.after(500);
        assertEquals(List.of("a@x CONFIRMED", "a@y CONFIRMED"), rig.subscribed().subList(0, 2));
    }

    @Test
    void shouldGrantNothingByAnAnswerThatNamesNoStream()
    {
        rig.open();
        frame("!grants A");
        rig.cycle();
        rig.after(500);
        assertEquals(List.of("a@x REFUSED", "a@y REFUSED"), rig.subscribed().subList(0, 2));
        assertEquals(List.of(), rig.confirmed);
    }

    @Test
    void shouldSayWhatIsGrantedAndWasNotAskedFor()
    {
        rig.open();
        frame("!grants Z z@x a@z");
        rig.cycle();
        assertEquals("a@x REQUESTED", rig.subscribed().get(0));
        assertTrue(rig.told.contains("SUBSCRIBING epoch 1: the venue grants what was not asked for: z@x, a@z"),
            rig.told::toString);
        assertEquals(1, rig.count(PipelineCounter.ANSWERS_UNATTRIBUTED));
    }

    @Test
    void shouldConfirmWhoIsNamedByAnAnswerThatComesAfterItsTime()
    {
        rig.open();
        rig.after(500); // a is not answered, b is asked for
        assertEquals(List.of("sub 1 a@x a@y", "sub 2 b@x b@y"), rig.transports.last().sent);
        frame("!grants A a@x a@y");
        rig.cycle();
        assertEquals(List.of("a@x CONFIRMED", "a@y CONFIRMED", "b@x REQUESTED", "b@y REQUESTED"), rig.subscribed());
        frame("!no ? Unknown asset");
        rig.cycle();
        assertEquals(List.of("b@x REQUESTED", "b@y PENDING"), rig.subscribed().subList(2, 4),
            "refused together, asked for one by one");
        frame("!no ? Unknown asset");
        rig.cycle();
        assertTrue(rig.told.stream().anyMatch((line) ->
            line.endsWith("code 5: stream b@x refused: Unknown asset; asked again in 3000 ms")), rig.told::toString);
    }

    @Test
    void shouldConfirmNobodyByALateYesThatNamesNothing()
    {
        rig.open();
        rig.after(500);
        frame("!yes ?");
        rig.cycle();
        assertEquals(List.of(), rig.confirmed);
        assertEquals(1, rig.count(PipelineCounter.ANSWERS_UNATTRIBUTED));
        assertTrue(rig.told.contains("SUBSCRIBING epoch 1: the venue grants something, and does not say what"),
            rig.told::toString);
        frame("!yes 2");
        rig.cycle();
        assertEquals(List.of("b@x CONFIRMED", "b@y CONFIRMED"), rig.subscribed().subList(2, 4));
    }

    @Test
    void shouldTrustAYesThatNamesNothingAgainOnceTheLateOneIsGivenUp()
    {
        rig.open();
        rig.after(500);
        frame("!yes 2");
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(3_000);
        assertEquals("sub 3 a@x a@y", rig.transports.last().sent.get(2));
        frame("!yes ?");
        rig.cycle();
        assertEquals(List.of("a@x CONFIRMED", "a@y CONFIRMED"), rig.subscribed().subList(0, 2));
    }

    @Test
    void shouldRefuseWhomTheWordsNameThoughAnotherWaits()
    {
        rig.session.subscriptions().add(rig.subscription("c@x"));
        rig.open();
        rig.after(500);
        frame("!yes 2");
        rig.cycle();
        assertEquals("c@x REQUESTED", rig.subscribed().get(4));
        frame("!no ? Unknown asset: a");
        rig.cycle();
        assertEquals("c@x REQUESTED", rig.subscribed().get(4), "it is about another");
        frame("!yes 3");
        rig.cycle();
        assertEquals("c@x CONFIRMED", rig.subscribed().get(4));
    }

    @Test
    void shouldNotTakeTheLateAnswerToCredentialsForASubscription()
    {
        protocol.token = "secretsecret";
        rig.open();
        rig.after(2_000); // silence counts as yes
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        frame("!yes ?");
        rig.cycle();
        assertEquals(List.of(), rig.confirmed);
        frame("!yes ?");
        rig.cycle();
        assertEquals(List.of("a@x CONFIRMED", "a@y CONFIRMED"), rig.subscribed().subList(0, 2));
    }

    @Test
    void shouldSayWhoWasNotAnsweredInTime()
    {
        rig.open();
        rig.after(500);
        assertTrue(rig.told.contains("SUBSCRIBING epoch 1: no answer in 500 ms: a@x, a@y"), rig.told::toString);
        assertEquals("no answer in 500 ms: a@x, a@y", rig.session.lastError().text());
        assertEquals(List.of("a@x UNANSWERED", "a@y UNANSWERED"), rig.subscribed().subList(0, 2));
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }
}
