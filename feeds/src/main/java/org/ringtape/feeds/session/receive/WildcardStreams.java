package org.ringtape.feeds.session.receive;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StreamActivity;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * Registers streams that no subscription names but one with wildcards means, when the venue first sends them. Both
 * tables are bounded: while one is full, further names are nobody's, which is said once and counted; as names are
 * retired, there is room for others. Receiver thread only.
 */
final class WildcardStreams implements StreamResolver
{
    private final VenueProtocol protocol;
    private final int venueId;
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final StreamActivity activity;
    private final AtomicCounter namesWithoutRoom;
    private final Consumer<String> remarks;
    private final UnwantedNames unwanted = new UnwantedNames();
    private final NamesWithoutRoom withoutRoom;
    private boolean hasSaidSo;

    WildcardStreams(
        final VenueProtocol protocol,
        final int venueId,
        final InstrumentTable instruments,
        final StreamTable streams,
        final StreamActivity activity,
        final AtomicCounter namesWithoutRoom,
        final Consumer<String> remarks)
    {
        this.protocol = protocol;
        this.venueId = venueId;
        this.instruments = instruments;
        this.streams = streams;
        this.activity = activity;
        this.namesWithoutRoom = namesWithoutRoom;
        this.remarks = remarks;
        withoutRoom = new NamesWithoutRoom(instruments, streams);
    }

    @Override
    public StreamDefinition resolve(final byte[] frame, final int offset, final int length)
    {
        if (unwanted.contains(frame, offset, length))
        {
            return null;
        }
        if (withoutRoom.contains(frame, offset, length))
        {
            namesWithoutRoom.incrementOrdered();
            return null;
        }
        final VenueFeed.Stream wanted = protocol.streamFor(new String(frame, offset, length, StandardCharsets.UTF_8));
        if (wanted == null)
        {
            unwanted.add(frame, offset, length);
            return null;
        }
        final StreamDefinition stream = register(wanted);
        if (stream == null)
        {
            withoutRoom.add(frame, offset, length);
            namesWithoutRoom.incrementOrdered();
        }
        return stream;
    }

    private StreamDefinition register(final VenueFeed.Stream wanted)
    {
        final int instrumentId = wanted.symbol() == null ?
            EventLayout.NO_ID : instruments.register(venueId, wanted.symbol());
        if (wanted.symbol() != null && instrumentId == InstrumentTable.UNKNOWN)
        {
            return noRoom("symbol " + wanted.symbol());
        }
        try
        {
            final StreamDefinition stream =
                streams.register(venueId, wanted.name(), instrumentId, wanted.rule());
            if (wanted.silenceNs() > 0 || protocol.dataConfirms())
            {
                activity.watch(stream.id(), instrumentId, wanted.silenceNs());
            }
            return stream;
        }
        catch (final IllegalStateException e)
        {
            return noRoom("stream " + wanted.name()); // the table has no other way to say so
        }
    }

    private StreamDefinition noRoom(final String what)
    {
        if (!hasSaidSo)
        {
            hasSaidSo = true;
            remarks.accept("no room for " + what + ", nor perhaps for others");
        }
        return null;
    }
}
