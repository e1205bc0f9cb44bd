package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.BookSink;

/** What each kind of frame becomes, written out, and what a damaged one does not become. */
class BinanceFrameDecoderTest
{
    private final FrameCheck check = new FrameCheck();

    @Test
    void shouldDecodeDiff()
    {
        assertEquals(List.of("stream btcusdt@depth@100ms",
            "book 0 1 at 1700000000120000000 U 9001 u 9005 pu 8990 b6180010/2x250/3 b6180020/2x0/3 b950/2x125/1" +
                " a6180030/2x3330/3 a6180100/2x1000001/3"), events(Frames.DIFF));
    }

    @Test
    void shouldTakeNumberedDepthStreamForImage()
    {
        assertEquals(List.of("stream btc-261030-85000-c@depth10@100ms",
            "book 1 4 at 1700000000855000000 U 42788078076 u 42788078248 pu 42788074837" +
                " b3645000/3x217/2 b3640000/3x512/2"), events(Frames.PARTIAL));
    }

    @Test
    void shouldTakeRawDepthForWhatTheConnectionCarries()
    {
        final RecordingSink sink = new RecordingSink();
        final byte[] frame = FrameCheck.bytes(Frames.RAW_DIFF);
        new BinanceFrameDecoder(FrameCheck.lookup(), BookSink.IMAGE).decode(frame, 0, frame.length, sink);
        new BinanceFrameDecoder(FrameCheck.lookup()).decode(frame, 0, frame.length, sink);
        final String rest = " 2 at 1700000000120000000 U 465 u 465 pu 464 b1100000/3x6000/4 a1300000/3x6000/4";
        assertEquals(List.of("book 1" + rest, "book 0" + rest), sink.take());
    }

    @Test
    void shouldLeaveAbsentSequenceAndTimeAbsent()
    {
        assertEquals("book 0 1 at 1700000000123000000 U 9001 u 9005 pu " + BookSink.ABSENT +
            " b6180010000000/8x25000000/8 a6180030000000/8x12333000000/8", events(Frames.SPOT_DIFF).get(1));
        assertEquals(List.of("trade 1 1/0x2/0 t 3 side 0 kind 0 at 0"),
            events("{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":3,\"p\":1,\"q\":2}"));
    }

    @Test
    void shouldDecodeBothTickerOrders()
    {
        assertEquals("top 1 6180020/2x2507/3 6180030/2x2510/3 at 1700000000313000000 u 5123107839020",
            events(Frames.TICKER).get(1));
        assertEquals("top 7 268217/2x159/0 268218/2x3794/0 at 1700000000450000000 u 1007198631825",
            events(Frames.COINM_TICKER).get(1));
        assertEquals(1, check.decoder().skippedKeys());
    }

    @Test
    void shouldReportEmptySideAsNoQuote()
    {
        assertEquals(List.of("top 3 none/3x0/2 5100000/3x1000/4 at 1700000000942000000 u 2472"),
            events(Frames.EMPTY_TICKER));
    }

    @Test
    void shouldDecodeBothTradeShapes()
    {
        assertEquals("trade 1 6180030/2x6/3 t 5266583935 side 1 kind 0 at 1700000000321000000",
            events(Frames.USDM_TRADE).get(1));
        assertEquals("trade 4 15000/3x19/2 t 2159 side 2 kind 1 at 1700000000024000000",
            events(Frames.OPTION_TRADE).get(1));
        assertEquals(0, check.decoder().sideDisagreements());
    }

    @Test
    void shouldPreferNamedSideAndCountDisagreement()
    {
        assertEquals(List.of("trade 4 3660000/3x100/2 t 467 side 1 kind 0 at 1700000000024000000"),
            events(Frames.DISAGREEING_TRADE));
        assertEquals(1, check.decoder().sideDisagreements());
    }

    @Test
    void shouldDecodeAnswers()
    {
        assertEquals(List.of("ack 312"), events(Frames.ACKNOWLEDGED));
        assertEquals(List.of("refused " + Long.MIN_VALUE + " 2 Invalid request: unknown variant \\\"X\\\""),
            events(Frames.REFUSED));
        assertEquals(List.of("refused 19 4 Too many subscriptions"), events(Frames.REFUSED_NESTED));
        assertEquals(List.of("ack 7"), events("{\"id\":\"7\",\"result\":[\"a@b\"]}"));
        assertEquals(List.of("ack " + Long.MIN_VALUE), events("{\"result\":true,\"id\":\"seven\"}"));
        assertEquals(List.of("refused " + Long.MIN_VALUE + " -5 "), events("{\"error\":{\"code\":-5},\"id\":null}"));
    }

