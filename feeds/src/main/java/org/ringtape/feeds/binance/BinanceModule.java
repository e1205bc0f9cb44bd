package org.ringtape.feeds.binance;

import java.util.List;
import java.util.Optional;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceExchangeInfoDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueCodec;
import org.ringtape.feeds.venue.VenueModule;

/** What is common to the modules of Binance's venues; each is a nested class. */
public abstract class BinanceModule implements VenueModule
{
    /** European options, v2 streams. */
    public static final Venue OPTIONS = new Venue(1, "binance-options");
    /** USD-M futures; also reads recordings of COIN-M futures, whose frames are the same. */
    public static final Venue USDM = new Venue(2, "binance-usdm");
    /** European options, the retired streams. */
    public static final Venue OPTIONS_LEGACY = new Venue(3, "binance-options-legacy");

    private final Venue venue;

    private BinanceModule(final Venue venue)
    {
        this.venue = venue;
    }

    @Override
    public final Venue venue()
    {
        return venue;
    }

    @Override
    public final BinanceFeed newFeed()
    {
        return BinanceFeed.of(venue);
    }

    @Override
    public final SessionLimits limits()
    {
        return BinanceLimits.of();
    }

    @Override
    public final VenueCodec codec()
    {
        return new Codec(BinanceDialect.of(venue));
    }

    /** {@link BinanceModule#OPTIONS}. */
    public static final class Options extends BinanceModule
    {
        /** For the service loader. */
        public Options()
        {
            super(OPTIONS);
        }

        @Override
        public List<Capability> capabilities()
        {
            return BinanceCapabilities.OPTIONS;
        }
    }

    /** {@link BinanceModule#USDM}. */
    public static final class Usdm extends BinanceModule
    {
        /** For the service loader. */
        public Usdm()
        {
            super(USDM);
        }

        @Override
        public List<Capability> capabilities()
        {
            return BinanceCapabilities.USDM;
        }
    }

    /** {@link BinanceModule#OPTIONS_LEGACY}. */
    public static final class OptionsLegacy extends BinanceModule
    {
        /** For the service loader. */
        public OptionsLegacy()
        {
            super(OPTIONS_LEGACY);
        }

        @Override
        public List<Capability> capabilities()
        {
            return BinanceCapabilities.OPTIONS_LEGACY;
        }
    }

    /** Frames by dialect; bodies are a depth or a listing. */
    private record Codec(BinanceDialect dialect) implements VenueCodec
    {
        @Override
        public FrameDecoder newDecoder(final InstrumentLookup lookup, final PartObserver observer)
        {
            return dialect.newDecoder(lookup);
        }

        @Override
        public Bodies newBodies(final InstrumentLookup lookup)
        {
            final BinanceSnapshotDecoder depth = new BinanceSnapshotDecoder();
            final BinanceExchangeInfoDecoder information = new BinanceExchangeInfoDecoder();
            return (body, sink) ->
            {
                final DecodeStatus status = depth.decode(body, 0, body.length, EventLayout.NO_ID, sink);
                if (depth.isBook())
                {
                    return Optional.of(new BodyOutcome(status, depth.skippedKeys()));
                }
                final DecodeStatus rows = information.decode(body, 0, body.length, lookup, sink);
                return information.isListing() ? Optional.of(new BodyOutcome(rows, 0)) : Optional.empty();
            };
        }

        @Override
        public List<String> scopes()
        {
            return List.of("public", "market", "private");
        }
    }
}
