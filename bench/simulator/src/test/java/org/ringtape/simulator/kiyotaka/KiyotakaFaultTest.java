package org.ringtape.simulator.kiyotaka;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.fault.JsonWounds;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.net.PlainClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BOOK;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BTC;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.OTHER;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.ask;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.member;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.quoted;

/** Every fault of Kiyotaka, as a client observes it. */
final class KiyotakaFaultTest
{
    private static final String TRADE = "'type':'TRADE'," + BTC;
    private static final String BTC_BOOK = "'type':'BLOCK_BOOK_SNAPSHOT'," + BTC + ",'blockSize':'25'";

    private final KiyotakaRig rig = KiyotakaRig.generated();

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldNotReplyToAnAuthenticationThatTakesEffect()
    {
        rig.simulator.inject(Fault.parse("no-auth-reply"));
        final PlainClient client = rig.client(OTHER);
        client.send(quoted("{'id':1,'method':'public/authenticate','params':{'token':'simulated-key'}}"));
        assertEquals(List.of(), rig.texts(client));
        assertEquals(quoted("{'jsonrpc':'2.0','id':2,'result':'ok'}"),
            ask(client, KiyotakaRig.subscribe(2, "", TRADE)));
        assertEquals(FaultKind.NO_AUTH_REPLY, rig.simulator.injectedFaults().get(0).kind());
    }

    @Test
    void shouldOnlyCloseOnARefusedKey()
    {
        rig.simulator.inject(Fault.parse("auth-close:code=4001"));
        final PlainClient client = rig.client(OTHER);
        client.send(quoted("{'id':1,'method':'public/authenticate','params':{'token':'guess'}}"));
        assertEquals("close 4001 INVALID_API_KEY", client.end());
        assertTrue(client.texts.isEmpty());
    }

    @Test
    void shouldRejectASubscriptionOnce()
    {
        rig.simulator.inject(Fault.parse("reject-subscribe:symbol=BTCUSDT"));
        final PlainClient client = rig.authenticated(OTHER);
        assertTrue(ask(client, KiyotakaRig.subscribe(2, "", TRADE)).contains("-32602"));
        assertTrue(ask(client, KiyotakaRig.subscribe(3, "", TRADE)).contains("\"ok\""));
    }

    @ParameterizedTest
    @CsvSource({"1", "37", "500"})
    void shouldBatchPoints(final int points)
    {
        rig.simulator.inject(Fault.parse("batched-points:every=1,elements=" + points));
        final PlainClient client = rig.subscribed(OTHER, "", "'type':'TRADE','exchange':'*','symbol':'BTCUSDT'");
        rig.pass(30_000);
        final List<String> frames = rig.texts(client);
        assertFalse(frames.isEmpty());
        for (final String frame : frames)
        {
            final int size = KiyotakaRig.points(frame).size();
            assertTrue(size >= points && size < points + 8, () -> size + " points");
        }
    }

    @ParameterizedTest
    @CsvSource({"shuffled-keys", "extra-keys", "blanks", "quoted-numbers"})
    void shouldRespellFramesWithoutChangingWhatTheyMean(final String fault)
    {
        rig.simulator.inject(Fault.parse(fault + ":every=1"));
        final PlainClient wounded = rig.subscribed(OTHER, "", TRADE);
        rig.pass(2000);
        final List<Map<?, ?>> points = rig.points(wounded);
        assertEquals(points.size(), rig.simulator.pointsSent());
        try (KiyotakaRig plain = KiyotakaRig.generated())
        {
            final PlainClient client = plain.subscribed(OTHER, "", TRADE);
            plain.pass(2000);
            final List<Map<?, ?>> expected = plain.points(client);
            assertEquals(expected.size(), points.size());
            for (int i = 0; i < expected.size(); i++)
            {
                final Map<?, ?> trade = (Map<?, ?>)JsonWounds.quoted(member(expected.get(i), "trade"));
                final Map<?, ?> same = (Map<?, ?>)JsonWounds.quoted(member(points.get(i), "trade"));
                assertEquals(trade.get("price"), same.get("price"));
                assertEquals(trade.get("id"), same.get("id"));
            }
        }
        assertFalse(rig.simulator.injectedFaults().isEmpty());
    }

    @Test
    void shouldQuoteNumbers()
    {
        rig.simulator.inject(Fault.parse("quoted-numbers"));
        final PlainClient client = rig.subscribed(BOOK, "", BTC_BOOK);
        rig.pass(1000);
        final Map<?, ?> point = rig.points(client).get(0);
        assertTrue(((List<?>)member(point, "blockBookSnapshot").get("bids")).get(0) instanceof String);
        assertEquals("25", KiyotakaRig.series(point, "blockSize"));
    }

