package org.ringtape.feeds.kiyotaka;

import java.util.List;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.transport.frame.BrotliInflater;
import org.ringtape.feeds.transport.frame.PayloadInflater;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueCodec;
import org.ringtape.feeds.venue.VenueModule;

/** Kiyotaka, market data of many exchanges. */
public final class KiyotakaModule implements VenueModule, VenueCodec
{
    /** Its number and name. */
    public static final Venue VENUE = new Venue(4, "kiyotaka");

    @Override
    public Venue venue()
    {
        return VENUE;
    }

    @Override
    public KiyotakaFeed newFeed()
    {
        return new KiyotakaFeed();
    }

    @Override
    public VenueCodec codec()
    {
        return this;
    }

    @Override
    public SessionLimits limits()
    {
        return KiyotakaLimits.of(List.of());
    }

    @Override
    public List<Capability> capabilities()
    {
        return KiyotakaCapabilities.ALL;
    }

    /** The parts are the series of points. */
    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup, final PartObserver observer)
    {
        return new KiyotakaFrameDecoder(lookup, observer::onPart);
    }

    @Override
    public PayloadInflater newInflater()
    {
        return new BrotliInflater();
    }

    /** Books have connections of their own. */
    @Override
    public List<String> scopes()
    {
        return List.of("nonbook", "book");
    }
}
