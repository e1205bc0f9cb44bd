package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.book.BinanceDepthDecoder;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.BookSink;

/**
 * Frames whose layout is known, and frames that nearly are of it: each outcome must be the oracle's. Every check is
 * made with a decoder that has just read the undamaged frame, so that the layout is there.
 */
class BinanceLayoutTest
{
    private static final int ROUNDS = Boolean.getBoolean("ringtape.nightly") ? 200_000 : 20_000;
    private static final int GARBAGE = 40;
    private static final String NOISE = "\"\\,:{}[]-.+eE 09/@AZ[`az{\u0000\u001f\u007f\u0080\u00ff";
    private static final String NET_QUANTITY_TRADE = """
        {"stream":"btcusdt@trade","data":{"e":"trade","E":1700000000322,"T":1700000000321,"s":"BTCUSDT",\
        "t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":true,"nq":"0.004","st":1}}""";
    private static final String PAIR_TRADE = """
        {"stream":"btcusdt@trade","data":{"e":"trade","E":1700000000322,"T":1700000000321,"s":"BTCUSDT",\
        "ps":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":true}}""";
    private static final String LONG_TRADE = NET_QUANTITY_TRADE.replace("5266583935", "1234526658393512")
        .replace("61800.30", "61800.30123456").replace("0.006", "1234567.00612345");
    private static final String STREAM_TRADE = """
        {"stream":"btcusdt@optionTrade","data":{"e":"trade","E":1700000000322,"T":1700000000321,\
        "s":"BTC-261030-85000-C","t":526658393,"p":"1234.560","q":"12.34","X":"MARKET","S":"SELL","m":true}}""";
    private static final String LONG_PRICE_TRADE = STREAM_TRADE.replace("1234.560", "123456.560")
        .replace("526658393", "526658393512");
    private static final String LONG_ID_TRADE = STREAM_TRADE.replace("526658393", "5266583935123");
    private static final String SHORT_TRADE = STREAM_TRADE.replace("1234.560", "5").replace("526658393", "7")
        .replace("12.34", "0.1");
    private static final String EARLY_TRADE = STREAM_TRADE.replace("1700000000321", "54321");
    private static final List<String> TEMPLATED =
        List.of(STREAM_TRADE, LONG_PRICE_TRADE, LONG_ID_TRADE, SHORT_TRADE, LONG_TRADE, EARLY_TRADE);
    private static final String USDM_CANDLE = Frames.CANDLE.replace("\"47.60000\"", "\"47.60000\",\"B\":\"0\"");
    private static final String MONTH = Frames.CANDLE.replace("15m", "1M");
    private static final String RAW_BOOK = """
        {"e":"depthUpdate","E":1700000000123,"T":1700000000120,"s":"BTC-251123-126000-C","U":15112233445501,\
        "u":15112233446622,"pu":15112233445500,"b":[["1100.000","0.6000"]],"a":[["1300.000","0.6000"]]}""";
    private static final String EARLY_BOOK = """
        {"stream":"btc-251123-126000-c@depth@100ms","data":{"e":"depthUpdate","E":1700000000123,"T":54321,\
        "s":"BTC-251123-126000-C","U":7,"u":1234567,"pu":123456789,"b":[["1100.000","0.6000"]],"a":[]}}""";
    private static final String LONG_SEQUENCE_BOOK = EARLY_BOOK.replace("54321", "170000000012")
        .replace("1234567,", "1511223344662212,");
    private static final List<String> BOOKS = List.of(
        Frames.DIFF, Frames.PARTIAL, Frames.EMPTY_DIFF, Frames.USDM_DIFF, RAW_BOOK, EARLY_BOOK, LONG_SEQUENCE_BOOK);
    private static final List<String> FRAMES = List.of(Frames.USDM_TRADE, Frames.OPTION_TRADE, Frames.DISAGREEING_TRADE,
        NET_QUANTITY_TRADE, PAIR_TRADE, Frames.TICKER, Frames.USDM_TICKER, Frames.EMPTY_TICKER, Frames.COINM_TICKER,
        Frames.DAY_TICKER, Frames.RAW_DAY_TICKER, Frames.CANDLE, USDM_CANDLE, MONTH,
        EARLY_TRADE, BOOKS.get(0), BOOKS.get(1), BOOKS.get(2), BOOKS.get(3), BOOKS.get(4), BOOKS.get(5),
        BOOKS.get(6));

    private final FrameCheck check = new FrameCheck();

    @Test
    void shouldReadTheSameFrameAgainAsTheFirstTime()
    {
        for (final String frame : FRAMES)
        {
            final FrameCheck fresh = new FrameCheck();
            for (int i = 0; i < 3; i++)
            {
                assertEquals(DecodeStatus.DECODED, fresh.check(frame), frame);
                assertTrue(fresh.decoder().isInOrder(), frame);
            }
        }
    }

