package org.ringtape.simulator.binance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.SimulatorException;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.net.PlainClient;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests, answers, routing and limits, as a stranger's client sees them. */
final class BinanceProtocolTest
{
    private static final String TICKER = "{\"e\":\"bookTicker\",\"u\":7,\"s\":\"BTC-261127-80000-C\",\"b\":\"1\"}";
    private static final String STREAM = "btc-261127-80000-c@bookTicker";
    private static final String LIST = "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}";

    private final AtomicLong nowNs = new AtomicLong(1_000_000_000_000_000_000L);
    private final List<AutoCloseable> open = new ArrayList<>();
    private BinanceSimulator simulator;

    @BeforeEach
    void start()
    {
        simulator = started(BinanceSimulator.builder(recordedTickers(1)).clock(nowNs::get));
    }

    @AfterEach
    void stop() throws Exception
    {
        for (int i = open.size() - 1; i >= 0; i--)
        {
            open.get(i).close();
        }
    }

    @Test
    void shouldAnswerRequestsAsDocumented()
    {
        final PlainClient client = client("public/ws");
        assertEquals("{\"result\":[],\"id\":4}", client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}"));
        assertEquals("{\"result\":null,\"id\":1}",
            client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btc-210630-9000-p@optionTicker\"],\"id\":1}"));
        assertEquals("{\"result\":[\"btc-210630-9000-p@optionTicker\"],\"id\":3}", client.ask(LIST));
        assertEquals("{\"result\":false,\"id\":2}",
            client.ask("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}"));
        assertEquals("{\"result\":null,\"id\":5}",
            client.ask("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}"));
        assertEquals("{\"result\":true,\"id\":\"own id\"}",
            client.ask("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":\"own id\"}"));
        assertEquals("{\"result\":null,\"id\":312}",
            client.ask("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btc-210630-9000-p@optionTicker\"],\"id\":312}"));
        assertEquals("{\"result\":[],\"id\":3}", client.ask(LIST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{'method':'SET_PROPERTY','params':['x',true],'id':1}|{'code':0,'msg':'Unknown property'}",
        "{'method':'SET_PROPERTY','params':['combined',1],'id':1}" +
            "|{'code':1,'msg':'Invalid value type: expected Boolean'}",
        "{'method':'GET_PROPERTY','id':1}|{'code':2,'msg':'Invalid request: property name must be a string'}",
        "{'method':'LIST_SUBSCRIPTIONS'}" +
            "|{'code':2,'msg':'Invalid request: request ID must be an unsigned integer'}",
        "{'method':'LIST_SUBSCRIPTIONS','id':-1}" +
            "|{'code':2,'msg':'Invalid request: request ID must be an unsigned integer'}",
        "{'id':12,'method':'SUBSCRIB','params':[]}|{'code':2,'msg':'Invalid request: unknown variant `SUBSCRIB`, " +
            "expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` " +
            "at line 1 column 28'}",
        "{'method':'GET_PROPERTY','params':['combined',1],'id':1}" +
            "|{'code':2,'msg':'Invalid request: too many parameters'}",
        "{'params':['btc-210630-9000-p@optionTicker','btc-2-3-p@depth'],'id':1234}" +
            "|{'code':2,'msg':'Invalid request: missing field `method` at line 1 column 73'}",
        "x|{'code':3,'msg':'Invalid JSON: expected value at line 1 column 1'}",
        "{'method':'SUBSCRIBE','params':['no stream'],'id':1}" +
            "|{'error':{'code':2,'msg':'Invalid request: invalid stream'},'id':1}"})
    void shouldRefuseAsDocumented(final String request, final String answer)
    {
        assertEquals(answer.replace('\'', '"'), client("public/ws").ask(request.replace('\'', '"')));
    }

