package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** Requests as the venue documents them. */
class BinanceRequestEncoderTest
{
    @Test
    void shouldEncodeRequests()
    {
        assertEquals("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@depth@100ms\",\"b@bookTicker\"],\"id\":1}",
            BinanceRequestEncoder.subscribe(List.of("a@depth@100ms", "b@bookTicker"), 1));
        assertEquals("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"a@b\"],\"id\":9223372036854775807}",
            BinanceRequestEncoder.unsubscribe(List.of("a@b"), Long.MAX_VALUE));
        assertEquals("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":0}", BinanceRequestEncoder.listSubscriptions(0));
    }

    @Test
    void shouldEscapeWhatJsonDemands()
    {
        final String name = "\"\\\n\u0001\u00e9";
        final byte[] frame = BinanceRequestEncoder.subscribe(List.of(name), 1).getBytes(StandardCharsets.UTF_8);
        final Members request = (Members)NaiveJson.parse(frame, 0, frame.length);
        final String read = ((Text)((List<?>)request.value("params")).get(0)).value();
        assertEquals(name, new String(read.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseWhatTheVenueWouldRefuse()
    {
        final List<String> streams = List.of("a@b");
        assertThrows(IllegalArgumentException.class, () -> BinanceRequestEncoder.subscribe(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> BinanceRequestEncoder.unsubscribe(streams, -1));
    }
}
