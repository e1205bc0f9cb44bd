package org.ringtape.feeds.session;

import java.nio.charset.StandardCharsets;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;

/** Binance's frames, and words of a venue that Binance has none for: {@code !pong 7}, {@code !throttled 1 500}. */
final class PlainDecoder implements FrameDecoder
{
    private final BinanceFrameDecoder decoder;

    PlainDecoder(final InstrumentLookup lookup)
    {
        decoder = new BinanceFrameDecoder(lookup);
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        if (length == 0 || frame[offset] != '!')
        {
            return decoder.decode(frame, offset, length, sink);
        }
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
            case "no":
                sink.onRefused(number(words[1]), 5, text, 0, text.length);
                break;
            case "credentials":
                sink.onCredentialsRefused(number(words[1]), 6, text, 0, text.length);
                break;
            default:
                return DecodeStatus.MALFORMED;
        }
        return DecodeStatus.CONTROL;
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
        return decoder.malformedEvents();
    }
}
