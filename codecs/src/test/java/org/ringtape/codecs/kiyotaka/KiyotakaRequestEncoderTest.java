package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Member;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** Requests are the documented bytes; what is inferred is the same JSON as the synthetic examples. */
class KiyotakaRequestEncoderTest
{
    private static final String KEY = "YOUR_API_KEY";

    @Test
    void shouldWriteDocumentedBytes()
    {
        final List<String> documented = KiyotakaRecordings.lines("doc_client_requests");
        assertEquals(11, documented.size());
        assertEquals(documented.get(0), KiyotakaRequestEncoder.authenticate(KEY, 1, true));
        assertEquals(documented.get(1), subscribe(0, channel(KiyotakaChannelType.TRADE)));
        assertEquals(documented.get(2), subscribe(0, channel(KiyotakaChannelType.TRADE_AGG).batchInterval("200ms")));
        assertEquals(documented.get(3), subscribe(0, book("BTCUSDT")));
        assertEquals(documented.get(4), subscribe(1, book("BTC").groupByType("1")));
        assertEquals(documented.get(5), subscribe(0, channel(KiyotakaChannelType.LIQUIDATION)));
        assertEquals(documented.get(6), subscribe(0, channel(KiyotakaChannelType.FUNDING_RATE)));
        assertEquals(documented.get(7), subscribe(0, channel(KiyotakaChannelType.OPEN_INTEREST)));
        assertEquals(documented.get(8), subscribe(0, channel(KiyotakaChannelType.VOLUME_PROFILE_AGG).quote("USD")));
        assertEquals(documented.get(9), subscribe(1, KiyotakaChannel.of(KiyotakaChannelType.VOLUME_PROFILE_AGG,
            "BINANCE_FUTURES", "BTC").category("*").quote("USD").groupByType("1")));
        assertEquals(documented.get(10), KiyotakaRequestEncoder.ping(1769056941234L));
    }

    @Test
    void shouldWriteTheSameJsonAsInferredExamples()
    {
        final List<String> inferred = KiyotakaRecordings.lines("synthetic_client_unsubscribe");
        final KiyotakaChannel trade = channel(KiyotakaChannelType.TRADE).build();
        assertEquals(inferred.get(0), KiyotakaRequestEncoder.unsubscribe(List.of(trade), 5));
        assertEquals(inferred.get(1), KiyotakaRequestEncoder.unsubscribeAll(6));
        assertEquals(inferred.get(2), KiyotakaRequestEncoder.authenticate(KEY, 1, false));
        assertEquals(tree(inferred.get(3)), tree(KiyotakaRequestEncoder.subscribe(
            List.of(trade, channel(KiyotakaChannelType.LIQUIDATION).build()), 2, null)));
    }

    @Test
    void shouldWriteHeartbeats()
    {
        assertEquals("{\"type\":\"ping\",\"timestamp\":5}", KiyotakaRequestEncoder.ping(5));
        assertEquals("{\"type\":\"pong\",\"timestamp\":-5}", KiyotakaRequestEncoder.pong(-5));
    }

    @Test
    void shouldEscapeTexts()
    {
        final String request = KiyotakaRequestEncoder.authenticate("a\"b\\c\n\ud800\u00e9", 0, true);
        assertEquals("{\"method\":\"public/authenticate\",\"params\":{\"token\":\"a\\\"b\\\\c\\u000a\\ud800\u00e9\"}}",
            request);
        final byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        assertTrue(NaiveJson.parse(bytes, 0, bytes.length) != null);
    }

    @Test
    void shouldRefuseRequestsThatCannotBeSent()
    {
        assertThrows(IllegalArgumentException.class, () -> KiyotakaRequestEncoder.subscribe(List.of(), 1, null));
        assertThrows(IllegalArgumentException.class, () -> KiyotakaRequestEncoder.unsubscribeAll(-1));
    }

    private static KiyotakaChannel.Builder channel(final KiyotakaChannelType type)
    {
        return KiyotakaChannel.of(type, "BINANCE_FUTURES", "BTCUSDT").category(KiyotakaChannel.ANY);
    }

    private static KiyotakaChannel.Builder book(final String symbol)
    {
        return KiyotakaChannel.of(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT, "BINANCE_FUTURES", symbol).category("*")
            .blockSize("25").maxDepth("500").quote("COIN").updateFrequency("1s");
    }

    private static String subscribe(final long requestId, final KiyotakaChannel.Builder channel)
    {
        return KiyotakaRequestEncoder.subscribe(List.of(channel.build()), requestId, KiyotakaRequestEncoder.BROTLI);
    }

    private static Object tree(final String json)
    {
        final byte[] bytes = json.getBytes(StandardCharsets.ISO_8859_1);
        return sorted(NaiveJson.parse(bytes, 0, bytes.length));
    }

    private static Object sorted(final Object value)
    {
        if (value instanceof List)
        {
            return ((List<?>)value).stream().map(KiyotakaRequestEncoderTest::sorted).toList();
        }
        if (value instanceof Members)
        {
            final Map<String, Object> members = new TreeMap<>();
            for (final Member member : ((Members)value).all())
            {
                members.put(member.key(), sorted(member.value()));
            }
            return members;
        }
        return value instanceof Text ? ((Text)value).value() : value;
    }
}
