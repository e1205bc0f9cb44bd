package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.RecordedFrames;
import org.ringtape.codecs.sink.BookSink;

/** REST depth bodies of both dialects. */
class BinanceSnapshotDecoderTest
{
    private static final long NONE = BookSink.ABSENT;

    private final BinanceSnapshotDecoder decoder = new BinanceSnapshotDecoder();
    private final RecordingSink sink = new RecordingSink();

    @Test
    void shouldDecodeSnapshot()
    {
        assertEquals(DecodeStatus.DECODED, decode(Frames.SNAPSHOT));
        assertEquals(List.of("book 2 5 at 1700000000493000000 U " + NONE + " u 9003 pu " + NONE +
            " b6180020/2x2909/3 b6180010/2x696/3 a6180030/2x31/1"), sink.take());
        assertEquals(2, decoder.skippedKeys());
    }

    @Test
    void shouldDecodeLegacySnapshot()
    {
        assertEquals(DecodeStatus.DECODED, decode(Frames.LEGACY_SNAPSHOT));
        assertEquals(List.of("book 2 5 at 1700000000972000000 U " + NONE + " u 37461 pu " + NONE +
            " b1000/0x9/1 a1100/0x1/1"), sink.take());
        assertEquals(0, decoder.skippedKeys());
    }

    @Test
    void shouldDecodeSpotSnapshotWithoutTime()
    {
        assertEquals(DecodeStatus.DECODED, decode("{ \"asks\":[], \"bids\":[[1,\"2\"]], \"lastUpdateId\":7 }\n"));
        assertEquals(List.of("book 2 5 at 0 U " + NONE + " u 7 pu " + NONE + " b1/0x2/0"), sink.take());
    }

    @Test
    void shouldDecodeThousandsOfLevels()
    {
        final String levels = IntStream.range(0, 5_000).mapToObj(i -> "[\"" + i + ".5\",\"1\"]")
            .collect(Collectors.joining(",", "[", "]"));
        assertEquals(DecodeStatus.DECODED,
            decode("{\"lastUpdateId\":1,\"bids\":" + levels + ",\"asks\":" + levels + "}"));
        assertEquals(10_000, sink.take().get(0).split(" [ab]", -1).length - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "{\"bids\":[],\"asks\":[]}",
        "{\"lastUpdateId\":1,\"bids\":[]}", "{\"lastUpdateId\":1,\"asks\":[]}",
        "{\"lastUpdateId\":1,\"bids\":{},\"asks\":[]}",
        "{\"lastUpdateId\":\"1\",\"bids\":[],\"asks\":[]}", "{\"lastUpdateId\":-1,\"bids\":[],\"asks\":[]}",
        "{\"lastUpdateId\":1,\"bids\":[[\"1\",\"-2\"]],\"asks\":[]}", "{\"lastUpdateId\":1,\"bids\":[],\"asks\":[1]}",
        "{\"lastUpdateId\":1,\"T\":-1,\"bids\":[],\"asks\":[]}", "{\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}x"})
    void shouldRefuse(final String body)
    {
        assertEquals(DecodeStatus.MALFORMED, decode(body));
        assertEquals(List.of(), sink.take());
    }

    @Test
    void shouldRefuseEveryProperPrefix()
    {
        for (int length = 0; length < Frames.SNAPSHOT.length(); length++)
        {
            assertEquals(DecodeStatus.MALFORMED, decode(Frames.SNAPSHOT.substring(0, length)));
            final byte[] whole = FrameCheck.bytes(Frames.SNAPSHOT);
            assertEquals(DecodeStatus.MALFORMED, decoder.decode(whole, 0, length, 5, sink));
        }
        assertEquals(List.of(), sink.take());
    }

    @Test
    void shouldDecodeRecordedBodies()
    {
        for (final String file : List.of("real-usdm-btcusdt-20240808", "synthetic-options-session"))
        {
            final String body = RecordedFrames.lines("binance-options/" + file + ".rest-depth.json").get(0);
            assertEquals(DecodeStatus.DECODED, decode(body));
            final int levels = sink.take().get(0).split(" [ab](?=[0-9])", -1).length - 1;
            assertEquals(body.split("\\[\"", -1).length - 1, levels);
        }
    }

    private DecodeStatus decode(final String body)
    {
        final byte[] bytes = FrameCheck.bytes("{" + body + "}");
        return decoder.decode(bytes, 1, bytes.length - 2, 5, sink);
    }
}
