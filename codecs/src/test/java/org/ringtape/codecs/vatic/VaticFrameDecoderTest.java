package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.SilentSink;

/** Each event, and each rule of tolerance, by example. */
class VaticFrameDecoderTest
{
    private static final String WINDOW = "target 1 5min/300000000000 1750000200000000000-1750000500000000000 OPEN ";

    private final HeardTargets heard = new HeardTargets();
    private final VaticFrameDecoder decoder = heard.newDecoder();

    @Test
    void shouldBeReadyAndListWhatThereIs()
    {
        assertEquals(DecodeStatus.CONTROL, decode(VaticFrames.CONNECTED));
        assertEquals(List.of("directory", "asset btc", "asset eth", "asset pepe", "marketType 5min",
            "marketType daily", "channel hyperliquid_mark_price", "ready"), heard.take());
    }

    @Test
    void shouldPassOverWhatIsNoNameInAList()
    {
        decode("{\"event\":\"connected\",\"supportedAssets\":[1,null,[\"a\"],{\"b\":1},\"c\\u0064\"]," +
            "\"supportedMarketTypes\":\"5min\",\"supportedChannels\":[]}");
        assertEquals(List.of("directory", "asset cd", "ready"), heard.take());
    }

    @Test
    void shouldAcknowledgeAndRefuseWithoutNamingARequest()
    {
        assertEquals(DecodeStatus.CONTROL, decode(VaticFrames.SUBSCRIBED));
        assertEquals(DecodeStatus.CONTROL, decode(VaticFrames.UNSUBSCRIBED));
        assertEquals(DecodeStatus.CONTROL, decode(VaticFrames.ERROR));
        assertEquals(DecodeStatus.CONTROL, decode("{\"event\":\"error\"}"));
        assertEquals(DecodeStatus.CONTROL, decode("{\"event\":\"error\",\"message\":{\"code\":4}}"));
        assertEquals(List.of("acknowledged", "acknowledged", "refused 0 Unknown asset: \\\"foo\\\"", "refused 0 ",
            "refused 0 {\"code\":4}"), heard.take());
    }

    @Test
    void shouldSayWhatIsGrantedByName()
    {
        assertEquals(List.of("about btc", "btc@5min", "btc@daily", "end"),
            grants("{\"event\":\"subscribed\",\"asset\":\"BTC\",\"marketTypes\":[\"5m\",null,\"daily\"]}"));
        assertEquals(List.of("about eth", "eth@7min", "end"),
            grants("{\"marketTypes\":[\"7min\"],\"asset\":\"eth\",\"event\":\"subscribed\"}"), "nobody's interval");
        assertEquals(List.of("about eth", "end"),
            grants("{\"event\":\"subscribed\",\"asset\":\"eth\",\"marketTypes\":[]}"));
        assertEquals(List.of("about eth", "end"), grants("{\"event\":\"subscribed\",\"asset\":\"eth\"}"));
        assertEquals(List.of("about ", "eth@hyperliquid_mark_price", "end"),
            grants("{\"event\":\"subscribed\",\"channel\":\"hyperliquid_mark_price\",\"asset\":\"eth\"}"));
        assertEquals(List.of("about eth", "end"), grants("{\"event\":\"subscribed\",\"asset\":\"eth\"," +
            "\"marketTypes\":[\"" + "x".repeat(100) + "\"]}"), "longer than any name");
        assertEquals(List.of("acknowledged"), grants("{\"event\":\"subscribed\"}"), "of nothing");
        assertEquals(List.of("unsubscribed"), grants(VaticFrames.UNSUBSCRIBED));
    }