    @Test
    void shouldAgreeWithOracleOnEveryFixture()
    {
        Frames.ALL.forEach(check::check);
        Frames.CURRENT_EVENTS.forEach(frame -> assertEquals(DecodeStatus.DECODED, check.check(frame)));
    }

    @Test
    void shouldReadDocumentedOrderInOnePassAndEveryOtherOneToo()
    {
        for (final String frame : Frames.EVENTS)
        {
            check.check(frame);
            assertTrue(check.decoder().isInOrder(), frame);
            check.check(" " + frame);
            assertFalse(check.decoder().isInOrder(), frame);
        }
    }

    @Test
    void shouldRefuseEveryProperPrefixWhateverFollowsIt()
    {
        final RecordingSink sink = new RecordingSink();
        for (final String frame : Frames.ALL)
        {
            final byte[] whole = FrameCheck.bytes(frame);
            final byte[] inside = FrameCheck.bytes("[[" + frame + "]]");
            for (int length = 0; length < whole.length; length++)
            {
                final byte[] exact = Arrays.copyOf(whole, length);
                assertEquals(DecodeStatus.MALFORMED, check.decoder().decode(exact, 0, length, sink));
                sink.take().forEach(event -> assertTrue(event.startsWith("stream ") || event.startsWith("mark ")));
                assertEquals(DecodeStatus.MALFORMED, check.decoder().decode(inside, 2, length, sink));
                sink.take().forEach(event -> assertTrue(event.startsWith("stream ") || event.startsWith("mark ")));
            }
            assertEquals(check.check(frame), check.check(inside, 2, whole.length));
        }
    }

