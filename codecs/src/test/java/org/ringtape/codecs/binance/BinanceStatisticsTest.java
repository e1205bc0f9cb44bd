package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;

/** Tickers, candles, marks, indices, open interest, listings and the legacy dialect: values, absence, and loss. */
class BinanceStatisticsTest
{
    private static final String NO_TIME = "\"E\":1700000000974,";

    private final FrameCheck current = new FrameCheck();
    private final FrameCheck legacy = new FrameCheck(true);

    @Test
    void shouldDecodeTickerWithItsWindow()
    {
        assertEquals("ticker 6 at 1700000000778000000 from 1699913580000000000 to 1700000000778000000 ids 126 357 " +
            "n 232 LAST_PRICE=765000/4 LAST_QUANTITY=38/2 OPEN=890000/4 HIGH=910000/4 LOW=700000/4 " +
            "PRICE_CHANGE=-125000/4 RELATIVE_CHANGE_AS_SENT=-140/3 WEIGHTED_PRICE=802500/4 QUANTITY=7353/2 " +
            "NOTIONAL=59007800/4", events(current, Frames.DAY_TICKER).get(1));
    }

    @Test
    void shouldTakeTickersOneByOneOrInAnArray()
    {
        final String event = Frames.RAW_DAY_TICKER;
        final String alone = events(current, event).get(0);
        assertEquals(List.of(alone, alone.replace("ticker 6", "ticker 1")),
            events(current, "[" + event + "," + event.replace("ETH-251219-3100-C", "BTCUSDT") + "]"));
    }

    @Test
    void shouldGiveLegacyTickerItsOwnMeanings()
    {
        assertEquals(List.of("ticker 10 at 1700000000220000000 from - to - ids 27 48 n 22 LAST_PRICE=2020/0 " +
            "LAST_QUANTITY=1/2 OPEN=2000/0 HIGH=2020/0 LOW=2000/0 PRICE_CHANGE=20/0 RELATIVE_CHANGE_AS_SENT=1/2 " +
            "QUANTITY=142/2 NOTIONAL=2841/0 ASK_PRICE=2020/0 ASK_QUANTITY=3/2 ASK_VOLATILITY=1318/4 " +
            "MARK_VOLATILITY=10001/5 DELTA=98911/5 THETA=-16961/5 GAMMA=4/5 VEGA=266584/5 MARK_PRICE=20035102/4 " +
            "HIGH_LIMIT=2023511/3 LOW_LIMIT=1983511/3"),
            events(legacy, Frames.LEGACY_TICKER));
    }

