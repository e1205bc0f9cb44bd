package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.oracle.RecordedFrames;
import org.ringtape.codecs.sink.InstrumentLookup;

/** Rows of exchange information, of options and of the sister markets, good and bad. */
class BinanceExchangeInfoDecoderTest
{
    private static final String OPTION = """
        {"symbol":"SOL-261225-210.5-P","side":"PUT","status":"TRADING","expiryDate":1798185600000,"unit":10,\
        "underlying":"SOLUSDT","quoteAsset":"USDT","strikePrice":"210.500","priceScale":3,"quantityScale":1,\
        "minQty":"9","maxQty":"8","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.050","minPrice":"0.100",\
        "maxPrice":"75.000"},{"filterType":"LOT_SIZE","stepSize":"0.1","minQty":"0.2","maxQty":"5000"}]}""";
    private static final String OPTION_ROW = "7 PUT TRADING STRIKE=210500/3 TICK=50/3 STEP=1/1 MIN_PRICE=100/3 " +
        "MAX_PRICE=75000/3 MIN_QUANTITY=2/1 MAX_QUANTITY=5000/0 CONTRACT_SIZE=10/0 expiry=1798185600000000000 " +
        "priceScale=3 quantityScale=1 UNDERLYING=SOLUSDT QUOTE=USDT STATUS=TRADING at 0";
    private static final String PERPETUAL = """
        {"symbol":"ETHUSDT","pair":"ETHUSDT","contractType":"PERPETUAL","deliveryDate":4133404800000,\
        "onboardDate":1569398400000,"status":"SETTLING","baseAsset":"ETH","quoteAsset":"USDT","pricePrecision":2,\
        "quantityPrecision":3,"orderTypes":["LIMIT"],"filters":[{"filterType":"MAX_NUM_ORDERS","limit":200},\
        {"tickSize":"0.01","filterType":"PRICE_FILTER"}]}""";
    private static final String FUTURE = """
        {"symbol":"ETHUSD_261225","pair":"ETHUSD","contractType":"CURRENT_QUARTER","deliveryDate":1798185600000,\
        "contractStatus":"TRADING","contractSize":10,"filters":[]}""";

    private final BinanceExchangeInfoDecoder decoder = new BinanceExchangeInfoDecoder();
    private final List<String> rows = new ArrayList<>();

    @Test
    void shouldReadEveryFieldOfTheDocumentedBody()
    {
        final String body = RecordedFrames.lines("binance-options/doc-rest-bodies.jsonl").get(6);
        assertEquals(DecodeStatus.DECODED, decode(body));
        assertEquals(List.of("7 CALL TRADING STRIKE=50000/0 TICK=1/2 STEP=1/2 MIN_PRICE=2/2 MAX_PRICE=8000001/2 " +
            "MIN_QUANTITY=1/2 MAX_QUANTITY=100/0 CONTRACT_SIZE=1/0 expiry=1660521600000000000 priceScale=2 " +
            "quantityScale=2 UNDERLYING=BTCUSDT QUOTE=USDT STATUS=TRADING at 0"), rows);
    }

    @Test
    void shouldReadOptionsAndPreferTheirFilters()
    {
        assertEquals(DecodeStatus.DECODED, decode(options(OPTION)));
        assertEquals(List.of(OPTION_ROW), rows);
        rows.clear();
        final String plain = OPTION.substring(0, OPTION.indexOf(",\"filters\"")) + "}";
        assertEquals(DecodeStatus.DECODED, decode(options(plain)));
        assertEquals(List.of("7 PUT TRADING STRIKE=210500/3 MIN_QUANTITY=9/0 MAX_QUANTITY=8/0 CONTRACT_SIZE=10/0 " +
            "expiry=1798185600000000000 priceScale=3 quantityScale=1 UNDERLYING=SOLUSDT QUOTE=USDT STATUS=TRADING " +
            "at 0"), rows);
    }

