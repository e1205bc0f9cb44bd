package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.RecordedFrames;
import org.ringtape.codecs.sink.InstrumentLookup;

/**
 * Documented and recorded frames against their events, every field of them, as written down beside this test: the
 * number of the frame's line, then the event. Symbols are numbered in the order in which they are met.
 */
class BinanceGoldenTest
{
    private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([^\"]+)\"");

    private final Map<String, Integer> instruments = new HashMap<>();
    private final InstrumentLookup lookup = (frame, offset, length) -> instruments.computeIfAbsent(
        new String(frame, offset, length, StandardCharsets.US_ASCII), symbol -> instruments.size() + 1);

    @ParameterizedTest
    @ValueSource(strings = {"doc-v2", "real-options-v2", "real-usdm-misc-2026"})
    void shouldDecodeEveryFieldOf(final String file) throws IOException
    {
        compare(file, new BinanceFrameDecoder(lookup));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc-legacy", "real-options-legacy"})
    void shouldDecodeEveryFieldOfLegacy(final String file) throws IOException
    {
        compare(file, BinanceFrameDecoder.legacy(lookup));
    }

    @Test
    void shouldDecodeTheWholeChainOnBothPathsAsTheOracleDoes()
    {
        final String chain = RecordedFrames.lines("binance-options/synthetic-optionmarkprice-chain.jsonl").get(0);
        final Matcher symbols = SYMBOL.matcher(chain);
        while (symbols.find())
        {
            instruments.putIfAbsent(symbols.group(1), instruments.size() + 1);
        }
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder(lookup);
        final byte[] inOrder = FrameCheck.bytes(chain);
        final byte[] spaced = FrameCheck.bytes(chain.replace("\"data\":", "\"data\": "));
        final int middle = chain.indexOf("},{", chain.length() / 2) + 2;
        final byte[] deviating = FrameCheck.bytes(chain.substring(0, middle) + " " + chain.substring(middle));
        final List<String> expected =
            NaiveBinance.decode(inOrder, 0, inOrder.length, instruments, false).events();
        assertEquals(753, expected.size());
        for (final byte[] frame : List.of(inOrder, spaced, deviating))
        {
            final RecordingSink sink = new RecordingSink();
            assertEquals(DecodeStatus.DECODED, decoder.decode(frame, 0, frame.length, sink));
            assertEquals(frame == inOrder, decoder.isInOrder());
            assertEquals(752, decoder.decodedEvents());
            assertEquals(expected, sink.take());
        }
        assertFalse(decoder.isInOrder());
    }

    private void compare(final String file, final BinanceFrameDecoder decoder) throws IOException
    {
        final List<String> frames = RecordedFrames.lines("binance-options/" + file + ".jsonl");
        final List<String> actual = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++)
        {
            final RecordingSink sink = new RecordingSink();
            final byte[] frame = FrameCheck.bytes(frames.get(i));
            final DecodeStatus status = decoder.decode(frame, 0, frame.length, sink);
            assertTrue(status == DecodeStatus.DECODED || status == DecodeStatus.IGNORED, frames.get(i));
            for (final String event : sink.take())
            {
                if (!event.startsWith("stream "))
                {
                    actual.add(i + 1 + " " + event);
                }
            }
        }
        assertEquals(String.join("\n", golden(file)), String.join("\n", actual));
    }

    private static List<String> golden(final String file) throws IOException
    {
        try (InputStream in = BinanceGoldenTest.class.getResourceAsStream(file + ".golden"))
        {
            assertNotNull(in, file);
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }
}