    @Test
    void shouldRefuseTooManyStreamsAndKeepWhatThereWas()
    {
        final PlainClient client = client("public/stream");
        final String[] most = IntStream.range(0, 200).mapToObj(i -> "x" + i + "@depth").toArray(String[]::new);
        client.subscribe(most);
        assertEquals("{\"result\":null,\"id\":1}", client.next());
        assertEquals("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}",
            client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"y@depth\"],\"id\":19}"));
        assertTrue(!client.ask(LIST).contains("y@depth"));
    }

    @Test
    void shouldCloseAtTheEleventhMessageInARollingSecond()
    {
        final PlainClient client = client("public/ws");
        for (int i = 0; i < 10; i++)
        {
            client.ask(LIST);
        }
        nowNs.addAndGet(1_000_000_000L);
        for (int i = 0; i < 10; i++)
        {
            client.ask(LIST);
        }
        nowNs.addAndGet(999_999_999L);
        client.send(LIST);
        assertEquals("close 1008 Too many requests", client.end());
        assertEquals(1, simulator.statistics().rateLimitCloses());
    }

    @Test
    void shouldWrapByPathAndProperty()
    {
        final PlainClient raw = client("public/ws");
        raw.subscribe(STREAM);
        assertEquals(List.of("{\"result\":null,\"id\":1}", TICKER), raw.next(2));
        restart(2);
        final PlainClient wrapped = client("public/stream?streams=" + STREAM);
        assertEquals("{\"stream\":\"" + STREAM + "\",\"data\":" + TICKER + "}", wrapped.next());
        restart(1);
        final PlainClient changed = client("ws");
        changed.ask("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}");
        changed.subscribe(STREAM);
        changed.next();
        assertEquals("{\"stream\":\"" + STREAM + "\",\"data\":" + TICKER + "}", changed.next());
    }

    @Test
    void shouldTakeStreamsFromThePath()
    {
        assertEquals(TICKER, client("public/ws/other@depth/" + STREAM).next());
    }

    @Test
    void shouldBeSilentOnTheWrongPath()
    {
        final PlainClient wrong = client("market/ws");
        wrong.subscribe(STREAM);
        assertEquals("{\"result\":null,\"id\":1}", wrong.next());
        final PlainClient secret = client("private/ws/someListenKey");
        secret.subscribe(STREAM);
        secret.next();
        final PlainClient right = client("public/ws");
        right.subscribe(STREAM);
        assertEquals(List.of("{\"result\":null,\"id\":1}", TICKER), right.next(2));
        // An answer behind the data that flowed elsewhere: nothing came in between.
        assertTrue(wrong.ask(LIST).contains(STREAM));
        assertTrue(secret.ask(LIST).contains(STREAM));
    }

    @ParameterizedTest
    @CsvSource({"nothing", "public", "public/ws/", "public/stream/x", "oldoptions/ws"})
    void shouldAnswer404OnOtherPaths(final String path)
    {
        assertEquals(404, PlainClient.refusedStatus(simulator, path));
    }

    @Test
    void shouldPingAndCutWhenThePongIsLate() throws Exception
    {
        final BinanceSimulator pinging = started(BinanceSimulator.builder(recordedTickers(1)).clock(nowNs::get)
            .pings(Duration.ofMillis(20), Duration.ofMillis(40)));
        final PlainClient answering = client(pinging, "public/ws");
        nowNs.addAndGet(20_000_000L);
        assertEquals(String.valueOf(nowNs.get() / 1_000_000), answering.pings.poll(10, TimeUnit.SECONDS));
        assertEquals("{\"result\":[],\"id\":3}", answering.ask(LIST));
        try (Socket mute = new Socket("127.0.0.1", pinging.webSocketUri().getPort()))
        {
            mute.setSoTimeout(10_000);
            mute.getOutputStream().write(("GET /public/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n" +
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
                "\r\n").getBytes(StandardCharsets.US_ASCII));
            final byte[] answer = new byte[12];
            mute.getInputStream().readNBytes(answer, 0, answer.length);
            assertEquals("HTTP/1.1 101", new String(answer, StandardCharsets.US_ASCII));
            // Time passes in steps that a client who answers pings survives.
            while (pinging.statistics().pongsMissed() == 0 && nowNs.get() < 1_000_000_010_000_000_000L)
            {
                nowNs.addAndGet(20_000_000L);
                answering.pings.poll(1, TimeUnit.SECONDS);
            }
            assertTrue(mute.getInputStream().readAllBytes().length > 0);
        }
        assertEquals(1, pinging.statistics().pongsMissed());
    }

    @Test
    void shouldCloseAtTheAgeLimit()
    {
        final BinanceSimulator ageing = started(BinanceSimulator.builder(recordedTickers(1)).clock(nowNs::get)
            .pings(Duration.ofMillis(20), Duration.ofHours(1)).maxConnectionAge(Duration.ofMinutes(1)));
        final PlainClient client = client(ageing, "public/ws");
        client.ask(LIST);
        nowNs.addAndGet(Duration.ofMinutes(1).toNanos());
        assertTrue(client.end().startsWith("close 1001"));
    }

    @Test
    void shouldAnswerRestErrorsAndCountWeight()
    {
        final BinanceSimulator limited = started(BinanceSimulator.builder(
            GeneratedMarket.options(2).clock(nowNs::get).build()).clock(nowNs::get).restWeightPerMinute(26));
        final String symbol = limited.market().symbols().iterator().next();
        final HttpResponse<String> good = PlainClient.get(limited, "eapi/v1/depth?symbol=" + symbol + "&limit=1000");
        assertEquals(200, good.statusCode());
        assertTrue(good.body().startsWith("{\"bids\":[["));
        assertEquals("20", good.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElseThrow());
        assertEquals("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
            PlainClient.get(limited, "eapi/v1/depth?symbol=NO&limit=5").body());
        final HttpResponse<String> limit = PlainClient.get(limited, "eapi/v1/depth?symbol=" + symbol + "&limit=7");
        assertEquals(400, limit.statusCode());
        assertTrue(limit.body().startsWith("{\"code\":-1130,"));
        assertTrue(PlainClient.get(limited, "fapi/v1/depth?limit=5").body().startsWith("{\"code\":-1102,"));
        final HttpResponse<String> over = PlainClient.get(limited, "dapi/v1/depth?symbol=" + symbol + "&limit=100");
        assertEquals(429, over.statusCode());
        assertEquals("{\"code\":-1008,\"msg\":\"Too many requests.\"}", over.body());
        nowNs.addAndGet(1_000_000_000L * Long.parseLong(over.headers().firstValue("Retry-After").orElseThrow()));
        assertEquals(200,
            PlainClient.get(limited, "fapi/v1/depth?symbol=" + symbol + "&limit=100").statusCode());
        assertEquals(404, PlainClient.get(limited, "api/v3/depth?symbol=" + symbol).statusCode());
    }

    @Test
    void shouldNameThePortInUse()
    {
        final int port = simulator.webSocketUri().getPort();
        final SimulatorException socket = assertThrows(SimulatorException.class,
            () -> started(BinanceSimulator.builder(recordedTickers(1)).webSocketPort(port)));
        assertTrue(socket.getMessage().contains("WebSocket port " + port), socket.getMessage());
        final int restPort = simulator.restUri().getPort();
        final SimulatorException rest = assertThrows(SimulatorException.class,
            () -> started(BinanceSimulator.builder(recordedTickers(1)).restPort(restPort)));
        assertTrue(rest.getMessage().contains("REST port " + restPort), rest.getMessage());
    }

    @Test
    void shouldRefuseUpgradesAndSubscriptionsOnRequest()
    {
        simulator.inject(Fault.parse("refuse-upgrade:status=429"));
        assertEquals(429, PlainClient.refusedStatus(simulator, "public/ws"));
        final PlainClient client = client("public/ws");
        simulator.inject(Fault.of(FaultKind.REJECT_SUBSCRIBE));
        client.subscribe(STREAM);
        assertEquals("{\"error\":{\"code\":2,\"msg\":\"Invalid request: invalid stream\"},\"id\":1}", client.next());
        client.subscribe(STREAM);
        assertEquals("{\"result\":null,\"id\":1}", client.next());
        assertEquals(2, simulator.injectedFaults().size());
    }

    private void restart(final int tickers)
    {
        simulator = started(BinanceSimulator.builder(recordedTickers(tickers)).clock(nowNs::get));
    }

    private BinanceSimulator started(final BinanceSimulator.Builder builder)
    {
        final BinanceSimulator built = builder.build();
        open.add(built);
        built.start();
        return built;
    }

    private PlainClient client(final String path)
    {
        return client(simulator, path);
    }

    private PlainClient client(final BinanceSimulator of, final String path)
    {
        final PlainClient client = new PlainClient(of, path);
        open.add(client);
        return client;
    }

    private static RecordedMarket recordedTickers(final int count)
    {
        final List<RecordedFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            frames.add(new RecordedFrame(i + 1, RecordedFrame.NO_TIME, TICKER.getBytes(StandardCharsets.US_ASCII),
                FrameKind.FRAME, ""));
        }
        return RecordedMarket.builder(FrameFile.of("tickers", frames)).build();
    }
}