    @Test
    void shouldReadSisterMarkets()
    {
        assertEquals(DecodeStatus.DECODED, decode("{\"symbols\":[" + PERPETUAL + "," + FUTURE + "]}"));
        assertEquals(List.of(
            "7 PERPETUAL UNKNOWN TICK=1/2 listed=1569398400000000000 priceScale=2 quantityScale=3 " +
                "UNDERLYING=ETHUSDT BASE=ETH QUOTE=USDT STATUS=SETTLING at 0",
            "7 FUTURE TRADING CONTRACT_SIZE=10/0 expiry=1798185600000000000 UNDERLYING=ETHUSD STATUS=TRADING at 0"),
            rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "7", "null", "[{}]", "{}", "{\"symbol\":7}", "{\"symbol\":\"A\",\"symbol\":\"A\"}",
        "{\"symbol\":\"A\",\"strikePrice\":\"x\"}", "{\"symbol\":\"A\",\"strikePrice\":[]}",
        "{\"symbol\":\"A\",\"filters\":7}", "{\"symbol\":\"A\",\"filters\":[7]}", "{\"symbol\":\"A\",\"filters\":[{}]}",
        "{\"symbol\":\"A\",\"filters\":[{\"filterType\":\"LOT_SIZE\",\"minQty\":true}]}",
        "{\"symbol\":\"A\",\"priceScale\":33}", "{\"symbol\":\"A\",\"expiryDate\":-2}",
        "{\"symbol\":\"A\",\"side\":1}", "{\"symbol\":\"A\",\"quoteAsset\":false}"})
    void shouldLeaveOutABrokenRowAlone(final String broken)
    {
        assertEquals(DecodeStatus.PARTIAL, decode(options(OPTION + ", " + broken + " ," + OPTION)));
        assertEquals(List.of(OPTION_ROW, OPTION_ROW), rows);
        assertEquals(1, decoder.malformedRows());
        assertEquals(2, decoder.decodedRows());
        assertEquals(DecodeStatus.MALFORMED, decode(options(broken)));
        assertEquals(2, rows.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "7", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "{\"optionSymbols\":{}}",
        "{\"optionSymbols\":[]", "{\"optionSymbols\":[]} x", "{\"optionSymbols\":[],\"optionSymbols\":[]}"})
    void shouldRefuseOtherBodies(final String body)
    {
        assertEquals(DecodeStatus.MALFORMED, decode(body));
        assertEquals(List.of(), rows);
    }

    @Test
    void shouldTakeNullForUntoldAndUnescapeTexts()
    {
        assertEquals(DecodeStatus.DECODED, decode(options("{\"s\\u0079mbol\":\"S\\u004fL\",\"side\":null," +
            "\"unit\":null,\"filters\":null,\"underlying\":\"SO\\u004cUSDT\",\"quoteAsset\":\"US\\u0044T\"," +
            "\"status\":\"TRADIN\\u0047\",\"strikePrice\":1e2,\"new\":{\"symbol\":[]}}")));
        assertEquals(List.of("7 UNKNOWN TRADING STRIKE=1/-2 UNDERLYING=SOLUSDT QUOTE=USDT STATUS=TRADING at 0"), rows);
    }

    @Test
    void shouldPassOverRowsThatNobodyWants()
    {
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decode(options("{\"symbol\":\"NOBODYS\"}")));
        assertEquals(DecodeStatus.DECODED, decode(options("{\"symbol\":\"NOBODYS\"}," + OPTION)));
        assertEquals(1, decoder.unknownRows());
        assertEquals(DecodeStatus.DECODED, decode("{\"optionSymbols\":[],\"timezone\":\"UTC\"}"));
    }

    @Test
    void shouldReadThousandsOfRows()
    {
        final String many = IntStream.range(0, 5_000).mapToObj(i -> OPTION).collect(Collectors.joining(","));
        assertEquals(DecodeStatus.DECODED, decode(options(many)));
        assertEquals(5_000, rows.size());
        assertEquals(5_000, decoder.decodedRows());
        assertEquals(List.of(OPTION_ROW), rows.stream().distinct().toList());
    }

    @Test
    void shouldRefuseEveryPrefixAndSurviveDamage()
    {
        final byte[] body = options(OPTION + "," + PERPETUAL).getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < body.length; length++)
        {
            assertEquals(DecodeStatus.MALFORMED, decoder.decode(body, 0, length, (b, o, l) -> 7, this::add));
        }
        final long seed = System.nanoTime();
        System.out.println("BinanceExchangeInfoDecoderTest seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] damaged = body.clone();
            damaged[random.nextInt(body.length)] = (byte)"{}[],:\"\\ 0a\n".charAt(random.nextInt(12));
            rows.clear();
            final DecodeStatus status = decoder.decode(damaged, 0, damaged.length, (b, o, l) -> 7, this::add);
            assertEquals(decoder.decodedRows(), rows.size());
            assertEquals(status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL, !rows.isEmpty());
        }
    }

    private DecodeStatus decode(final String body)
    {
        final byte[] bytes = (" " + body).getBytes(StandardCharsets.US_ASCII);
        return decoder.decode(bytes, 1, bytes.length - 1, BinanceExchangeInfoDecoderTest::lookup, this::add);
    }

    private static int lookup(final byte[] bytes, final int offset, final int length)
    {
        final String symbol = new String(bytes, offset, length, StandardCharsets.US_ASCII);
        return symbol.equals("NOBODYS") ? InstrumentLookup.UNKNOWN : 7;
    }

    private void add(final int instrumentId, final long timeNs, final org.ringtape.codecs.sink.row.InstrumentRow row)
    {
        rows.add(instrumentId + " " + InstrumentTexts.of(row) + " at " + timeNs);
    }

    private static String options(final String rows)
    {
        return "{\"timezone\":\"UTC\",\"optionSymbols\":[" + rows + "],\"rateLimits\":[]}";
    }
}
