package org.example.tide;

import java.util.List;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueCodec;
import org.ringtape.feeds.venue.VenueModule;

/** Tide, a venue that does not exist: trades of woods, over one WebSocket. */
public final class TideModule implements VenueModule, VenueCodec
{
    static final Venue VENUE = new Venue(900, "tide");

    @Override
    public Venue venue()
    {
        return VENUE;
    }

    @Override
    public FeedBuilder newFeed()
    {
        return new TideFeed();
    }

    @Override
    public VenueCodec codec()
    {
        return this;
    }

    @Override
    public FrameDecoder newDecoder(final InstrumentLookup lookup, final PartObserver observer)
    {
        return new TideFrameDecoder(lookup);
    }

    @Override
    public SessionLimits limits()
    {
        return TideProtocol.newLimits();
    }

    @Override
    public List<Capability> capabilities()
    {
        return List.of(Capability.of("<SYMBOL>@tape", "TRADE", "made up"));
    }
}
