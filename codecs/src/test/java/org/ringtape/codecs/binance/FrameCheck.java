package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.InstrumentLookup;

/** One decoder held against the oracle, frame by frame. */
final class FrameCheck
{
    /** Symbols that are ours; every other is unknown. */
    static final Map<String, Integer> INSTRUMENTS = Map.ofEntries(
        Map.entry("BTCUSDT", 1),
        Map.entry("BTC-251123-126000-C", 2),
        Map.entry("BTC-251226-110000-C", 3),
        Map.entry("BTC-261030-85000-C", 4),
        Map.entry("BTC-260921-81000-C", 5),
        Map.entry("ETH-251219-3100-C", 6),
        Map.entry("ETHUSD_PERP", 7),
        Map.entry("ETHUSDT", 8),
        Map.entry("BTC-251219-89000-C", 9),
        Map.entry("BTC-200630-9000-P", 10),
        Map.entry("BTC-260925-40000-C", 11),
        Map.entry("BTC-260925-42000-P", 12));

    private final RecordingSink sink = new RecordingSink();
    private final boolean legacy;
    private final BinanceFrameDecoder decoder;

    /** A check of the current dialect. */
    FrameCheck()
    {
        this(false);
    }

    /** A check of the legacy dialect, or of the current one. */
    FrameCheck(final boolean legacy)
    {
        this.legacy = legacy;
        decoder = legacy ? BinanceFrameDecoder.legacy(lookup()) : new BinanceFrameDecoder(lookup());
    }

    static InstrumentLookup lookup()
    {
        return (frame, offset, length) -> INSTRUMENTS.getOrDefault(
            new String(frame, offset, length, StandardCharsets.ISO_8859_1), InstrumentLookup.UNKNOWN);
    }

    static byte[] bytes(final String frame)
    {
        return frame.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Decodes and compares everything; returns the status. */
    DecodeStatus check(final String frame)
    {
        return check(bytes(frame), 0, frame.length());
    }

    DecodeStatus check(final byte[] bytes, final int offset, final int length)
    {
        final NaiveBinance.Outcome expected =
            NaiveBinance.decode(bytes, offset, length, INSTRUMENTS, legacy);
        final DecodeStatus status = decoder.decode(bytes, offset, length, sink);
        final List<String> taken = sink.take();
        assertEquals(decoder.malformedEvents(), sink.takeMalformedEvents());
        if (status == DecodeStatus.MALFORMED)
        {
            taken.removeIf(event -> event.startsWith("mark ")); // void: of a chain that broke off behind them
        }
        final List<String> events = withoutLoneStream(taken);
        final String frame = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        assertEquals(expected.status(), status, frame);
        assertEquals(withoutLoneStream(expected.events()), events, frame);
        if (!events.isEmpty())
        {
            assertEquals(expected.skippedKeys(), decoder.skippedKeys(), frame);
            assertEquals(expected.sideDisagreements(), decoder.sideDisagreements(), frame);
        }
        return status;
    }

    /** A stream that is named but carries no event after all says nothing. */
    private static List<String> withoutLoneStream(final List<String> events)
    {
        return events.size() == 1 && events.get(0).startsWith("stream ") ? List.of() : events;
    }

    BinanceFrameDecoder decoder()
    {
        return decoder;
    }

    RecordingSink sink()
    {
        return sink;
    }
}
