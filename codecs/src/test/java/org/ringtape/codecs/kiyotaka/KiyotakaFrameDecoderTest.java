package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.codecs.kiyotaka.Frames.frame;
import static org.ringtape.codecs.kiyotaka.Frames.inner;
import static org.ringtape.codecs.kiyotaka.Frames.point;
import static org.ringtape.codecs.kiyotaka.Frames.trade;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.InstrumentLookup;

/** The seven channels by value, and the vendor's tolerance rules one by one. */
class KiyotakaFrameDecoderTest
{
    private static final int ID = "BYBIT:ETHUSDT".length();
    private static final String DEEP = "[".repeat(100) + "{\"trade\":[".repeat(50) + "]}".repeat(50) + "]".repeat(100);

    private final KiyotakaCheck check = new KiyotakaCheck();

    @Test
    void shouldDecodeEveryChannel()
    {
        assertEvents(Frames.TRADE, "stream TRADE:BYBIT:ETHUSDT",
            "trade 13 312055/2 x 125/2 U64:0:226c side 2 at 1771000000250000000");
        assertEvents(Frames.AGGREGATION, "stream TRADE_AGG:BYBIT:ETHUSDT",
            "candle 13 OPEN 3120/0 HIGH 31215/1 LOW 311975/2 CLOSE 3121/0 QUANTITY 142/1 side 1 open " +
            "1771000000000000000 first 1771000000000000001 last 1771000001000000000 at 1771000000000000000");
        assertEvents(Frames.BOOK, "stream BLOCK_BOOK_SNAPSHOT:BYBIT:ETHUSDT?blockSize=2.5",
            "book 13 b3120/0x45/1 b31175/1x10/0 a3120/0x2/0 a31225/1x7125/3 a3125/0x1/7 at 1771000002000005000");
        assertEvents(Frames.LIQUIDATION, "stream LIQUIDATION:BYBIT:ETHUSDT", "liquidation 13 31005/1 x 7/0 " +
            "UUID128:b7f1c529e1d4d6a:8f001234567890ab side 1 at 1771000003000000000");
        assertEvents(Frames.FUNDING, "stream FUNDING_RATE:BYBIT:ETHUSDT",
            "funding 13 CURRENT -125/6 PREDICTED 15/8 at 1771000004000000000");
        assertEvents(Frames.INTEREST, "stream OPEN_INTEREST:BYBIT:ETHUSDT",
            "interest 13 QUANTITY 55012125/3 at 1771000005000000000");
        assertEvents(Frames.PROFILE, "stream VOLUME_PROFILE_AGG:BYBIT:ETHUSDT",
            "profile 13 block 5/0 3115/0 +0.5 -0.25 3120/0 +11 -4.125 3125/0 +0 -2 at 1771000006000000000");
        assertEvents(Frames.GROUPED, "stream BLOCK_BOOK_SNAPSHOT::coin=ETH?blockSize=0.5",
            "book 9 a1/0x2/0 at 0");
        assertEvents(Frames.LATE, "stream TRADE:OKEX:ETH-USDT",
            "trade 13 83/-1 x 250/2 U64:0:3df side 1 at 1771000000000000005");
    }

    @Test
    void shouldSkipUnknownKeysOfAnyDepthAtEveryLevel()
    {
        final String plain = Frames.TRADE;
        final List<String> expected = check.events(DecodeStatus.DECODED, plain);
        for (int at = plain.indexOf('{'); at >= 0; at = plain.indexOf('{', at + 1))
        {
            final String frame = plain.substring(0, at + 1) + "\"x\":" + DEEP + ",\"trades\":null," +
                plain.substring(at + 1);
            assertEquals(expected, check.events(DecodeStatus.DECODED, frame), frame);
            assertEquals(2, check.decoder.skippedKeys(), frame);
        }
    }

    @Test
    void shouldNotCountDocumentedKeysThatNobodyNeedsAsUnknown()
    {
        check.events(DecodeStatus.DECODED, frame(point("TRADE", ",\"session\":\"0\",\"inverse\":true," +
            "\"category\":\"*\",\"normalizedSymbol\":\"ETH-USDT\",\"groupByType\":1,\"coin\":\"ETH\"", "trade", "")));
        assertEquals(0, check.decoder.skippedKeys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"90003", "\"90003\"", "9.0003e4", "\"9.0003E+4\"", "9.0003e+04", "9.0003E004",
        "90003.000", "\"90003.0\"", "90003000e-3", "0.90003e5", "\"\\u0039\\u0030003\""})
    void shouldReadNumbersHoweverWritten(final String number)
    {
        final String event = check.events(DecodeStatus.DECODED, trade("\"price\":" + number)).get(1);
        final String[] price = event.split(" ")[2].split("/");
        assertEquals("90003", RecordingSink.plain(Long.parseLong(price[0]), Integer.parseInt(price[1])));
        assertTrue(!event.contains("inexact"));
    }

