package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.row.WindowStatus;

/** REST bodies: which window they are of, what a batch loses, what is refused. */
class VaticTargetDecoderTest
{
    private static final String BODY = """
        {"now":"2025-06-15T15:20:00.000Z","asset":"eth","marketType":"15m","provider":"chainlink",\
        "requestedTimestamp":1750000700,"price":"2512.50"}""";
    private static final String EXPECTED =
        "target 2 15min/900000000000 1750000500000000000-1750001400000000000 OPEN snapshot 251250e-2 " +
        "source=chainlink error=";

    private final HeardTargets heard = new HeardTargets();
    private final VaticTargetDecoder decoder = new VaticTargetDecoder(HeardTargets.lookup(), HeardTargets.CALENDAR);

    @ParameterizedTest
    @ValueSource(strings = {
        "\"requestedTimestamp\":1750000700", "\"requestedTimestamp\":\"1750000700\"",
        "\"requestedTimestamp\":1750000700123", "\"requestedTimestampIso\":\"2025-06-15T15:18:20Z\"",
        "\"requestedTimestamp\":5,\"_cache\":{\"ageSec\":1,\"windowStart\":1750000500}"})
    void shouldFindTheWindowThatTheInstantLiesIn(final String instant)
    {
        assertEquals(DecodeStatus.DECODED, decode(BODY.replace("\"requestedTimestamp\":1750000700", instant)));
        assertEquals(List.of("stream eth@15min", EXPECTED), heard.take());
        assertEquals(1_750_000_500_000_000_000L, decoder.startNs());
        assertEquals(VaticInterval.FIFTEEN_MINUTES, decoder.interval());
        assertEquals(2, decoder.instrumentId());
        assertEquals(WindowStatus.OPEN, decoder.targetStatus());
    }

    @Test
    void shouldTakeTheInstantForTheBeginWithoutACalendar()
    {
        final VaticTargetDecoder plain = new VaticTargetDecoder(HeardTargets.lookup(), WindowCalendar.NONE);
        final byte[] body = BODY.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(DecodeStatus.DECODED, plain.decode(body, 0, body.length, heard));
        assertEquals(1_750_000_700_000_000_000L, plain.startNs());
    }

    @Test
    void shouldLoseOnlyTheBadElementsOfABatch()
    {
        final String batch = """
            {"marketType":"5min","provider":"chainlink","requestedTimestamp":1750000500,"results":[\
            {"asset":"btc","ok":true,"price":105000.5},{"asset":"eth","ok":false,"error":{"code":502}},\
            {"ok":true,"price":1},7,{"asset":"sol","ok":true,"price":-1},{"asset":"pepe","ok":true,"price":1},\
            {"asset":"SOL","ok":1,"source":"binance","price":"1.5e2","more":0}]}""";
        assertEquals(DecodeStatus.PARTIAL, decode(batch));
        final String window = " 5min/300000000000 1750000500000000000-1750000800000000000 ";
        assertEquals(List.of(
            "stream btc@5min", "target 1" + window + "OPEN snapshot 1050005e-1 source=chainlink error=",
            "stream eth@5min", "target 2" + window + "FAILED snapshot absent source=chainlink error={\"code\":502}",
            "malformed false", "malformed false", "stream sol@5min", "malformed true", "stream pepe@5min",
            "stream sol@5min", "target 3" + window + "OPEN snapshot 15e1 source=binance error="), heard.take().stream()
                .map((event) -> event.replace("15e--1", "15e1").replace("150e-0", "15e1")).toList());
        assertEquals(3, decoder.malformedEvents());
        assertEquals(1, decoder.skippedKeys());
    }

    /** What says nothing is as if it were not there; a key of one letter is none of the venue's, however often. */
    @Test
    void shouldPassOverWhatSaysNothingAndKeysThatAreNobodys()
    {
        assertEquals(DecodeStatus.DECODED, decode(BODY.replace("\"price\"", "\"ok\":null,\"p\":1,\"p\":2,\"price\"")));
        assertEquals(List.of("stream eth@15min", EXPECTED), heard.take());
        assertEquals(2, decoder.skippedKeys());
    }

    @Test
    void shouldSayWhatCannotBeUsed()
    {
        assertEquals(DecodeStatus.MALFORMED, decode(BODY.replace("\"2512.50\"", "null")));
        assertEquals(DecodeStatus.MALFORMED, decode(BODY.replace("\"eth\"", "\"\"")));
        assertEquals(DecodeStatus.MALFORMED, decode(BODY.replace("1750000700", "\"now\"")));
        assertEquals(DecodeStatus.MALFORMED, decode(BODY.replace("\"requestedTimestamp\"", "\"x\"")));
        assertEquals(DecodeStatus.MALFORMED, decode("{\"error\":\"upstream\"}"));
        assertEquals(DecodeStatus.MALFORMED, decode("<html>502</html>"));
        assertEquals(DecodeStatus.IGNORED, decode(BODY.replace("15m", "30m")));
        assertEquals(DecodeStatus.UNKNOWN_INSTRUMENT, decode(BODY.replace("\"eth\"", "\"pepe\"")));
        assertEquals(DecodeStatus.MALFORMED, decode(
            "{\"marketType\":\"5min\",\"requestedTimestamp\":1750000500,\"results\":{}}"));
    }

    @Test
    void shouldRefuseEveryTruncation()
    {
        for (int length = 0; length < BODY.length(); length++)
        {
            assertEquals(DecodeStatus.MALFORMED, decode(BODY.substring(0, length)));
        }
        assertEquals(List.of(), heard.take());
    }

    private DecodeStatus decode(final String body)
    {
        final byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return decoder.decode(bytes, 0, bytes.length, heard);
    }
}
