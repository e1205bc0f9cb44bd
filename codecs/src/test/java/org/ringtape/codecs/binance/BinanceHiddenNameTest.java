package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.text.HiddenName;

/** A listen key names a stream on the wire and nowhere else. */
final class BinanceHiddenNameTest
{
    private static final String KEY = "listenKeyOfNobody0123456789";
    private static final String TRADE = "{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"BTC\",\"t\":7,\"p\":\"1\"," +
        "\"q\":\"2\",\"X\":\"MARKET\",\"m\":true}";

    private final HiddenName name = new HiddenName("user-data");
    private final BinanceFrameDecoder decoder = BinanceFrameDecoder.userData((bytes, offset, length) -> 1, name);
    private final RecordingSink sink = new RecordingSink();
    private final List<String> damaged = new ArrayList<>();

    @Test
    void shouldTellThePublicName()
    {
        name.wireName(KEY);
        for (int i = 0; i < 5; i++) // none of a layout that was learned, either
        {
            assertEquals(DecodeStatus.DECODED, decode("{\"stream\":\"" + KEY + "\",\"data\":" + TRADE + "}"));
            assertEquals("stream user-data", sink.take().get(0));
        }
        assertEquals(DecodeStatus.DECODED,
            decode("{\"data\":" + TRADE + ",\"stream\":\"\\u006c" + KEY.substring(1) + "\"}"));
        assertEquals("stream user-data", sink.take().get(0));
    }

    @Test
    void shouldTellNoOtherNameSinceItMayBeTheKeyOfBefore()
    {
        decode("{\"stream\":\"" + KEY + "\",\"data\":" + TRADE + "}");
        assertEquals("stream " + HiddenName.UNKNOWN, sink.take().get(0), "before any key is known");
        name.wireName(KEY + "-renewed");
        decode("{\"stream\":\"" + KEY + "\",\"data\":" + TRADE + "}");
        final List<String> told = sink.take();
        assertEquals("stream " + HiddenName.UNKNOWN, told.get(0));
        assertFalse(told.toString().contains(KEY));
        assertEquals("user-data", name.toString());
    }

    @Test
    void shouldTellThePublicNameOfADamagedFrame()
    {
        name.wireName(KEY);
        final byte[] cut = ("{\"stream\":\"" + KEY + "\",\"data\":" + TRADE.substring(0, 30))
            .getBytes(StandardCharsets.UTF_8);
        assertEquals(DecodeStatus.MALFORMED, decoder.decode(cut, 0, cut.length, sink));
        assertEquals(DamageScope.NAMED, decoder.nameDamaged(cut, 0, cut.length, (bytes, offset, length) ->
            damaged.add(new String(bytes, offset, length, StandardCharsets.UTF_8))));
        assertEquals(List.of("user-data"), damaged);
    }

    private DecodeStatus decode(final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(bytes, 0, bytes.length, sink);
    }
}