    @Test
    void shouldKeepEighteenDigitsAndSayWhenMoreWereSent()
    {
        assertTrue(decoded("\"price\":1.2340000000000002").contains(" 12340000000000002/16 "));
        final String rounded = decoded("\"amount\":0.12345678901234567891");
        assertTrue(rounded.contains(" x 123456789012345679/18 ") && rounded.endsWith(" inexact"), rounded);
        assertTrue(decoded("\"price\":1e21").contains(" 1/-21 "));
        assertTrue(decoded("\"amount\":4.5e-7").contains(" x 45/8 "));
    }

    @Test
    void shouldTakeAbsentAndNullForZeroWhereTheVendorLeavesZerosOut()
    {
        final String zero = "placeholder 13 0/0 x 0/0 NONE:0:0 side 1 at 0";
        assertEquals(zero, decoded(""));
        assertEquals(zero, decoded("\"id\":null,\"price\":null,\"amount\":null,\"timestamp\":null"));
        assertEquals(zero, decoded("\"id\":\"\",\"price\":0,\"timestamp\":{\"seconds\":null,\"nanoseconds\":null}"));
        assertEvents(frame(point("TRADE_AGG", "", "tradeAggregation", "\"lastTimestamp\":null")),
            "stream TRADE_AGG:BYBIT:ETHUSDT", "candle 13 OPEN 0/0 HIGH 0/0 LOW 0/0 CLOSE 0/0 QUANTITY 0/0 side 0 " +
            "open " + Long.MIN_VALUE + " first " + Long.MIN_VALUE + " last " + Long.MIN_VALUE + " at 0");
        assertEvents(frame(point("BLOCK_BOOK_SNAPSHOT", ",\"blockSize\":1", "blockBookSnapshot", "\"bids\":null")),
            "stream BLOCK_BOOK_SNAPSHOT:BYBIT:ETHUSDT?blockSize=1", "book 13 at 0");
        assertEvents(frame(point("VOLUME_PROFILE_AGG", "", "volumeProfileAggregation", "")),
            "stream VOLUME_PROFILE_AGG:BYBIT:ETHUSDT", "profile 13 block - at 0");
    }

    @Test
    void shouldTellUnknownRatesFromZero()
    {
        assertEquals("funding 13 at 0", funding(""));
        assertEquals("funding 13 at 0", funding("\"fundingRate\":null,\"predictedFundingRate\":\"NaN\""));
        assertEquals("funding 13 at 0", funding("\"fundingRate\":\"-Infinity\",\"predictedFundingRate\":\"Infinity\""));
        assertEquals("funding 13 CURRENT 0/0 PREDICTED 0/1 at 0",
            funding("\"fundingRate\":0,\"predictedFundingRate\":-0.0"));
        assertEvents(frame(point("OPEN_INTEREST", "", "openInterest", "")), "stream OPEN_INTEREST:BYBIT:ETHUSDT",
            "interest 13 at 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"price\":\"NaN\"", "\"price\":\"Infinity\"", "\"price\":\"\"", "\"price\":\"x\"",
        "\"price\":true", "\"price\":[]", "\"price\":{\"a\":1}", "\"price\":1e60", "\"price\":\"1e99999999999\"",
        "\"amount\":-1", "\"id\":true", "\"id\":[1]", "\"price\":1,\"price\":1", "\"timestamp\":5",
        "\"timestamp\":\"2026\"", "\"timestamp\":[]", "\"timestamp\":{\"nanoseconds\":1000000000}",
        "\"timestamp\":{\"nanoseconds\":-1}", "\"timestamp\":{\"seconds\":-1}", "\"timestamp\":{\"seconds\":1.5}",
        "\"timestamp\":{\"seconds\":4294967296}", "\"timestamp\":{\"seconds\":1,\"s\":1}",
        "\"timestamp\":{\"seconds\":{}}", "\"timestamp\":{\"seconds\":\"NaN\"}"})
    void shouldRejectThePointAlone(final String members)
    {
        final List<String> first = check.events(DecodeStatus.DECODED, Frames.LIQUIDATION);
        final List<String> last = check.events(DecodeStatus.DECODED, Frames.INTEREST);
        final List<String> expected = new ArrayList<>(first);
        expected.addAll(List.of("stream TRADE:BYBIT:ETHUSDT", "malformed true"));
        expected.addAll(last);
        final String bad = inner(trade(members));
        assertEquals(expected, check.events(DecodeStatus.PARTIAL,
            frame(inner(Frames.LIQUIDATION) + "," + bad + "," + inner(Frames.INTEREST))));
        assertEquals(1, check.decoder.malformedEvents());
        assertEquals(2, check.decoder.decodedEvents());
        assertEquals(List.of("stream TRADE:BYBIT:ETHUSDT", "malformed true"),
            check.events(DecodeStatus.MALFORMED, frame(bad))); // nothing is left of the frame
    }