    @Test
    void shouldSayWhatTheOracleSaysWhateverByteIsReplacedByWhatever()
    {
        for (final String frame : FRAMES)
        {
            final byte[] bytes = FrameCheck.bytes(frame);
            final FrameCheck fresh = new FrameCheck();
            for (int at = 0; at < bytes.length; at++)
            {
                final byte kept = bytes[at];
                for (final char noise : NOISE.toCharArray())
                {
                    fresh.check(frame);
                    bytes[at] = (byte)noise;
                    fresh.check(bytes, 0, bytes.length);
                    bytes[at] = kept;
                }
            }
        }
    }

    @Test
    void shouldKnowTheHeadOfABookAgainAndNoOther()
    {
        for (final String frame : BOOKS)
        {
            final byte[] bytes = FrameCheck.bytes(frame);
            final int length = frame.indexOf("\"b\":[") + 5;
            final BinanceDepthDecoder decoder = new BinanceDepthDecoder();
            assertNull(decoder.head(bytes, 0, bytes.length), frame);
            assertEquals(DecodeStatus.DECODED, decodeFirst(decoder, frame), frame);
            final FrameLayout head = decoder.head(bytes, 0, bytes.length);
            assertEquals(length, head.length(), frame);
            for (int at = 0; at < length; at++)
            {
                final byte kept = bytes[at];
                bytes[at] = '"';
                assertTrue(kept == '"' || decoder.head(bytes, 0, bytes.length) == null, frame);
                bytes[at] = kept;
                assertSame(head, decoder.head(bytes, 0, bytes.length), frame);
            }
            assertNull(decoder.head(bytes, 0, length - 1), frame);
        }
    }

    private static DecodeStatus decodeFirst(final BinanceDepthDecoder decoder, final String frame)
    {
        final byte[] bytes = FrameCheck.bytes(frame);
        final FrameScope scope = new FrameScope((array, offset, length) -> length, BookSink.UPDATE);
        scope.begin(bytes, new RecordingSink());
        final FrameCursor cursor = new FrameCursor();
        cursor.wrap(bytes, 0, bytes.length);
        cursor.position(frame.indexOf("depthUpdate\""));
        assertTrue(decoder.isNamed(cursor), frame);
        final boolean enveloped = frame.startsWith("{\"stream\":\"");
        final int streamOffset = enveloped ? 11 : -1;
        return decoder.decodeInOrder(
            cursor, scope, 0, streamOffset, enveloped ? frame.indexOf('"', streamOffset) - streamOffset : 0);
    }

    @Test
    void shouldSayWhatTheOracleSaysWhateverByteATradeOfAnyLengthHas()
    {
        for (final String frame : TEMPLATED)
        {
            final byte[] bytes = FrameCheck.bytes(frame);
            final FrameCheck fresh = new FrameCheck();
            for (int at = 0; at < bytes.length; at++)
            {
                final byte kept = bytes[at];
                for (int value = 0; value < 1 << Byte.SIZE; value++)
                {
                    assertEquals(DecodeStatus.DECODED, fresh.check(bytes, 0, bytes.length), frame);
                    bytes[at] = (byte)value;
                    fresh.check(bytes, 0, bytes.length);
                    bytes[at] = kept;
                }
            }
        }
    }

    @Test
    void shouldTellStreamsOfOneLayoutApartWhateverByteIsReplaced()
    {
        final String frame = STREAM_TRADE;
        final byte[] first = FrameCheck.bytes(frame);
        final byte[] second = FrameCheck.bytes(frame.replace("btcusdt@", "ethusdt@"));
        for (int at = 0; at < second.length; at++)
        {
            final byte kept = second[at];
            for (final char noise : NOISE.toCharArray())
            {
                assertEquals(DecodeStatus.DECODED, check.check(first, 0, first.length));
                second[at] = (byte)noise;
                check.check(second, 0, second.length);
                second[at] = kept;
                assertEquals(DecodeStatus.DECODED, check.check(second, 0, second.length));
            }
        }
    }

    @Test
    void shouldFollowTimesWhoseFirstDigitsChange()
    {
        final String frame = STREAM_TRADE;
        for (final String time : List.of("1699999999999", "1700099999999", "1700100000000", "1700000000000",
            "7999999999999", "8000000000000", "9223372036854", "1000000000000"))
        {
            for (int i = 0; i < GARBAGE; i++)
            {
                assertEquals(DecodeStatus.DECODED, check.check(frame.replace("1700000000321", time)), time);
                assertEquals(DecodeStatus.DECODED, check.check(frame.replace("1700000000322", time)), time);
                assertEquals(DecodeStatus.DECODED, check.check(Frames.TICKER.replaceAll("\\b1\\d{12}\\b", time)), time);
            }
        }
    }