    @Test
    void shouldRefuseRangesThatAreNone()
    {
        final RecordingSink sink = new RecordingSink();
        final byte[] frame = FrameCheck.bytes(Frames.DIFF);
        final int[][] ranges = {{0, 0}, {-1, 5}, {0, -1}, {0, frame.length + 1}, {frame.length, 1},
            {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}, {Integer.MIN_VALUE, Integer.MIN_VALUE}};
        for (final int[] range : ranges)
        {
            assertEquals(DecodeStatus.MALFORMED, check.decoder().decode(frame, range[0], range[1], sink));
        }
        assertEquals(List.of(), sink.take());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"s\":\"BTCUSDT\",", "\"U\":9001,", "\"u\":9005,", "\"b\":[[\"1\",\"2\"]],", "\"a\":[],"})
    void shouldRefuseDiffWithoutAMandatoryField(final String field)
    {
        final String whole =
            "{\"s\":\"BTCUSDT\",\"U\":9001,\"u\":9005,\"b\":[[\"1\",\"2\"]],\"a\":[],\"e\":\"depthUpdate\"}";
        assertEquals(DecodeStatus.DECODED, check.check(whole));
        assertEquals(DecodeStatus.MALFORMED, check.check(whole.replace(field, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[\"1\"]", "[\"1\",{},\"3\"]", "[\"1\",\"-2\"]", "[\"1\",null]", "[true,\"2\"]", "[]", "{}", "\"1\"",
        "[\"\",\"2\"]", "[\"1e60\",\"2\"]", "[[\"1\",\"2\"]]", "[\"1.\",\"2\"]", "[\"1\",\".2\"]"})
    void shouldTakeBookWithBrokenLevelBack(final String level)
    {
        for (final String frame : List.of(Frames.DIFF, Frames.RAW_DIFF))
        {
            assertEquals(DecodeStatus.MALFORMED, check.check(frame.replace("],\"a\":[", "," + level + "],\"a\":[")));
            assertEquals(DecodeStatus.MALFORMED, check.check(frame.replace("]]}", "]," + level + "]}")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[1,2]", "[\"1\",\"2\",\"3\"]", "[\"1\",\"2\",[]]", "[\"1\",\"2\",{\"a\":[[5]]},null,[]]",
        "[\"1e3\",\"2E-5\"]", "[ \"1\" , \"2\" ]", "[\"-1\",\"-0\"]", "[\"\\u0031\",\"2\\u002e5\"]",
        "[\"1234567890123456789.5\",\"2\"]", "[\"1.123456789\",\"0.00000000\"]", "[\"12345678.5\",\"12345678.5\"]",
        "[\"12345678\",\"1234567\"]", "[\"0\",\"+1\"]", "[\"0.123456789\",\"0.123456789\"]"})
    void shouldReadLevelsOfAnySpelling(final String level)
    {
        assertEquals(DecodeStatus.DECODED, check.check(Frames.DIFF.replace("],\"a\":[", "," + level + "],\"a\":[")));
        assertEquals(DecodeStatus.DECODED, check.check(Frames.DIFF.replace("\"b\":[", "\"b\":[" + level + ",")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"stream\":\"a\"}", "{\"data\":{}}", "{\"stream\":1,\"data\":{}}", "{\"stream\":\"a\",\"data\":1}",
        "{\"e\":null}", "{\"e\":\"trade\"}", "{\"e\":\"trade\",\"e\":\"trade\"}", "{\"result\":1,\"id\":1.5}",
        "{\"result\":1,\"id\":true}", "{\"code\":\"1\"}", "{\"code\":1,\"msg\":2}", "{\"error\":\"no\"}",
        "{\"error\":{\"msg\":\"no\"}}", "{\"id\":99999999999999999999,\"result\":0}", "[1]", "[[]]",
        "1", "\"x\"", "null"})
    void shouldRefuse(final String frame)
    {
        assertEquals(DecodeStatus.MALFORMED, check.check(frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "[]", "{\"id\":1}", "{\"lastUpdateId\":1}", "{\"u\":1,\"s\":\"BTCUSDT\"}",
        "{\"e\":\"aggTrade\",\"k\":{\"t\":1}}",
        "{\"stream\":\"a\",\"data\":{}}", "{\"stream\":\"a\",\"data\":[]}",
        "{\"data\":{\"e\":\"depth\"},\"stream\":\"a\"}"})
    void shouldIgnore(final String frame)
    {
        assertEquals(DecodeStatus.IGNORED, check.check(frame));
    }

    @Test
    void shouldKeepGoodEventsOfAnArrayWithABadOne()
    {
        final String array = "[" + Frames.RAW_DIFF + ",{\"e\":\"trade\"},[[7]],3," + Frames.DISAGREEING_TRADE + ",{}]";
        assertEquals(DecodeStatus.PARTIAL, check.check(array));
        assertEquals(2, check.decoder().decodedEvents());
        assertEquals(3, check.decoder().malformedEvents());
        assertEquals(1, check.decoder().ignoredEvents());
    }

    @Test
    void shouldNameUnknownSymbolsAndUnwantedStreams()
    {
        for (final String frame : Frames.CURRENT_EVENTS)
        {
            final String other = frame.replaceAll("\"s\":\"[^\"]*\"", "\"s\":\"NOBODYS\"");
            assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, check.check(other));
            assertEquals(frame.equals(Frames.CHAIN) ? 2 : 1, check.decoder().unknownEvents());
        }
        check.sink().refuseStreams();
        final byte[] unwanted = FrameCheck.bytes(Frames.DIFF);
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT,
            check.decoder().decode(unwanted, 0, unwanted.length, check.sink()));
        assertEquals(List.of("stream btcusdt@depth@100ms"), check.sink().take());
    }

    @Test
    void shouldAskForEachSymbolOnceAFrame()
    {
        final List<Integer> lookups = new ArrayList<>();
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder((frame, offset, length) ->
        {
            lookups.add(offset);
            return frame[offset] == 'B' ? 1 : -1;
        });
        final RecordingSink sink = new RecordingSink();
        for (final String frame : Frames.ALL)
        {
            for (final String variant : List.of(frame, frame.replace("\"s\":\"B", "\"s\":\"X"), frame + " "))
            {
                final byte[] bytes = FrameCheck.bytes(variant);
                lookups.clear();
                decoder.decode(bytes, 0, bytes.length, sink);
                sink.take();
                assertEquals(lookups.stream().distinct().count(), lookups.size(), variant);
            }
        }
    }

    private List<String> events(final String frame)
    {
        final byte[] bytes = FrameCheck.bytes(frame);
        check.check(frame);
        check.decoder().decode(bytes, 0, bytes.length, check.sink());
        return check.sink().take();
    }
}
