package org.ringtape.bench.cli;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceExchangeInfoDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.vatic.VaticDirectory;
import org.ringtape.codecs.vatic.VaticFrameDecoder;
import org.ringtape.codecs.vatic.VaticTargetDecoder;
import org.ringtape.codecs.vatic.WindowObserver;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.transport.BrotliInflater;
import org.ringtape.feeds.transport.PayloadInflater;
import org.ringtape.feeds.vatic.VaticCalendar;

/**
 * How a venue's frames and REST bodies are read where nothing is connected.
 *
 * @param frames   makes a decoder of frames
 * @param bodies   makes a decoder of REST bodies
 * @param inflater makes an inflater of binary frames
 * @param scopes   names of the venue's connections, the usual one first
 */
record VenueCodec(
    Function<InstrumentLookup, FrameDecoder> frames,
    Function<InstrumentLookup, Bodies> bodies,
    Supplier<PayloadInflater> inflater,
    List<String> scopes)
{
    /** Decodes a REST body if it is one that the venue has. */
    interface Bodies
    {
        DecodeStatus decode(byte[] body, StagingSink sink);
    }

    private static final List<String> BINANCE_SCOPES = List.of("public", "market", "private");

    static VenueCodec of(final Venue venue)
    {
        switch (venue)
        {
            case BINANCE_OPTIONS:
            case BINANCE_USDM:
                return new VenueCodec(
                    BinanceFrameDecoder::new, VenueCodec::binanceBodies, () -> null, BINANCE_SCOPES);
            case BINANCE_OPTIONS_LEGACY:
                return new VenueCodec(
                    BinanceFrameDecoder::legacy, VenueCodec::binanceBodies, () -> null, BINANCE_SCOPES);
            case KIYOTAKA:
                return new VenueCodec(KiyotakaFrameDecoder::new, (lookup) -> (body, sink) -> DecodeStatus.MALFORMED,
                    BrotliInflater::new, List.of("nonbook", "book"));
            case VATIC:
                return new VenueCodec(
                    (lookup) -> new VaticFrameDecoder(
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
            return status == DecodeStatus.DECODED ? status : information.decode(body, 0, body.length, lookup, sink);
        };
    }

    private static Bodies vaticBodies(final InstrumentLookup lookup)
    {
        final VaticTargetDecoder targets = new VaticTargetDecoder(lookup, VaticCalendar.INSTANCE);
        return (body, sink) -> targets.decode(body, 0, body.length, sink);
    }
}
