package org.ringtape.engine.instrument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

import org.agrona.collections.Int2ObjectHashMap;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;

/**
 * Ends the lives of instruments, and of the streams that are theirs alone, in ring order: after the RETIRED event of an
 * id no event of that life follows, and none of the next comes before it.
 * <pre>
 *  1 names of instruments taken out      ─► each reader of names has been outside since
 *  2 names of their streams taken out    ─► again
 *  3 RETIRED published, streams first    ─► the market thread lets go of what it keeps, and confirms
 *  4 ids free
 * </pre>
 * An instrument's life is over {@link #GRACE_NS} after its expiry by our clock <em>and</em> by the newest time that the
 * venue has told, unless the venue has said since that it trades. Where the venue is silent, our clock, corrected by
 * what it differed then, is believed {@link #SILENT_GRACE_NS} after the expiry; where it has never told a time, nothing
 * expires. A life is over as well {@link #GRACE_NS} after the venue called the instrument closed, and when the venue's
 * full list does not name it any more. Any conductor; changes under the lock.
 */
public final class NameRetirement
{
    /** How long what is over may still be spoken of: settlements and last statistics come after an expiry. */
    public static final long GRACE_NS = LifeEnd.GRACE_NS;
    /** How long after an expiry our clock is believed where the venue is silent. */
    public static final long SILENT_GRACE_NS = LifeEnd.SILENT_GRACE_NS;

    private static final int MAX_EVENTS = 64;

    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final NameReaders readers;
    private final VenueTimes venueTimes = new VenueTimes();
    private final Retired event = new Retired();

    /** Taken out, in no round yet. */
    private final List<Leaving> waiting = new ArrayList<>();
    private final List<Leaving> roundInstruments = new ArrayList<>();
    private final List<Leaving> roundStreams = new ArrayList<>();
    private final Deque<Leaving> due = new ArrayDeque<>();
    private Step step = Step.IDLE;

    private enum Step
    {
        IDLE,
        INSTRUMENTS_OUT,
        STREAMS_OUT
    }

    /** A name on its way out; one of the two is null. */
    private record Leaving(Instrument instrument, StreamDefinition stream, RetirementReason reason)
    {
    }

    /** Retirement from the two tables of a pipeline. */
    public NameRetirement(final InstrumentTable instruments, final StreamTable streams)
    {
        this.instruments = instruments;
        this.streams = streams;
        readers = instruments.readers();
    }

    /** The newest venue times; written by the market thread. */
    public VenueTimes venueTimes()
    {
        return venueTimes;
    }

    /**
     * Visits each instrument whose life is over with the reason; the visitor may {@link #retire} it. Control path.
     *
     * @param nowNs of the pipeline's clock
     */
    public void forEachEnded(final long nowNs, final BiConsumer<Instrument, RetirementReason> visitor)
    {
        instruments.names().forEachNamed((place) ->
        {
            final Instrument instrument = place.element();
            final RetirementReason reason = instrument == null ? null :
                reason(place.end(), instrument.venueId(), nowNs);
            if (reason != null)
            {
                visitor.accept(instrument, reason);
            }
        });
    }

    private RetirementReason reason(final LifeEnd end, final int venueId, final long nowNs)
    {
        final long venueTimeNs = venueTimes.timeNs(venueId);
        return end.reason(nowNs, venueTimeNs, venueTimeNs == EventLayout.ABSENT ? 0L : venueTimes.leadNs(venueId));
    }

    /**
     * Takes an instrument out of its table; it and its streams are retired in the ring by {@link #poll}.
     *
     * @return false if somebody still holds the name, or its life is over already
     */
    public synchronized boolean retire(final Instrument instrument, final RetirementReason reason)
    {
        if (!instruments.names().retire(instrument.id(), instrument.generation()))
        {
            return false;
        }
        if (reason == RetirementReason.EXPIRED)
        {
            instruments.rememberExpiry(instrument, instruments.names().place(instrument.id()).end().expiryNs());
        }
        waiting.add(new Leaving(instrument, null, reason));
        return true;
    }