    @Test
    void shouldDecodeCandleWithoutTrade()
    {
        assertEquals("candle 5 at 1700000000010000000 interval 900000000000 from 1699999200000000000 to " +
            "1700000099999000000 trades - - ids - - n 0 side 0 closed 0 OPEN=680000/3 HIGH=690000/3 LOW=675000/3 " +
            "CLOSE=685000/3 QUANTITY=10/2 NOTIONAL=6810000/5 TAKER_BUY_QUANTITY=7/2 TAKER_BUY_NOTIONAL=4760000/5",
            events(current, Frames.CANDLE).get(1));
        assertTrue(events(legacy, Frames.LEGACY_CANDLE).get(1).contains(" ids 3 9 "));
        assertTrue(events(current, Frames.LEGACY_CANDLE).get(1).contains(" ids - 9 "));
        assertTrue(events(current, Frames.CANDLE.replace("\"x\":false", "\"x\":true")).get(1).contains(" closed 1 "));
        assertTrue(events(current, Frames.CANDLE.replace("\"x\":false,", "")).get(1).contains(" closed 2 "));
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "1m,60", "3m,180", "30m,1800", "12h,43200", "1d,86400", "3d,259200", "1w,604800", "1M,900"})
    void shouldKnowTheLengthOfEveryInterval(final String interval, final long seconds)
    {
        assertTrue(events(current, Frames.CANDLE.replace("15m", interval)).get(1)
            .contains(" interval " + seconds * 1_000_000_000L + " from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"i\":\"\"", "\"i\":\"m\"", "\"i\":\"1x\"", "\"i\":\"0m\"", "\"i\":\"1111m\"", "\"i\":\"-1m\"", "\"i\":15",
        "\"i\":null", "\"j\":0"})
    void shouldRefuseCandleOfNoInterval(final String interval)
    {
        assertEquals(DecodeStatus.MALFORMED, current.check(Frames.CANDLE.replace("\"i\":\"15m\"", interval)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "[]", "\"x\"", "{}", "{\"t\":1,\"t\":1}"})
    void shouldRefuseCandleThatIsNone(final String candle)
    {
        assertEquals(DecodeStatus.MALFORMED, current.check(
            Frames.CANDLE.replaceFirst("\"k\":\\{.*}}}", "\"k\":" + candle + "}}")));
    }

    @Test
    void shouldDecodeChainAndLeaveAbsentQuotesOut()
    {
        final String rest = " HIGH_LIMIT=42065000/3 LOW_LIMIT=140000/3 RATE=529/4 ASK_VOLATILITY=39400000/8 " +
            "MARK_VOLATILITY=391/3 DELTA=-92500868/8 THETA=-13069513844/8 GAMMA=1397/8 VEGA=1905188966/8";
        assertEquals(List.of("stream btcusdt@optionMarkPrice",
            "mark 11 at 1700000000974000000 MARK=2603124/3 INDEX=8587982826087/8 ASK_PRICE=2195000/3 " +
                "ASK_QUANTITY=3497/2" + rest,
            "mark 12 at 1700000000975000000 MARK=2603124/3 INDEX=8587982826087/8 SETTLEMENT=725/2 BID_PRICE=725/2 " +
                "ASK_PRICE=2195000/3 BID_QUANTITY=0/2 ASK_QUANTITY=3497/2" + rest), events(current, Frames.CHAIN));
        assertTrue(current.decoder().isInOrder());
        assertEquals(events(current, Frames.RAW_CHAIN), events(current, Frames.MARK_1));
        assertFalse(current.decoder().isInOrder());
    }

    @Test
    void shouldLoseOnlyTheBadElementOfAChain()
    {
        final List<String> good = events(current, "[" + Frames.MARK_1 + "," + Frames.MARK_2 + "]");
        for (final String bad : List.of("7", "null", "[]", "{\"e\":7}", Frames.MARK_1.replace("\"mp\":", "\"mq\":"),
            Frames.MARK_1.replace("0.391", "x"), Frames.MARK_1.replace("\"rf\":", "\"vo\":")))
        {
            for (final String frame : List.of(
                bad + "," + Frames.MARK_1 + "," + Frames.MARK_2, Frames.MARK_1 + "," + bad + "," + Frames.MARK_2,
                Frames.MARK_1 + "," + Frames.MARK_2 + "," + bad))
            {
                assertEquals(DecodeStatus.PARTIAL, current.check("[" + frame + "]"));
                assertEquals(1, current.decoder().malformedEvents());
                assertEquals(2, current.decoder().decodedEvents());
                assertEquals(good, events(current, "[" + frame + "]"));
                current.sink().takeMalformedEvents();
            }
        }
    }

    @Test
    void shouldResumeAChainWhereItDeviates()
    {
        final List<String> marks = Collections.nCopies(9, Frames.MARK_1);
        final List<String> expected = events(current, "[" + String.join(",", marks) + "]");
        for (int at = 0; at < marks.size(); at++)
        {
            final String[] some = marks.toArray(String[]::new);
            some[at] = " " + some[at];
            assertEquals(expected, events(current, "[" + String.join(",", some) + "]"));
            assertFalse(current.decoder().isInOrder());
            assertEquals(9, current.decoder().decodedEvents());
            assertEquals(DecodeStatus.MALFORMED, current.check("[" + String.join(",", some)));
            assertEquals(0, current.decoder().decodedEvents());
        }
        assertEquals(DecodeStatus.DECODED, current.check(Frames.CHAIN.replace("]}", "],\"x\":[1]}")));
        assertEquals(1, current.decoder().skippedKeys());
        assertEquals(DecodeStatus.MALFORMED, current.check(Frames.CHAIN.replace("]}", "],\"data\":[]}")));
        assertEquals(DecodeStatus.MALFORMED, current.check(Frames.CHAIN + "]"));
    }

    @Test
    void shouldLeaveUnknownSymbolsAndUnwantedStreamsOfAChainAlone()
    {
        assertEquals(DecodeStatus.DECODED, current.check(Frames.CHAIN.replace("40000-C", "1-C")));
        assertTrue(current.decoder().isInOrder());
        assertEquals(1, current.decoder().unknownEvents());
        current.sink().refuseStreams();
        final byte[] chain = FrameCheck.bytes(Frames.CHAIN);
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT,
            current.decoder().decode(chain, 0, chain.length, current.sink()));
        assertEquals(2, current.decoder().unknownEvents());
        assertEquals(List.of("stream btcusdt@optionMarkPrice"), current.sink().take());
    }

    @Test
    void shouldTellNullFromZero()
    {
        assertEquals(List.of("mark 1 at 0 MARK=0/1"), events(current,
            "{\"e\":\"markPrice\",\"s\":\"BTCUSDT\",\"mp\":\"0.0\",\"i\":null,\"bo\":null,\"bq\":null,\"b\":null}"));
        assertEquals(List.of("ticker 1 at 0 from - to - ids - - n - LAST_PRICE=0/0"), events(current,
            "{\"e\":\"24hrTicker\",\"s\":\"BTCUSDT\",\"c\":0,\"o\":null,\"F\":null,\"O\":null,\"n\":null}"));
        assertEquals(List.of("interest 1 at 0 CONTRACTS QUANTITY=0/0"),
            events(current, "{\"e\":\"openInterest\",\"s\":\"BTCUSDT\",\"o\":\"0\",\"h\":null}"));
        assertEquals(List.of("instrument 1 at 0 UNKNOWN UNKNOWN"),
            events(current, "{\"e\":\"optionSymbol\",\"s\":\"BTCUSDT\",\"d\":null,\"sp\":null,\"dt\":null}"));
        assertEquals(List.of("trade 10 1/0x2/0 t 3 buyer - seller - side 0 kind 0 at 0"), events(legacy,
            "{\"e\":\"trade\",\"s\":\"BTC-200630-9000-P\",\"t\":3,\"p\":1,\"q\":2,\"b\":null,\"S\":null,\"X\":null}"));
    }

    @Test
    void shouldFlagWhatEighteenDigitsCannotHold()
    {
        assertEquals(List.of("interest 1 at 0 CONTRACTS QUANTITY=1/-7 NOTIONAL=123456789012345679/-2 inexact"),
            events(current,
            "{\"e\":\"openInterest\",\"s\":\"BTCUSDT\",\"o\":\"1E7\",\"h\":\"12345678901234567890\"}"));
        assertEquals(List.of("index 1 at 0 123456789012345679/0 inexact"),
            events(current, "{\"e\":\"indexPrice\",\"s\":\"BTCUSDT\",\"p\":123456789012345678.9}"));
        assertEquals(DecodeStatus.MALFORMED,
            current.check("{\"e\":\"indexPrice\",\"s\":\"BTCUSDT\",\"p\":\"1e99\"}"));
    }

    @Test
    void shouldDecodeFundingBesideTheMark()
    {
        assertEquals(List.of("stream btcusdt@markPrice@1s",
            "mark 1 at 1700000000201000000 MARK=1179415000000/8 INDEX=1178462659091/8 SETTLEMENT=1178425641265/8",
            "funding 1 at 1700000000201000000 period - CURRENT=-38167/8"), events(current, Frames.FUNDING));
        assertEquals(2, events(current, Frames.FUNDING.replace("-0.00038167", "")).size());
        assertEquals(DecodeStatus.MALFORMED, current.check(Frames.FUNDING.replace("-0.00038167", "-")));
    }

    @Test
    void shouldDecodeListings()
    {
        assertEquals(List.of("instrument 4 at 1700000000908000000 CALL TRADING STRIKE=85000/0 CONTRACT_SIZE=1/0 " +
            "expiry=1793347200000000000 listed=1690000000000000000 UNDERLYING=BTCUSDT QUOTE=USDT STATUS=TRADING"),
            events(current, Frames.LISTING));
        assertTrue(events(current, Frames.LISTING.replace("TRADING", "SETTLING").replace("CALL", "STRADDLE")).get(0)
            .matches("instrument 4 at [0-9]+ UNKNOWN UNKNOWN .* STATUS=SETTLING"));
        assertEquals(List.of("instrument 10 at 1700000000842000000 PUT UNKNOWN STRIKE=9000/0 MIN_QUANTITY=1/2 " +
            "CONTRACT_SIZE=1/0 expiry=1593504000000000000 UNDERLYING=BTCUSDT QUOTE=USDT"),
            events(legacy, Frames.LEGACY_LISTING));
        assertEquals(events(current, Frames.LISTING), events(current, Frames.LISTING.replace("TRADING", "TR\\u0041DING")
            .replace("BTCUSDT", "BTC\\u0055SDT").replace("\"USDT", "\"\\u0055SDT")));
    }

    @Test
    void shouldTakeTheSignOffLegacyQuantitiesAndCountContradictions()
    {
        assertEquals("trade 10 264/2x1/2 t 15 buyer 4647850284614262784 seller 4719907951072796672 side 2 kind 1 at " +
            "1700000000134000000", events(legacy, Frames.LEGACY_TRADE).get(1));
        assertEquals(0, legacy.decoder().sideDisagreements());
        assertEquals(List.of("trade 10 1000/0x2/0 t 7 buyer 4611781675939004417 seller 4611781675939004418 side 1 " +
            "kind 0 at 1700000000072000000"), events(legacy, Frames.LEGACY_SIGNED_TRADE));
        assertEquals(1, legacy.decoder().sideDisagreements());
        assertTrue(events(legacy, Frames.LEGACY_SIGNED_TRADE.replace("\"S\":\"1\"", "\"S\":-1")).get(0)
            .contains(" side 2 "));
        assertEquals(0, legacy.decoder().sideDisagreements());
        assertTrue(events(legacy, Frames.LEGACY_SIGNED_TRADE.replace("\"S\":\"1\",", "")).get(0).contains(" side 2 "));
        for (final String side : List.of("\"0\"", "\"2\"", "\"BUY\"", "true", "1.5"))
        {
            assertEquals(DecodeStatus.MALFORMED,
                legacy.check(Frames.LEGACY_SIGNED_TRADE.replace("\"S\":\"1\"", "\"S\":" + side)));
        }
        for (final String none : List.of("\"\"", "null"))
        {
            assertTrue(events(legacy, Frames.LEGACY_SIGNED_TRADE.replace("\"S\":\"1\"", "\"S\":" + none)).get(0)
                .contains(" side 2 "));
        }
    }

    @Test
    void shouldTakeLegacyDepthForAnImageOnAnyConnection()
    {
        assertEquals(List.of("book 1 10 at 1700000000000000000 U " + Long.MIN_VALUE + " u 162 pu " + Long.MIN_VALUE +
            " b200/0x3/0 b101/0x1/0 b100/0x25/1 a1000/0x89/0"), events(legacy, Frames.LEGACY_DEPTH));
        assertEquals(DecodeStatus.MALFORMED, legacy.check(Frames.LEGACY_DEPTH.replace("\"89\"", "\"-89\"")));
        assertEquals(DecodeStatus.MALFORMED, legacy.check(Frames.LEGACY_DEPTH.replace("\"u\":162,", "")));
    }

    @Test
    void shouldNeverReadTheOtherDialect()
    {
        for (final String frame : List.of(Frames.LEGACY_DEPTH, Frames.LEGACY_INDEX, Frames.LEGACY_LISTING))
        {
            assertEquals(DecodeStatus.IGNORED, current.check(frame));
        }
        for (final String frame : List.of(Frames.DIFF, Frames.TICKER, Frames.INDEX, Frames.LISTING, Frames.FUNDING))
        {
            assertEquals(DecodeStatus.IGNORED, legacy.check(frame));
        }
        assertEquals(DecodeStatus.MALFORMED, legacy.check(Frames.OPTION_TRADE
            .replace("BTC-261030-85000-C", "BTCUSDT")));
    }

    @Test
    void shouldRefuseEveryEventWithoutItsMandatoryFields()
    {
        final String[][] mandatory = {
            {Frames.DAY_TICKER, "\"c\":\"76.5000\","}, {Frames.CANDLE, "\"o\":\"680.000\","},
            {Frames.CANDLE, "\"t\":1699999200000,"}, {Frames.CANDLE, "\"T\":1700000099999,"},
            {Frames.INDEX, ",\"p\":\"3224.51976744\""}, {Frames.INTEREST, "\"o\":\"1580.87\","},
            {Frames.FUNDING, "\"p\":\"11794.15000000\","}, {Frames.RAW_CHAIN, "\"mp\":\"2603.124\","},
            {Frames.LISTING, "\"s\":\"BTC-261030-85000-C\","}};
        for (final String[] pair : mandatory)
        {
            assertTrue(pair[0].contains(pair[1]), pair[1]);
            assertEquals(DecodeStatus.MALFORMED, current.check(pair[0].replace(pair[1], "")), pair[1]);
        }
        assertEquals(DecodeStatus.DECODED, current.check(Frames.RAW_CHAIN.replace(NO_TIME, "")));
    }

    @Test
    void shouldRefuseEveryProperPrefixOfLegacyFrames()
    {
        for (final String frame : Frames.LEGACY_EVENTS)
        {
            final byte[] whole = FrameCheck.bytes(frame);
            for (int length = 0; length < whole.length; length++)
            {
                final byte[] exact = Arrays.copyOf(whole, length);
                assertEquals(DecodeStatus.MALFORMED, legacy.decoder().decode(exact, 0, length, legacy.sink()));
                assertEquals(List.of(), legacy.sink().take());
            }
            legacy.sink().takeMalformedEvents();
            assertEquals(DecodeStatus.DECODED, legacy.check(frame));
        }
    }

    private static List<String> events(final FrameCheck check, final String frame)
    {
        check.check(frame);
        final byte[] bytes = FrameCheck.bytes(frame);
        check.decoder().decode(bytes, 0, bytes.length, check.sink());
        check.sink().takeMalformedEvents();
        return check.sink().take();
    }
}