    @Test
    void shouldSendTheLastTradeAgainAfterAReconnect()
    {
        rig.simulator.inject(Fault.parse("duplicate-trade"));
        final PlainClient first = rig.subscribed(OTHER, "", TRADE);
        rig.pass(3000);
        final List<Map<?, ?>> trades = rig.points(first);
        first.close();
        final PlainClient second = rig.subscribed(OTHER, "", TRADE);
        assertEquals(List.of(trades.get(trades.size() - 1)), rig.points(second));
        assertEquals(List.of(new InjectedFault(FaultKind.DUPLICATE_TRADE, "TRADE BINANCE_FUTURES BTCUSDT",
            Long.MIN_VALUE)), rig.simulator.injectedFaults());
    }

    @Test
    void shouldSendAnImageOlderThanTheLast()
    {
        rig.simulator.inject(Fault.parse("old-book:ms=1500"));
        final PlainClient client = rig.subscribed(BOOK, "", BTC_BOOK);
        rig.pass(3500);
        final List<Long> times = rig.points(client).stream()
            .map(image -> KiyotakaNumbers.timeNs(member(image, "blockBookSnapshot")))
            .map(timeNs -> (timeNs - KiyotakaRig.START_NS) / 1_000_000)
            .toList();
        assertEquals(List.of(10L, -1490L, 2010L, 3010L), times);
    }

    @Test
    void shouldPutOneMeaninglessPointAmongTheOthers()
    {
        rig.simulator.inject(Fault.parse("malformed-point:at=2"));
        final PlainClient client = rig.subscribed(OTHER, "", TRADE);
        rig.pass(3000);
        final List<Map<?, ?>> points = rig.points(client);
        assertEquals(rig.simulator.pointsSent() + 1, points.size());
        final Map<Object, Integer> ids = new HashMap<>();
        points.stream().filter(point -> point.containsKey("series") && point.containsKey("trade"))
            .filter(point -> member(point, "trade").containsKey("price"))
            .forEach(point -> ids.merge(member(point, "trade").get("id"), 1, Integer::sum));
        assertEquals(rig.simulator.pointsSent(), ids.size());
    }

    @Test
    void shouldCutOneFrameInItsMiddle()
    {
        rig.simulator.inject(Fault.parse("malformed-frame:at=2"));
        final PlainClient client = rig.subscribed(OTHER, "", TRADE);
        rig.pass(3000);
        final List<String> frames = rig.texts(client);
        for (int i = 0; i < frames.size(); i++)
        {
            final byte[] text = frames.get(i).getBytes(StandardCharsets.UTF_8);
            if (i == 1)
            {
                assertThrows(JsonSyntaxException.class, () -> JsonReader.read(text));
            }
            else
            {
                KiyotakaRig.json(frames.get(i));
            }
        }
    }

    @Test
    void shouldDamageOneCompressedFrame()
    {
        rig.simulator.inject(Fault.parse("corrupt-brotli:at=2"));
        final PlainClient client = rig.subscribed(BOOK, ",'compression':'brotli'", BTC_BOOK);
        rig.pass(3500);
        assertEquals(List.of(), rig.texts(client));
        final List<Boolean> decodable = new ArrayList<>();
        client.binaries.forEach(frame -> decodable.add(isBrotli(frame)));
        assertEquals(List.of(true, false, true, true), decodable);
    }

    @Test
    void shouldSilenceDataButNotHeartbeats()
    {
        rig.simulator.inject(Fault.parse("silence"));
        final PlainClient client = rig.subscribed(OTHER, "", TRADE);
        rig.pass(3000);
        final int before = rig.texts(client).size();
        rig.pass(3000);
        assertTrue(before >= 1);
        assertEquals(List.of(), rig.texts(client));
    }

    @Test
    void shouldStallWithoutClosing()
    {
        rig.simulator.inject(Fault.parse("stall"));
        final PlainClient client = rig.subscribed(OTHER, "", TRADE);
        final PlainClient fence = rig.authenticated(OTHER);
        rig.pass(3000);
        client.next();
        final int before = client.texts.size();
        client.send("{\"type\":\"ping\",\"timestamp\":1}");
        rig.pass(3000);
        rig.texts(fence);
        assertEquals(before, client.texts.size());
        assertFalse(client.ended.isDone());
    }

    @ParameterizedTest
    @CsvSource({"close:code=1012,close 1012 closed by the venue", "disconnect,cut"})
    void shouldEndConnections(final String fault, final String end)
    {
        rig.simulator.inject(Fault.parse(fault));
        final PlainClient client = rig.subscribed(OTHER, "", TRADE);
        rig.pass(3000);
        assertEquals(end, client.end());
    }

    private static boolean isBrotli(final byte[] frame)
    {
        try
        {
            final DirectDecompress result = Decoder.decompress(frame);
            return result.getResultStatus() == DecoderJNI.Status.DONE;
        }
        catch (final IOException | RuntimeException e)
        {
            return false;
        }
    }
}