    /**
     * Takes a stream out of its table, which nobody wants any more; it is retired in the ring by {@link #poll}.
     *
     * @return false if somebody still holds the name, or its life is over already
     */
    public synchronized boolean retire(final StreamDefinition stream, final RetirementReason reason)
    {
        if (!streams.names().retire(stream.id(), stream.generation()))
        {
            return false;
        }
        waiting.add(new Leaving(null, stream, reason));
        return true;
    }

    /** One duty cycle: goes on as far as readers and ring allow. The stage and the publication are the caller's. */
    public synchronized int poll(final long nowNs, final EventStage stage, final EventPublication publication)
    {
        int work = 0;
        if (step == Step.IDLE && !waiting.isEmpty())
        {
            waiting.forEach((leaving) ->
                (leaving.stream() == null ? roundInstruments : roundStreams).add(leaving));
            waiting.clear();
            readers.mark();
            step = Step.INSTRUMENTS_OUT;
            work++;
        }
        if (step == Step.INSTRUMENTS_OUT && readers.haveLeft())
        {
            takeStreamsOut();
            readers.mark();
            step = Step.STREAMS_OUT;
            work++;
        }
        if (step == Step.STREAMS_OUT && readers.haveLeft())
        {
            due.addAll(roundStreams);
            due.addAll(roundInstruments);
            roundStreams.clear();
            roundInstruments.clear();
            step = Step.IDLE;
            work++;
        }
        while (!due.isEmpty() && publish(nowNs, stage, publication))
        {
            work++;
        }
        instruments.names().takeBack();
        streams.names().takeBack();
        return work;
    }

    /** Names taken out whose RETIRED event is not in the ring yet. */
    public synchronized int pending()
    {
        return waiting.size() + roundInstruments.size() + roundStreams.size() + due.size();
    }

    /** The market thread has handled a RETIRED event and keeps nothing of that life any more. Market thread. */
    public void confirm(final Retired retired)
    {
        if (retired.isOfStream())
        {
            streams.names().confirm(retired.streamId(), retired.generation());
        }
        else
        {
            instruments.names().confirm(retired.instrumentId(), retired.generation());
        }
    }

    private void takeStreamsOut()
    {
        final Int2ObjectHashMap<RetirementReason> reasons = new Int2ObjectHashMap<>();
        roundInstruments.forEach((leaving) -> reasons.put(leaving.instrument().id(), leaving.reason()));
        streams.forEach((stream) ->
        {
            final RetirementReason reason = reasons.get(stream.instrumentId());
            if (reason != null && streams.names().retire(stream.id(), stream.generation()))
            {
                roundStreams.add(new Leaving(null, stream, reason));
            }
        });
    }

    private boolean publish(final long nowNs, final EventStage stage, final EventPublication publication)
    {
        stage.reset();
        int count = 0;
        for (final Leaving leaving : due)
        {
            if (count == MAX_EVENTS || !stage.append(event, EventType.RETIRED, Retired.LENGTH))
            {
                break;
            }
            describe(leaving, nowNs);
            count++;
        }
        if (!publication.offer(stage))
        {
            return false;
        }
        for (int i = 0; i < count; i++)
        {
            final Leaving leaving = due.remove();
            if (leaving.stream() != null)
            {
                streams.names().published(leaving.stream().id());
            }
            else
            {
                instruments.names().published(leaving.instrument().id());
            }
        }
        return true;
    }

    private void describe(final Leaving leaving, final long nowNs)
    {
        final StreamDefinition stream = leaving.stream();
        final boolean isStream = stream != null;
        event.receiveTimeNs(nowNs);
        event.venueId(isStream ? stream.venueId() : leaving.instrument().venueId());
        event.instrumentId(isStream ? stream.instrumentId() : leaving.instrument().id());
        event.streamId(isStream ? stream.id() : EventLayout.NO_ID);
        event.retired(isStream ? stream.generation() : leaving.instrument().generation(), leaving.reason());
    }
}
