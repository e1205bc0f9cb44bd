package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.RecordedFrames;
import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.row.DecimalRow;

/** Every recorded frame, decoded and compared with the oracle. */
class BinanceRecordingsTest
{
    private final FrameCheck check = new FrameCheck();
    private final FrameCheck legacyCheck = new FrameCheck(true);

    @ParameterizedTest
    @ValueSource(strings = {
        "binance-options/doc-v2.jsonl",
        "binance-options/doc-legacy.jsonl",
        "binance-options/doc-rest-bodies.jsonl",
        "binance-options/real-options-v2.jsonl",
        "binance-options/real-options-legacy.jsonl",
        "binance-options/real-usdm-misc-2026.jsonl",
        "binance-options/control-responses.jsonl",
        "binance-options/control-requests.jsonl",
        "binance-options/synthetic-options-session.jsonl",
        "binance-options/synthetic-optionmarkprice-chain.jsonl"})
    void shouldAgreeWithOracleOnEveryFrameOf(final String file)
    {
        RecordedFrames.lines(file).forEach(check::check);
        RecordedFrames.lines(file).forEach(legacyCheck::check);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usdm-ethusdt-20240808", "cm-ethusd_perp-20240808", "spot-btcusdt-20240808"})
    void shouldAgreeWithOracleOnSisterMarkets(final String name)
    {
        RecordedFrames.lines("books/binance/" + name + ".gz")
            .forEach(line -> check.check(line.substring(line.indexOf(' ') + 1)));
    }

    @Test
    void shouldDecodeEveryFrameOfTheUsdmRecording()
    {
        final Map<DecodeStatus, Integer> counts = new EnumMap<>(DecodeStatus.class);
        for (final String line : RecordedFrames.lines("binance-options/real-usdm-btcusdt-20240808.jsonl"))
        {
            counts.merge(check.check(line), 1, Integer::sum);
            assertTrue(check.decoder().isInOrder(), line);
        }
        assertEquals(Map.of(DecodeStatus.DECODED, 35_999), counts);
    }

    @Test
    void shouldGiveEveryRealOptionFrameTheStatusOfItsKind()
    {
        final DecodeStatus d = DecodeStatus.DECODED;
        final DecodeStatus i = DecodeStatus.IGNORED;
        final DecodeStatus u = DecodeStatus.UNKNOWN_INSTRUMENT;
        assertEquals(List.of(d, d, u, d, u, d, d, d, d, d, d, d, d, d, u, d),
            statuses("binance-options/real-options-v2.jsonl"));
        assertEquals(List.of(d, d, d, i), statuses("binance-options/real-usdm-misc-2026.jsonl"));
        assertEquals(List.of(d, d, u, d, d, d, d, u, u, i, i, i, i, i, i), statuses("binance-options/doc-v2.jsonl"));
        assertEquals(List.of(d, d, u, d, u, u, u, u, d, i, i, i), RecordedFrames
            .lines("binance-options/doc-legacy.jsonl").stream().map(legacyCheck::check).toList());
    }

    @Test
    void shouldReadTheWholeChainInOnePass()
    {
        final int[] elements = new int[1];
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder((frame, offset, length) -> 1);
        final byte[] chain = FrameCheck.bytes(
            RecordedFrames.lines("binance-options/synthetic-optionmarkprice-chain.jsonl").get(0));
        final DecodeStatus status = decoder.decode(chain, 0, chain.length, new SilentSink()
        {
            @Override
            public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
            {
                elements[0]++;
            }
        });
        assertEquals(DecodeStatus.DECODED, status);
        assertTrue(decoder.isInOrder());
        assertEquals(752, elements[0]);
        assertEquals(752, decoder.decodedEvents());
    }

    @Test
    void shouldTakeEveryControlResponseAsControl()
    {
        assertEquals(Collections.nCopies(17, DecodeStatus.CONTROL),
            statuses("binance-options/control-responses.jsonl"));
    }

    private List<DecodeStatus> statuses(final String file)
    {
        return RecordedFrames.lines(file).stream().map(check::check).toList();
    }
}