    private List<String> grants(final String frame)
    {
        final List<String> told = new ArrayList<>();
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        assertEquals(DecodeStatus.CONTROL, decoder.decode(bytes, 0, bytes.length, new SilentSink()
        {
            @Override
            public void onAcknowledged(final long requestId)
            {
                told.add("acknowledged");
            }

            @Override
            public void onGrantsStart(final byte[] subject, final int offset, final int length)
            {
                told.add("about " + new String(subject, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void onGrant(final byte[] stream, final int offset, final int length)
            {
                told.add(new String(stream, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void onGrantsEnd()
            {
                told.add("end");
            }

            @Override
            public void onUnsubscribed()
            {
                told.add("unsubscribed");
            }
        }));
        return told;
    }

    @Test
    void shouldDecodeALiveWindowAndTellTheObserver()
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.OPEN));
        assertEquals(
            List.of("stream btc@5min", WINDOW + "live 1051234567e-4 source=chainlink error="), heard.take());
        assertEquals(List.of("btc FIVE_MINUTES 1750000200000000000 OPEN"), heard.windows);
        assertEquals(0, decoder.skippedKeys());
    }

    @Test
    void shouldDecodeASnapshotWithQuotedNumbersAnAliasAndUpperCase()
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.SNAPSHOT));
        assertEquals(List.of("stream eth@1hour",
            "target 2 1hour/3600000000000 1750003200000000000-1750006800000000000 OPEN snapshot " +
            "25123456789012345e-13 source=binance_futures error="), heard.take());
    }

