package org.ringtape.feeds.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.feeds.subscription.Subscription.State;

/** Which subscriptions are asked for, and which answers are about which. */
class SubscriptionManagerTest
{
    private final SubscriptionManager manager = new SubscriptionManager();
    private final Subscription a = add("a");
    private final Subscription b = add("b");
    private final Subscription c = add("c");

    @Test
    void shouldAskForEverythingInTheOrderOfAdding()
    {
        assertEquals(List.of(a, b, c), manager.pending());
        manager.requested(List.of(b), 1, 0, 10);
        assertEquals(List.of(a, c), manager.pending());
        assertEquals(1, manager.unanswered());
        assertFalse(manager.isSettled());
    }

    @Test
    void shouldConfirmWhatAnAnswerIsAbout()
    {
        manager.requested(List.of(a, b), 1, 0, 10);
        manager.requested(List.of(c), 2, 0, 10);
        assertEquals(List.of(c), manager.acknowledged(2));
        assertEquals(List.of(), manager.acknowledged(2));
        assertEquals(List.of(), manager.acknowledged(7));
        assertEquals(List.of(a, b), manager.acknowledged(ControlSink.NO_REQUEST));
        assertEquals(List.of(), manager.acknowledged(ControlSink.NO_REQUEST));
        assertEquals(0, manager.unanswered());
        assertTrue(manager.isSettled() && manager.holdsAny());
    }

    @Test
    void shouldAskAloneOnceForWhatWasRefusedTogether()
    {
        manager.requested(List.of(a, b), 1, 0, 10);
        assertEquals(List.of(), manager.refused(1, 100));
        assertEquals(List.of(c), manager.pending(), "others come first, together");
        manager.requested(List.of(c), 2, 0, 10);
        assertEquals(List.of(a), manager.pending());
        manager.requested(List.of(a), 3, 0, 10);
        assertEquals(List.of(b), manager.pending());
        manager.requested(List.of(b), 4, 0, 10);
        assertEquals(List.of(a), manager.refused(3, 100));
        manager.acknowledged(4);
        manager.acknowledged(2);
        assertTrue(manager.isSettled());

        manager.restart(100);
        assertEquals(List.of(b, c), manager.pending(), "a was refused alone");
        manager.requested(List.of(b, c), 5, 0, 10);
        assertEquals(List.of(a), manager.pending());
        manager.requested(List.of(a), 6, 0, 10);
        manager.acknowledged(6);
        manager.restart(100);
        assertEquals(List.of(a, b, c), manager.pending());
    }

    @Test
    void shouldFreeThePlaceOfARequestThatIsNotAnswered()
    {
        manager.requested(List.of(a), 1, 0, 10);
        manager.requested(List.of(b), 2, 5, 15);
        assertEquals(1, manager.expire(10, 50));
        assertEquals(1, manager.unanswered());
        assertEquals(State.UNANSWERED, a.state());
        assertEquals(List.of(b), manager.refused(ControlSink.NO_REQUEST, 60), "the oldest that waits");
        assertEquals(List.of(a), manager.acknowledged(1), "late, but it names its request");
        assertEquals(0, manager.expire(59, 100));
        assertEquals(State.REFUSED, b.state());
        manager.expire(60, 100);
        assertEquals(State.PENDING, b.state());
    }

    @Test
    void shouldForgetThatAThrottledRequestWasMade()
    {
        manager.requested(List.of(a, b), 1, 0, 10);
        manager.throttled(1);
        assertEquals(List.of(a, b, c), manager.pending());
        assertEquals(0, manager.unanswered());
        manager.throttled(ControlSink.NO_REQUEST);
    }

    @Test
    void shouldKeepAnAnswerOpenForWhatOnlyDataHasConfirmed()
    {
        manager.requested(List.of(a), 1, 20, 30);
        assertEquals(List.of(), manager.confirmedByData((each, sinceNs) -> sinceNs <= 19));
        assertEquals(List.of(a), manager.confirmedByData((each, sinceNs) -> sinceNs <= 20));
        assertEquals(List.of(), manager.confirmedByData((each, sinceNs) -> sinceNs <= 21));
        assertEquals(0, manager.expire(30, 100));
        assertEquals(State.CONFIRMED, a.state());
        assertEquals(List.of(a), manager.refused(1, 100));
        assertEquals(State.REFUSED, a.state());

        manager.requested(List.of(b), 2, 20, 30);
        manager.confirmedByData((each, sinceNs) -> sinceNs <= 25);
        assertEquals(List.of(), manager.acknowledged(2), "it was confirmed before");
        assertEquals(List.of(), manager.refused(2, 100), "answered already");
        assertEquals(State.CONFIRMED, b.state());
    }

    private Subscription add(final String name)
    {
        final Subscription subscription =
            new Subscription(new StreamDefinition(0, 2, 0, name, ContinuityRule.NONE), name, false);
        manager.add(subscription);
        return subscription;
    }
}