    @Test
    void shouldAbortBooksAndProfilesThatGoWrong()
    {
        for (final String levels : List.of("[1]", "[1,2,3,4,5]", "[1,null]", "[1,\"NaN\"]", "[1,-2]", "[[1,2]]", "{}",
            "5"))
        {
            assertEquals(List.of("stream BLOCK_BOOK_SNAPSHOT:BYBIT:ETHUSDT?blockSize=1", "malformed true"),
                check.events(DecodeStatus.MALFORMED, frame(point("BLOCK_BOOK_SNAPSHOT", ",\"blockSize\":1",
                "blockBookSnapshot", "\"bids\":[2,3],\"asks\":" + levels))));
            assertEquals(List.of("stream VOLUME_PROFILE_AGG:BYBIT:ETHUSDT", "malformed true"),
                check.events(DecodeStatus.MALFORMED, frame(point("VOLUME_PROFILE_AGG", ",\"blockSize\":1",
                "volumeProfileAggregation", "\"profile\":" + levels))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "\"x\"", "[[{}]]", "{}", "{\"trade\":{}}", "{\"series\":null,\"trade\":{}}",
        "{\"series\":[],\"trade\":{}}", "{\"series\":{},\"trade\":{}}", "{\"series\":{\"type\":null},\"trade\":{}}",
        "{\"series\":{\"type\":5},\"trade\":{}}", "{\"series\":{\"type\":\"TRADE\"},\"trade\":{}}",
        "{\"series\":{\"type\":\"TRADE\",\"symbol\":{}},\"trade\":{}}",
        "{\"series\":{\"type\":\"TRADE\",\"symbol\":\"A\",\"symbol\":\"A\"},\"trade\":{}}",
        "{\"series\":{\"type\":\"BLOCK_BOOK_SNAPSHOT\",\"symbol\":\"A\",\"blockSize\":\"x\"},\"blockBookSnapshot\":{}}"
    })
    void shouldRejectPointsOfWhichNobodyCanTellWhoseTheyAre(final String point)
    {
        final List<String> expected = new ArrayList<>(check.events(DecodeStatus.DECODED, Frames.TRADE));
        expected.add("malformed false");
        assertEquals(expected, check.events(DecodeStatus.PARTIAL, frame(inner(Frames.TRADE) + "," + point)));
    }

    @Test
    void shouldRejectMissingMismatchedAndRepeatedPayloads()
    {
        final String series = "{\"series\":{\"type\":\"TRADE\",\"symbol\":\"A\"}";
        for (final String rest : List.of("", ",\"trade\":null", ",\"liquidation\":{}", ",\"trade\":5",
            ",\"trade\":{},\"trade\":{}"))
        {
            assertEquals(List.of("stream TRADE::A", "malformed true"),
                check.events(DecodeStatus.MALFORMED, frame(series + rest + "}")));
        }
        assertEquals(List.of("stream TRADE::A", "malformed false"),
            check.events(DecodeStatus.MALFORMED, frame(series + ",\"trade\":{}," + series.substring(1) + "}")));
        assertEquals(1, check.events(DecodeStatus.MALFORMED, frame("{\"trade\":{},\"trade\":{}}")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"BUY\"", "2", "\"2\"", "2.0", "0.2e1", "\"\\u0042UY\""})
    void shouldReadBuyers(final String side)
    {
        assertSide(1, side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"SELL\"", "1", "\"1\"", "10e-1"})
    void shouldReadSellers(final String side)
    {
        assertSide(2, side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"buy\"", "\"HOLD\"", "0", "3", "1.5", "true", "{\"a\":[]}", "[2]"})
    void shouldDeliverUnknownSides(final String side)
    {
        assertSide(0, side);
    }

    @Test
    void shouldReadEscapedKeysTextsAndEnumerations()
    {
        assertEvents("{\"p\\u006fints\":[{\"s\\u0065ries\":{\"t\\u0079pe\":\"TR\\u0041DE\",\"exchange\":\"\\u0041\"," +
            "\"symbol\":\"B\\/C\\\"\\u00e9\\ud83d\\ude00\",\"side\":\"\\u0053ELL\"},\"\\u0074rade\":{\"i\\u0064\":" +
            "\"x\\u0079\"}}]}", "stream TRADE:A:B/C\"" + latin("\u00e9\ud83d\ude00"),
            "placeholder 12 0/0 x 0/0 " + textId("xy") + " side 2 at 0");
        assertEvents(frame("{\"series\":{\"type\":\"TRADE\",\"symbol\":\"" + latin("\u00e9") + "\"},\"trade\":{}}"),
            "stream TRADE::" + latin("\u00e9"), "placeholder 3 0/0 x 0/0 NONE:0:0 side 0 at 0");
    }

    @Test
    void shouldKeepDigitsOfIdsThatAreNumbers()
    {
        assertTrue(decoded("\"id\":18446744073709551615").contains(" U64:0:ffffffffffffffff "));
        assertTrue(decoded("\"id\":12e3").contains(textId("12e3")));
        assertTrue(decoded("\"id\":-7").contains(textId("-7")));
    }

    @Test
    void shouldCarryLongIdsWholeAndHashOnlyThoseBeyondTheLimit()
    {
        final String market = "0x" + "7a".repeat(32);
        assertTrue(decoded("\"id\":\"" + market + "\"").contains(textId(market)));
        assertTrue(decoded("\"id\":\"" + "z".repeat(80) + "\"").contains(":" + "z".repeat(80) + " "));
        assertTrue(decoded("\"id\":\"" + "z".repeat(81) + "\"").contains(" HASH128:"));
        assertTrue(decoded("\"id\":\"\\u007a" + "z".repeat(400) + "\"").contains(" HASH128:"));
    }

    @Test
    void shouldCarryWildcardsAndUnknownExchangesAsText()
    {
        assertEquals("stream TRADE:*:B", check.events(DecodeStatus.DECODED, frame("{\"series\":{\"type\":\"TRADE\"," +
            "\"exchange\":\"*\",\"symbol\":\"B\",\"category\":\"*\"},\"trade\":{}}")).get(0));
        assertEquals("stream LIQUIDATION:MARS_EX:66", check.events(DecodeStatus.DECODED, frame("{\"series\":{" +
            "\"type\":\"LIQUIDATION\",\"exchange\":\"MARS_EX\",\"symbol\":66},\"liquidation\":{}}")).get(0));
    }

    @Test
    void shouldRejectAStreamWhoseNameIsTooLong()
    {
        assertEquals(List.of("malformed false"), check.events(DecodeStatus.MALFORMED,
            frame("{\"series\":{\"type\":\"TRADE\",\"symbol\":\"" + "x".repeat(1_024) + "\"},\"trade\":{}}")));
    }

    @Test
    void shouldPassOverUnknownChannelsAndCountThem()
    {
        final String news = "{\"series\":{\"type\":\"NEWS\",\"symbol\":{}},\"news\":[{}]}";
        assertEquals(List.of(), check.events(DecodeStatus.IGNORED, frame(news + "," + news)));
        assertEquals(2, check.decoder.ignoredEvents());
        assertEquals(2, check.events(DecodeStatus.DECODED, frame(news + "," + inner(Frames.TRADE))).size());
        assertEquals(1, check.decoder.ignoredEvents());
    }

    @Test
    void shouldPassOverUnwantedStreamsAndUnknownInstruments()
    {
        check.sink.wanted(false);
        assertEquals(List.of("stream TRADE:BYBIT:ETHUSDT"), check.events(DecodeStatus.UNKNOWN_INSTRUMENT, trade("5:")
            .replace("5:", "\"price\":\"bad\"")));
        assertEquals(1, check.decoder.unknownEvents());
        check.events(DecodeStatus.UNKNOWN_INSTRUMENT, Frames.MIXED);
        assertEquals(4, check.decoder.unknownEvents());
        assertEquals(1, check.decoder.ignoredEvents());
        final KiyotakaFrameDecoder stranger =
            new KiyotakaFrameDecoder((bytes, offset, length) -> InstrumentLookup.UNKNOWN);
        final byte[] book = KiyotakaCheck.bytes(Frames.BOOK);
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, stranger.decode(book, 0, book.length, check.sink));
        assertEquals(1, check.sink.take().size());
    }

    @Test
    void shouldLookInstrumentsUpByExchangeAndSymbol()
    {
        final List<String> asked = new ArrayList<>();
        final KiyotakaFrameDecoder decoder = new KiyotakaFrameDecoder((bytes, offset, length) ->
        {
            asked.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return 1;
        });
        for (final String frame : List.of(Frames.BOOK, Frames.GROUPED, Frames.LATE))
        {
            decoder.decode(KiyotakaCheck.bytes(frame), 0, frame.length(), check.sink);
        }
        assertEquals(List.of("BYBIT:ETHUSDT", ":coin=ETH", "OKEX:ETH-USDT"), asked);
    }

    @Test
    void shouldDecodeSeveralChannelsAndHundredsOfPointsInOrder()
    {
        final List<String> expected = new ArrayList<>();
        final List<String> points = new ArrayList<>();
        for (int i = 0; i < 400; i++)
        {
            final String frame = Frames.DATA.get(i % 9);
            points.add(inner(frame));
            expected.addAll(check.events(DecodeStatus.DECODED, frame));
        }
        assertEquals(expected, check.events(DecodeStatus.DECODED, frame(String.join(",", points))));
        assertEquals(400, check.decoder.decodedEvents());
        Collections.reverse(points);
        assertEquals(800, check.events(DecodeStatus.DECODED, frame(String.join(",", points))).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"points\":[]}", "{\"points\":null}", " { \"points\" : [ ] } ",
        "{\"id\":1,\"points\":[],\"type\":\"pong\"}"})
    void shouldTakeEmptyFramesForDecoded(final String frame)
    {
        assertEquals(List.of(), check.events(DecodeStatus.DECODED, frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{\"points\":[]}]", "5", "null", "{\"foo\":1}", "{\"type\":\"hello\"}",
        "{\"error\":null}", "{\"jsonrpc\":\"2.0\"}", "{\"data\":{\"points\":[{}],\"id\":1}}"})
    void shouldIgnoreWhatIsNoFrameOfTheVendors(final String frame)
    {
        assertEquals(List.of(), check.events(DecodeStatus.IGNORED, frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "{\"points\":5}", "{\"points\":{}}", "{\"points\":\"x\"}", "{\"points\":[}",
        "{\"points\":[],\"points\":[]}", "{\"points\":[]}}", "{\"points\":[]} x", "{\"id\":1,\"id\":1}", "[1,]",
        "{\"points\":[{\"series\":{\"type\":\"NEWS\"},\"news\":[1,]}]}", "nul"})
    void shouldRefuseWhatIsBroken(final String frame)
    {
        assertEquals(DecodeStatus.MALFORMED, check.decode(frame));
        assertEquals(0, check.decoder.malformedEvents());
    }

    @Test
    void shouldRefuseTheFrameWhoseEndIsBrokenWhateverWentBefore()
    {
        for (final String frame : Frames.DATA)
        {
            assertEquals(DecodeStatus.MALFORMED, check.decode(frame.substring(0, frame.length() - 1) + ",}"));
            assertEquals(0, check.decoder.decodedEvents());
            check.sink.take(); // nothing may be left open
        }
    }

    private String decoded(final String members)
    {
        return check.events(DecodeStatus.DECODED, trade(members)).get(1);
    }

    private String funding(final String members)
    {
        return check.events(DecodeStatus.DECODED, frame(point("FUNDING_RATE", "", "fundingRate", members))).get(1);
    }

    private void assertSide(final int expected, final String side)
    {
        for (final String type : List.of("TRADE trade", "LIQUIDATION liquidation"))
        {
            final String[] names = type.split(" ");
            final String frame = frame(point(names[0], ",\"side\":" + side, names[1], ""));
            final String name = type.startsWith("TRADE") ? "placeholder" : names[1];
            assertEquals(name + " " + ID + " 0/0 x 0/0 NONE:0:0 side " + expected + " at 0",
                check.events(DecodeStatus.DECODED, frame).get(1));
        }
    }

    private void assertEvents(final String frame, final String... expected)
    {
        assertEquals(List.of(expected), check.events(DecodeStatus.DECODED, frame));
    }

    private static String textId(final String text)
    {
        final org.ringtape.codecs.sink.WireId id = new org.ringtape.codecs.sink.WireId();
        final byte[] bytes = KiyotakaCheck.bytes(text);
        id.set(bytes, 0, bytes.length);
        assertEquals(org.ringtape.codecs.sink.WireId.Kind.TEXT, id.kind());
        return RecordingSink.text(id);
    }

    /** UTF-8 as the characters of its bytes. */
    private static String latin(final String text)
    {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
