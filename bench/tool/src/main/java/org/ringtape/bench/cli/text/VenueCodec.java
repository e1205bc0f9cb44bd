package org.ringtape.bench.cli.text;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceExchangeInfoDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.kiyotaka.SeriesObserver;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.vatic.VaticDirectory;
import org.ringtape.codecs.vatic.VaticFrameDecoder;
import org.ringtape.codecs.vatic.VaticTargetDecoder;
import org.ringtape.codecs.vatic.WindowObserver;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.transport.frame.BrotliInflater;
import org.ringtape.feeds.transport.frame.PayloadInflater;
import org.ringtape.feeds.vatic.VaticCalendar;

/**
 * How a venue's frames and REST bodies are read where nothing is connected.
 *
 * @param frames   makes a decoder of frames, which tells the observer of series where the venue has them
 * @param bodies   makes a decoder of REST bodies
 * @param inflater makes an inflater of binary frames
 * @param scopes   names of the venue's connections, the usual one first
 */
public record VenueCodec(
    BiFunction<InstrumentLookup, SeriesObserver, FrameDecoder> frames,
    Function<InstrumentLookup, Bodies> bodies,
    Supplier<PayloadInflater> inflater,
    List<String> scopes)
{
    /** Decodes a REST body. */
    interface Bodies
    {
        /** No body is known. */
        Bodies NONE = (body, sink) -> Optional.empty();

        /** What became of it; empty if it is none that the venue has. */
        Optional<BodyOutcome> decode(byte[] body, StagingSink sink);
    }

    /**
     * What became of a REST body.
     *
     * @param status      as for a frame
     * @param skippedKeys keys of it that nobody reads
     */
    record BodyOutcome(DecodeStatus status, int skippedKeys)
    {
    }

    private static final List<String> BINANCE_SCOPES = List.of("public", "market", "private");

    public static VenueCodec of(final Venue venue)
    {
        switch (venue)
        {
            case BINANCE_OPTIONS:
            case BINANCE_USDM:
                return new VenueCodec(
                    (lookup, observer) -> new BinanceFrameDecoder(lookup),
                    VenueCodec::binanceBodies, () -> null, BINANCE_SCOPES);
            case BINANCE_OPTIONS_LEGACY:
                return new VenueCodec(
                    (lookup, observer) -> BinanceFrameDecoder.legacy(lookup),
                    VenueCodec::binanceBodies, () -> null, BINANCE_SCOPES);
            case KIYOTAKA:
                return new VenueCodec(KiyotakaFrameDecoder::new, (lookup) -> Bodies.NONE,
                    BrotliInflater::new, List.of("nonbook", "book"));
            case VATIC:
                return new VenueCodec(
                    (lookup, observer) -> new VaticFrameDecoder(
                        lookup, VaticCalendar.INSTANCE, WindowObserver.NONE, VaticDirectory.NONE),
                    VenueCodec::vaticBodies, () -> null, List.of("public"));
            default:
                throw new IllegalArgumentException("no codec for " + venue.label());
        }
    }

    private static Bodies binanceBodies(final InstrumentLookup lookup)
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

    private static Bodies vaticBodies(final InstrumentLookup lookup)
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