    @Test
    void shouldReadNeitherBehindTheFrameNorBehindItsArray()
    {
        for (final String frame : FRAMES)
        {
            final byte[] bytes = FrameCheck.bytes(frame);
            check.check(frame);
            for (int shift = 0; shift < GARBAGE; shift++)
            {
                final byte[] among = new byte[bytes.length + GARBAGE];
                Arrays.fill(among, (byte)'9');
                System.arraycopy(bytes, 0, among, shift, bytes.length);
                assertEquals(DecodeStatus.DECODED, check.check(among, shift, bytes.length), frame);
                assertEquals(DecodeStatus.MALFORMED, check.check(among, shift, bytes.length - 1), frame);
                assertEquals(DecodeStatus.MALFORMED, check.check(among, shift, bytes.length + 1), frame);
            }
            final byte[] atTheEnd = new byte[GARBAGE + bytes.length];
            System.arraycopy(bytes, 0, atTheEnd, GARBAGE, bytes.length);
            assertEquals(DecodeStatus.DECODED, check.check(atTheEnd, GARBAGE, bytes.length), frame);
            assertEquals(DecodeStatus.MALFORMED,
                check.decoder().decode(atTheEnd, GARBAGE, bytes.length + 1, check.sink()), frame);
        }
    }

    @Test
    void shouldFollowNumbersThatGrowAndShrinkByADigit()
    {
        final long[] values = {0, 9, 10, 99, 100, 99_999, 100_000, 9_999_999, 10_000_000, 99_999_999, 100_000_000,
            999_999_999_999_999L, 1_000_000_000_000_000L, 9_999_999_999_999_999L, 10_000_000_000_000_000L};
        for (int rounds = 0; rounds < 3; rounds++)
        {
            for (final long id : values)
            {
                for (final String price : List.of("0", "9", "10", "9.9", "10.0", "99999.9", "100000.0", "0.00000001",
                    "9999999.99999999", "10000000.00000000", "123456789.1", "00.5"))
                {
                    final String trade = Frames.USDM_TRADE.replace("5266583935", "" + id).replace("61800.30", price);
                    assertEquals(DecodeStatus.DECODED, check.check(trade), trade);
                    assertEquals(DecodeStatus.DECODED, check.check(trade.replace("0.006", price)));
                }
            }
        }
    }

    @Test
    void shouldRefuseTimesOutOfRangeAndLeadingZerosOfAKnownLayout()
    {
        for (final String frame : FRAMES)
        {
            check.check(frame);
            assertEquals(DecodeStatus.MALFORMED, check.check(frame.replace("\"E\":17", "\"E\":97")), frame);
            assertEquals(DecodeStatus.MALFORMED, check.check(frame.replace("\"E\":17", "\"E\":07")), frame);
        }
        final String shortTime = Frames.USDM_TRADE.replace("1700000000321", "700000000321");
        assertEquals(DecodeStatus.DECODED, check.check(shortTime));
        assertEquals(DecodeStatus.MALFORMED, check.check(shortTime.replace("700000000321", "000000000321")));
        check.check(Frames.CANDLE);
        assertEquals(DecodeStatus.MALFORMED, check.check(Frames.CANDLE.replace("\"f\":-1", "\"f\":-2")));
    }

    @Test
    void shouldNotMixUpSymbolsThatTakeTurns()
    {
        final SplittableRandom random = seeded();
        final List<String> symbols = List.copyOf(FrameCheck.INSTRUMENTS.keySet());
        for (int i = 0; i < ROUNDS; i++)
        {
            final String frame = FRAMES.get(random.nextInt(FRAMES.size()));
            final StringBuilder other = new StringBuilder(frame);
            for (int at = 0; at < other.length(); at++)
            {
                final char digit = other.charAt(at);
                if (digit >= '0' && digit <= '9' && random.nextInt(4) == 0)
                {
                    other.setCharAt(at, (char)('0' + random.nextInt(10)));
                }
            }
            final String symbol = symbols.get(random.nextInt(symbols.size()));
            check.check(other.toString());
            check.check(other.toString().replaceAll("\"s\":\"[^\"]*\"", "\"s\":\"" + symbol + "\""));
        }
    }

    private static SplittableRandom seeded()
    {
        final long seed = new SplittableRandom().nextLong();
        System.out.println("BinanceLayoutTest seed " + seed);
        return new SplittableRandom(seed);
    }
}
