package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventPoller;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** The steps from a name that is taken out to an id that is free. */
class NameRetirementTest
{
    private final EventRing ring = new EventRing(256);
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private final CounterSet counters = CounterSet.inMemory();
    private final EventPublication publication = new EventPublication(
        ring, new SystemEpochNanoClock(), 0, 1,
        counters.counter(PipelineCounter.FRAMES_DROPPED), counters.counter(PipelineCounter.EVENTS_PUBLISHED));
    private final EventStage stage = new EventStage(64);
    private final InstrumentTable instruments = new InstrumentTable(1_000);
    private final StreamTable streams = new StreamTable(1_000);
    private final NameRetirement names = new NameRetirement(instruments, streams);
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldRetireStreamsOfAnInstrumentBeforeIt() throws Exception
    {
        final Instrument one = instrument("ONE");
        streams.register(3, "one@a", one.id(), ContinuityRule.IMAGE);
        streams.register(3, "other", 77, ContinuityRule.NONE);
        streams.register(3, "one@b", one.id(), ContinuityRule.NONE);
        assertTrue(names.retire(one, RetirementReason.VANISHED));
        poll();
        assertEquals(List.of(
            "stream 0 of 0 generation 1 VANISHED", "stream 2 of 0 generation 1 VANISHED",
            "instrument 0 generation 1 VANISHED"), handle());
        poll();
        assertEquals(1, streams.size());
        assertEquals(2, streams.givenBack());
        assertEquals(1, instruments.givenBack());
        assertNull(streams.stream(2));
        assertEquals(0, names.pending());
    }

    @Test
    void shouldWaitForEveryReaderThatMayHaveFoundAName() throws Exception
    {
        final NameReader reader = instruments.newReader();
        final NameReader idle = instruments.newReader();
        final Instrument one = instrument("ONE");
        reader.enter();
        names.retire(one, RetirementReason.EXPIRED);
        poll();
        assertEquals(List.of(), handle());
        idle.enter();
        idle.exit();
        poll();
        assertEquals(List.of(), handle());
        reader.exit();
        reader.enter(); // came again, and finds it no more
        poll();
        assertEquals(List.of(), handle(), "its streams are taken out only now");
        reader.exit();
        poll();
        assertEquals(List.of("instrument 0 generation 1 EXPIRED"), handle());
    }

    @Test
    void shouldWaitForAReaderThatMayHaveFoundAStream() throws Exception
    {
        final NameReader reader = instruments.newReader();
        final Instrument one = instrument("ONE");
        names.retire(one, RetirementReason.CLOSED);
        reader.enter();
        poll();
        streams.register(3, "one@late", one.id(), ContinuityRule.NONE); // it had found the instrument before
        reader.exit();
        poll();
        assertEquals(List.of(
            "stream 0 of 0 generation 1 CLOSED", "instrument 0 generation 1 CLOSED"), handle());
    }

    @Test
    void shouldForgetAReaderThatNobodyKeeps() throws Exception
    {
        NameReader reader = instruments.newReader();
        reader.enter();
        assertEquals(1, instruments.readers().size());
        reader = null;
        for (int i = 0; i < 100 && instruments.readers().size() > 0; i++)
        {
            System.gc();
        }
        assertNull(reader);
        assertEquals(0, instruments.readers().size());
    }

    @Test
    void shouldTryAgainWhenTheRingHasNoRoom() throws Exception
    {
        final TimerEvent filler = new TimerEvent();
        do
        {
            stage.reset();
            stage.append(filler, EventType.TIMER, TimerEvent.LENGTH);
        }
        while (publication.offer(stage));
        names.retire(instrument("ONE"), RetirementReason.EXPIRED);
        poll();
        assertEquals(1, names.pending());
        handle();
        told.clear();
        poll();
        assertEquals(List.of("instrument 0 generation 1 EXPIRED"), handle());
    }

    @Test
    void shouldPublishMoreThanAStageTakesInTurn() throws Exception
    {
        for (int i = 0; i < 150; i++)
        {
            names.retire(instrument("N" + i), RetirementReason.EXPIRED);
        }
        poll();
        assertEquals(150, handle().size());
        poll();
        assertEquals(150, instruments.givenBack());
    }

    @Test
    void shouldShowWhatHasEndedAndLeaveWhatIsHeld()
    {
        final Instrument expired = instrument("EXPIRED");
        final Instrument living = instrument("LIVING");
        final int held = instruments.hold(3, "HELD");
        final long nowNs = 5_000_000_000_000L;
        names.venueTimes().note(3, nowNs, nowNs);
        instruments.told(expired.id(), nowNs - NameRetirement.GRACE_NS, false, false, 1);
        instruments.told(living.id(), nowNs, false, false, 1);
        instruments.told(held, 1, false, false, 1);
        final List<String> ended = new ArrayList<>();
        names.forEachEnded(nowNs, (instrument, reason) ->
            ended.add(instrument.symbol() + " " + reason + " " + names.retire(instrument, reason)));
        assertEquals(List.of("EXPIRED EXPIRED true", "HELD EXPIRED false"), ended);
        instruments.letGo(held);
        ended.clear();
        names.forEachEnded(nowNs, (instrument, reason) -> ended.add(instrument.symbol()));
        assertEquals(List.of("HELD"), ended);
    }

    @Test
    void shouldNotConfirmWhatItDoesNotKnow()
    {
        stage.append(new Retired(), EventType.RETIRED, Retired.LENGTH);
        final Retired retired = new Retired();
        stage.wrap(retired, 0);
        retired.instrumentId(999);
        retired.retired(1, RetirementReason.EXPIRED);
        names.confirm(retired);
        retired.streamId(Integer.MIN_VALUE);
        names.confirm(retired);
        assertFalse(streams.isNamed(Integer.MIN_VALUE, 1));
    }

    private Instrument instrument(final String symbol)
    {
        return instruments.instrument(instruments.register(3, symbol));
    }

    private void poll()
    {
        for (int i = 0; i < 4; i++)
        {
            names.poll(9, stage, publication);
        }
    }

    /** What the market thread does. */
    private List<String> handle() throws Exception
    {
        told.clear();
        final Retired retired = new Retired();
        poller.poll((slot, sequence, endOfBatch) ->
        {
            slot.wrap(retired);
            if (retired.type() == EventType.RETIRED)
            {
                told.add((retired.isOfStream() ?
                    "stream " + retired.streamId() + " of " : "instrument ") + retired.instrumentId() +
                    " generation " + retired.generation() + " " + retired.reason());
                names.confirm(retired);
            }
            return true;
        });
        return told;
    }
}