    @Test
    void shouldDeriveTheStartFromItsTextAlone()
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.ISO_ONLY));
        assertEquals(List.of("stream sol@4hour",
            "target 3 4hour/14400000000000 1750003200000000000-1750017600000000000 OPEN snapshot 15e-1 source= error="),
            heard.take());
        assertEquals(0, decoder.startMismatches());
    }

    @Test
    void shouldDecodeAFailedWindow()
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.FAILED));
        assertEquals(List.of("stream hype@15min",
            "target 5 15min/900000000000 1750000500000000000-1750001400000000000 FAILED live absent source= " +
            "error=upstream \"x\" is away"), heard.take());
        assertEquals(List.of("hype FIFTEEN_MINUTES 1750000500000000000 FAILED"), heard.windows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":[502,null]}", "[1,2]", "17", "true", "\"\""})
    void shouldKeepTheRawTextOfAnyError(final String error)
    {
        final String frame = VaticFrames.FAILED.replaceFirst("\"error\":.*", "") + "\"error\":" +
            error.replace("\\", "\\\\") + "}";
        assertEquals(DecodeStatus.DECODED, decode(frame));
        assertTrue(heard.take().get(1).endsWith(" error=" + error.replace("\"\"", "")), frame);
    }

    @Test
    void shouldDecodeAMarkPriceWithAndWithoutTime()
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.MARK_PRICE));
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.UNTIMED_MARK_PRICE));
        assertEquals(List.of("stream btc@hyperliquid_mark_price", "mark 1 1750000201234000000 1051245e-1",
            "stream eth@hyperliquid_mark_price", "mark 2 0 251225e-2"), heard.take());
    }

    @Test
    void shouldIgnoreAndCountWhatNobodyKnows()
    {
        assertEquals(DecodeStatus.IGNORED, decode(VaticFrames.UNKNOWN_EVENT));
        assertEquals(DecodeStatus.IGNORED, decode(VaticFrames.UNKNOWN_INTERVAL));
        assertEquals(1, decoder.unknownEvents());
        assertEquals(1, decoder.unknownIntervals());
        assertEquals(List.of(), heard.take());
    }

    @Test
    void shouldNotDecodeForAStreamOrAssetThatIsNotOurs()
    {
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decode(VaticFrames.UNKNOWN_ASSET));
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decode(VaticFrames.UNWANTED));
        assertEquals(List.of("stream pepe@5min", "stream x@5min"), heard.take());
        assertEquals(List.of(), heard.windows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asset", "marketType", "price", "event"})
    void shouldRefuseAWindowThatLacksAField(final String field)
    {
        assertEquals(DecodeStatus.MALFORMED, decode(VaticFrames.openWithout(field)));
        assertEquals(DecodeStatus.MALFORMED, decode(VaticFrames.openWith(field, "null")));
        assertEquals(List.of(), heard.windows);
    }

    @Test
    void shouldRefuseAWindowWithoutAnyStart()
    {
        final String none = VaticFrames.openWithout("windowStart").replaceFirst("\"windowStartIso\":\"[^\"]*\",", "");
        assertEquals(DecodeStatus.MALFORMED, decode(none));
        assertEquals(List.of("stream btc@5min"), heard.take()); // so that the loss has a place
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "price;0", "price;-1.5", "price;\"\"", "price;\"1,5\"", "price;true", "price;1e60", "price;1e-60", "price;[1]",
        "windowStart;0", "windowStart;-5", "windowStart;\"soon\"", "windowStart;1e12", "windowStart;1e40",
        "windowStart;1750000200.0000000001", "windowStart;1750000200.12345678901", "windowStart;{}",
        "snapshot;\"yes\"", "snapshot;2", "snapshot;[]", "asset;\"\"", "asset;7", "marketType;5"})
    void shouldRefuseABadValue(final String field, final String value)
    {
        assertEquals(DecodeStatus.MALFORMED, decode(VaticFrames.openWith(field, value)), field + " " + value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "105123.45;10512345e-2", "\"105123.45\";10512345e-2", "1.0512345e5;10512345e-2", "\"1.0512345E+5\";10512345e-2",
        "105123.456789012345;105123456789012345e-12", "0.000000123456789012345678;123456789012345678e-24",
        "105123.4567890123456;105123456789012346e-12~", "82450.750;82450750e-3"})
    void shouldReadPricesExactlyToEighteenDigits(final String price, final String expected)
    {
        final String frame = VaticFrames.openWith("price", price);
        assertEquals(DecodeStatus.DECODED, decode(frame));
        assertEquals(WINDOW + "live " + expected + " source=chainlink error=", heard.take().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1750000200", "\"1750000200\"", "1.7500002e9", "\"1750000200.000\"", "17500002E+2"})
    void shouldReadAStartInEveryForm(final String start)
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.openWith("windowStart", start)));
        assertTrue(heard.take().get(1).startsWith(WINDOW));
        assertEquals(0, decoder.startMismatches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2025-06-15T15:10:01.000Z\"", "\"yesterday\"", "17", "\"2025-06-15T15:10:00.001Z\""})
    void shouldCountAStartWhoseTextDiffersAndTakeTheNumber(final String text)
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.openWith("windowStartIso", text)));
        assertTrue(heard.take().get(1).startsWith(WINDOW));
        assertEquals(1, decoder.startMismatches());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "true;true", "\"true\";true", "1;true", "\"1\";true",
        "false;false", "\"false\";false", "0;false", "null;false"})
    void shouldReadTheSnapshotFlagInEveryForm(final String value, final boolean expected)
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.openWith("snapshot", value)));
        assertEquals(expected, heard.take().get(1).contains(" snapshot "));
    }

    @Test
    void shouldReadEscapedKeysAndValuesAndCountUnknownKeys()
    {
        final String frame = VaticFrames.OPEN.replace("\"asset\":\"btc\"", "\"as\\u0073et\":\"b\\u0054c\"")
            .replace("chainlink", "chain\\u006cink").replace("{\"event\"", "{\"x\":{\"price\":[1]},\"y\":0,\"event\"");
        assertEquals(DecodeStatus.DECODED, decode(frame));
        assertEquals(
            List.of("stream btc@5min", WINDOW + "live 1051234567e-4 source=chainlink error="), heard.take());
        assertEquals(2, decoder.skippedKeys());
    }

    @Test
    void shouldRefuseAKeyThatIsThereTwiceAndWhatIsNoObject()
    {
        assertEquals(DecodeStatus.MALFORMED, decode(VaticFrames.OPEN.replace("{\"event\"", "{\"price\":2,\"event\"")));
        assertEquals(DecodeStatus.MALFORMED, decode("[" + VaticFrames.OPEN + "]"));
        assertEquals(DecodeStatus.MALFORMED, decode(VaticFrames.OPEN + VaticFrames.OPEN));
        assertEquals(DecodeStatus.MALFORMED, decode(""));
        assertEquals(DecodeStatus.MALFORMED, decoder.decode(new byte[4], 2, 3, heard));
        assertEquals(List.of(), heard.take());
    }

    @ParameterizedTest
    @CsvSource({"5m,5min", "15m,15min", "1h,1hour", "1hr,1hour", "4h,4hour", "day,daily", "daily,daily"})
    void shouldNameStreamsByTheFirstNameOfAnInterval(final String alias, final String name)
    {
        assertEquals(DecodeStatus.DECODED, decode(VaticFrames.openWith("marketType", "\"" + alias + "\"")));
        assertEquals("stream btc@" + name, heard.take().get(0));
        assertEquals(name, VaticInterval.of(alias).label());
    }

    private DecodeStatus decode(final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
        return decoder.decode(bytes, 0, bytes.length, heard);
    }
}
