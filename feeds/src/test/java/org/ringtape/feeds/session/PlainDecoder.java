package org.ringtape.feeds.session;

import java.nio.charset.StandardCharsets;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.TradeSink;

/** Binance's frames, and words of a venue that Binance has none for: {@code !pong 7}, {@code !throttled 1 500}. */
final class PlainDecoder implements FrameDecoder
{
    private final BinanceFrameDecoder decoder;
    private final InstrumentLookup lookup;
    private int malformedEvents;

    PlainDecoder(final InstrumentLookup lookup)
    {
        this.lookup = lookup;
        decoder = new BinanceFrameDecoder(lookup);
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        malformedEvents = -1;
        if (length == 0 || frame[offset] != '!')
        {
            return decoder.decode(frame, offset, length, sink);
        }
        malformedEvents = 0;
        final String[] words = new String(frame, offset + 1, length - 1, StandardCharsets.UTF_8).split(" ", 3);
        final byte[] text = (words.length == 3 ? words[2] : "").getBytes(StandardCharsets.UTF_8);
        switch (words[0])
        {
            case "ready":
                sink.onReady();
                break;
            case "pong":
                sink.onPong(number(words[1]));
                break;
            case "ping":
                sink.onPing(number(words[1]));
                break;
            case "throttled":
                sink.onThrottled(number(words[1]), number(words[2]) * 1_000_000L);
                break;
            case "yes":
                sink.onAcknowledged(number(words[1]));
                break;
            case "grants":
                grants(words[1], words.length == 3 ? words[2] : "", sink);
                break;
            case "ended":
                sink.onUnsubscribed();
                break;
            case "no":
                sink.onRefused(number(words[1]), 5, text, 0, text.length);
                break;
            case "credentials":
                sink.onCredentialsRefused(number(words[1]), 6, text, 0, text.length);
                break;
            case "trades":
                return trades(text, sink);
            case "odd":
                return odd(sink);
            default:
                return DecodeStatus.MALFORMED;
        }
        return DecodeStatus.CONTROL;
    }

    @Override
    public DamageScope nameDamaged(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        return decoder.nameDamaged(frame, offset, length, sink);
    }

    /** Streams that are granted, of what the answer is about; {@code -} if it is about nothing else. */
    private static void grants(final String about, final String names, final FrameSink sink)
    {
        final byte[] subject = (about.equals("-") ? "" : about).getBytes(StandardCharsets.UTF_8);
        sink.onGrantsStart(subject, 0, subject.length);
        for (final String name : names.isEmpty() ? new String[0] : names.split(" "))
        {
            final byte[] stream = name.getBytes(StandardCharsets.UTF_8);
            sink.onGrant(stream, 0, stream.length);
        }
        sink.onGrantsEnd();
    }

    /** One trade of each stream, whose symbol is what stands before the {@code @}. */
    private DecodeStatus trades(final byte[] names, final FrameSink sink)
    {
        for (final String name : new String(names, StandardCharsets.UTF_8).split(" "))
        {
            final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            final byte[] symbol = name.substring(0, name.indexOf('@')).toUpperCase().getBytes(StandardCharsets.UTF_8);
            if (!sink.onStream(bytes, 0, bytes.length))
            {
                return DecodeStatus.UNKNOWN_INSTRUMENT;
            }
            sink.onTrade(
                lookup.instrumentId(symbol, 0, symbol.length), 1, 0, 1, 0, 9, TradeSink.AGGRESSOR_BUY,
                TradeSink.KIND_BOOK, 0, false);
        }
        return DecodeStatus.DECODED;
    }

    /** Two malformed events, an id and a text that are too long. */
    private DecodeStatus odd(final FrameSink sink)
    {
        final byte[] name = "c@trade".getBytes(StandardCharsets.UTF_8);
        sink.onStream(name, 0, name.length);
        malformedEvents = 2;
        sink.onEventMalformed(true);
        sink.onEventMalformed(false);
        final byte[] text = new byte[WireId.MAX_TEXT_LENGTH + 1];
        final WireId id = new WireId();
        id.set(text, 0, text.length);
        sink.onLiquidation(0, 0, 1, 0, 1, 0, id, 0, false);
        final PriceTargetRow row = new PriceTargetRow();
        row.clear();
        row.source.set(text, 0, text.length);
        sink.onPriceTarget(0, row);
        return DecodeStatus.PARTIAL;
    }

    private static long number(final String word)
    {
        return word.equals("?") ? FrameSink.NO_REQUEST : Long.parseLong(word);
    }

    @Override
    public int skippedKeys()
    {
        return decoder.skippedKeys();
    }

    @Override
    public int sideDisagreements()
    {
        return decoder.sideDisagreements();
    }

    @Override
    public int malformedEvents()
    {
        return malformedEvents < 0 ? decoder.malformedEvents() : malformedEvents;
    }
}
