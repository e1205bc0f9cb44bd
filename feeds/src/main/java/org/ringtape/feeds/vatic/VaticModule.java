package org.ringtape.feeds.vatic;

import java.util.List;
import java.util.Optional;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.vatic.VaticDirectory;
import org.ringtape.codecs.vatic.VaticFrameDecoder;
import org.ringtape.codecs.vatic.VaticTargetDecoder;
import org.ringtape.codecs.vatic.WindowObserver;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueCodec;
import org.ringtape.feeds.venue.VenueModule;

/** Vatic, target prices of windows. */
public final class VaticModule implements VenueModule, VenueCodec
{
    /** Its number and name. */
    public static final Venue VENUE = new Venue(5, "vatic");

    @Override
    public Venue venue()
    {
        return VENUE;
    }

    @Override
    public VaticFeed newFeed()
    {
        return new VaticFeed();
    }

    @Override
    public VenueCodec codec()
    {
        return this;
    }

    @Override
    public SessionLimits limits()
    {
        return VaticProtocol.limits(List.of());
    }

    @Override
    public List<Capability> capabilities()
    {
        return VaticCapabilities.ALL;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup, final PartObserver observer)
    {
        return new VaticFrameDecoder(lookup, VaticCalendar.INSTANCE, WindowObserver.NONE, VaticDirectory.NONE);
    }

    @Override
    public Bodies newBodies(final InstrumentLookup lookup)
    {
        final VaticTargetDecoder targets = new VaticTargetDecoder(lookup, VaticCalendar.INSTANCE);
        return (body, sink) ->
        {
            final DecodeStatus status = targets.decode(body, 0, body.length, sink);
            // What is no body of the venue's may be a message of it.
            return status == DecodeStatus.MALFORMED ?
                Optional.empty() : Optional.of(new BodyOutcome(status, targets.skippedKeys()));
        };
    }
}
