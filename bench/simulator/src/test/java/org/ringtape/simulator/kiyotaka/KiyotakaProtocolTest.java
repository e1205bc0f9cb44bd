package org.ringtape.simulator.kiyotaka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.net.PlainClient;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BOOK;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.BTC;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.OTHER;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.ask;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.quoted;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.subscribe;

/** Requests, replies, heartbeats and paths of Kiyotaka, as a stranger's client sees them. */
final class KiyotakaProtocolTest
{
    private static final String TRADE = "'type':'TRADE'," + BTC;
    private static final String AUTH = "'method':'public/authenticate','params':{'token':'simulated-key'}}";

    private KiyotakaRig rig = KiyotakaRig.generated();

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({"nonbook/ws,400", "ws,400", "ws?encoding=protobuf,400", "book/ws?encoding=json,404"})
    void shouldRefuseUpgradesWithoutTheEncodingOrToAnotherPath(final String path, final int status)
    {
        assertEquals(status, PlainClient.refusedStatus(rig.simulator, path));
        assertEquals(1, rig.simulator.statistics().upgradesRefused());
    }

    @Test
    void shouldReplyToAnAuthenticationWithAnIdOnly()
    {
        final PlainClient client = rig.client(OTHER);
        client.send(quoted("{" + AUTH));
        assertEquals(List.of(), rig.texts(client));
        assertEquals(quoted("{'jsonrpc':'2.0','id':1,'result':'ok'}"), ask(client, subscribe(1, "", TRADE)));
        assertEquals(quoted("{'jsonrpc':'2.0','id':2,'result':'ok'}"), ask(rig.client(OTHER), "{'id':2," + AUTH));
    }

    @Test
    void shouldReplyWithoutIdIfSetSo()
    {
        rig.close();
        rig = new KiyotakaRig(KiyotakaGeneratedSource.builder().build(), builder -> builder.replyWithoutId(true));
        assertEquals(quoted("{'jsonrpc':'2.0','id':null,'result':'ok'}"), ask(rig.client(OTHER), "{" + AUTH));
    }

    @Test
    void shouldRefuseAnotherKeyAndClose()
    {
        final PlainClient client = rig.client(OTHER);
        assertEquals(quoted("{'jsonrpc':'2.0','id':7,'error':{'code':-32001,'message':'INVALID_API_KEY'}}"),
            ask(client, "{'id':7,'method':'public/authenticate','params':{'token':'guess'}}"));
        assertEquals("close 1008 INVALID_API_KEY", client.end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public/subscribe", "public/unsubscribe", "public/unsubscribe_all", "public/else"})
    void shouldRefuseAnythingBeforeAuthentication(final String method)
    {
        assertEquals(quoted("{'jsonrpc':'2.0','id':3,'error':{'code':-32001,'message':'UNAUTHENTICATED'}}"),
            ask(rig.client(OTHER), "{'jsonrpc':'2.0','id':3,'method':'" + method + "','params':{}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "nope|null|-32700|Parse error|",
        "[1]|null|-32600|Invalid Request|",
        "{'jsonrpc':'2.0','id':2}|null|-32600|Invalid Request|",
        "{'id':2,'method':'public/subscribe'}|2|-32600|Invalid Request|",
        "{'jsonrpc':'2.0','id':1.5,'method':'public/subscribe'}|null|-32600|Invalid Request|",
        "{'jsonrpc':'2.0','id':1,'method':'public/subscribe'}|1|-32600|Invalid Request|id was used before",
        "{'jsonrpc':'2.0','id':2,'method':'public/list'}|2|-32601|Method not found|",
        "{'jsonrpc':'2.0','id':2,'method':'public/subscribe','params':{'channels':[]}}" +
            "|2|-32602|Invalid params|channels must be an array of channels"})
    void shouldRefuseWithTheCodesOfJsonRpc(
        final String request, final String id, final int code, final String message, final String detail)
    {
        assertEquals(quoted("{'jsonrpc':'2.0','id':" + id + ",'error':{'code':" + code + ",'message':'" + message +
            "'" + (detail == null ? "" : ",'data':'" + detail + "'") + "}}"), ask(rig.authenticated(OTHER), request));
        assertEquals(1, rig.simulator.statistics().requestErrors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "nonbook/ws|'type':'BLOCK_BOOK_SNAPSHOT','exchange':'BINANCE','symbol':'BTCUSDT','blockSize':'25'" +
            "|BLOCK_BOOK_SNAPSHOT is not served on this path",
        "ws|'type':'TRADE','exchange':'BINANCE','symbol':'BTCUSDT'|TRADE is not served on this path",
        "ws|'type':'BLOCK_BOOK_SNAPSHOT','exchange':'BINANCE','symbol':'BTCUSDT'|missing blockSize",
        "ws|'type':'BLOCK_BOOK_SNAPSHOT','exchange':'BINANCE','symbol':'BTCUSDT','blockSize':25" +
            "|blockSize must be a string",
        "ws|'type':'BLOCK_BOOK_SNAPSHOT','exchange':'BINANCE','symbol':'BTCUSDT','blockSize':'7'" +
            "|illegal blockSize: 7",
        "nonbook/ws|'type':'TRADE','exchange':'BINANCE','symbol':'NOPEUSDT'|unknown symbol: NOPEUSDT",
        "nonbook/ws|'type':'TRADE','exchange':'NOWHERE','symbol':'BTCUSDT'|unknown exchange: NOWHERE",
        "nonbook/ws|'type':'TRADES','exchange':'BINANCE','symbol':'BTCUSDT'|unknown type: TRADES",
        "nonbook/ws|'type':'TRADE','symbol':'BTCUSDT'|missing exchange",
        "nonbook/ws|'type':'TRADE_AGG','exchange':'BINANCE','symbol':'BTCUSDT','batchInterval':'soon'" +
            "|batchInterval must be a duration such as 200ms or 1s",
        "nonbook/ws|'type':'VOLUME_PROFILE_AGG','exchange':'BINANCE','symbol':'BTCUSDT','quote':'EUR'" +
            "|unknown quote: EUR"})
    void shouldFailTheWholeRequestForOneBadChannel(final String path, final String channel, final String detail)
    {
        final String good = path.startsWith("non") ? TRADE :
            "'type':'BLOCK_BOOK_SNAPSHOT'," + BTC + ",'blockSize':'25'";
        final PlainClient client = rig.authenticated(path + "?encoding=json");
        assertEquals(quoted("{'jsonrpc':'2.0','id':2,'error':{'code':-32602,'message':'Invalid params','data':'" +
            detail + "'}}"), ask(client, subscribe(2, "", good, channel)));
        rig.pass(2000);
        assertEquals(List.of(), rig.texts(client));
    }

    @Test
    void shouldAnswerAHeartbeatAtOnceAndBeforeAuthentication()
    {
        final PlainClient client = rig.client(BOOK);
        assertEquals(quoted("{'type':'pong','timestamp':1769056941234}"),
            ask(client, "{'type':'ping','timestamp':1769056941234}"));
        assertEquals(quoted("{'type':'pong','timestamp':'as sent'}"),
            ask(client, "{'timestamp':'as sent','type':'ping'}"));
    }

    @Test
    void shouldCloseAMinuteAfterTheLastHeartbeat()
    {
        final PlainClient quiet = rig.client(OTHER);
        final PlainClient alive = rig.client(OTHER);
        rig.texts(quiet);
        rig.pass(30_000);
        rig.texts(alive);
        rig.pass(29_999);
        rig.texts(alive);
        rig.pass(1);
        assertEquals("close 1001 no ping", quiet.end());
        rig.pass(59_998);
        assertEquals(List.of(), rig.texts(alive));
    }

    @Test
    void shouldStopAtUnsubscribe()
    {
        final String all = "'type':'OPEN_INTEREST','exchange':'*','symbol':'BTCUSDT'";
        final PlainClient client = rig.subscribed(OTHER, "", TRADE, all);
        rig.pass(3000);
        assertTrue(rig.points(client).stream().anyMatch(p -> "TRADE".equals(KiyotakaRig.series(p, "type"))));
        assertEquals(quoted("{'jsonrpc':'2.0','id':8,'result':'ok'}"),
            ask(client, subscribe(8, "", TRADE).replace("subscribe", "unsubscribe")));
        rig.pass(3000);
        final List<?> types = rig.points(client).stream().map(p -> KiyotakaRig.series(p, "type")).distinct().toList();
        assertEquals(List.of("OPEN_INTEREST"), types);
        assertEquals(quoted("{'jsonrpc':'2.0','id':9,'result':'ok'}"),
            ask(client, "{'jsonrpc':'2.0','id':9,'method':'public/unsubscribe_all','params':{}}"));
        rig.pass(3000);
        assertEquals(List.of(), rig.texts(client));
    }

    @Test
    void shouldSendNothingTwiceThatTwoChannelsCover()
    {
        final PlainClient client = rig.subscribed(OTHER, "", TRADE, "'type':'TRADE','exchange':'*','symbol':'BTCUSDT'");
        rig.pass(5000);
        final List<String> ids = rig.points(client).stream()
            .filter(p -> "BINANCE_FUTURES".equals(KiyotakaRig.series(p, "exchange")))
            .map(p -> String.valueOf(KiyotakaRig.member(p, "trade").get("id"))).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        assertTrue(ids.size() > 20, ids::toString);
    }

    @Test
    void shouldServeBlockSizesToThoseWithTheKey()
    {
        final String path = "v1/block-sizes?exchange=BINANCE_FUTURES&rawSymbol=BTCUSDT&type=BLOCK_BOOK_SNAPSHOT_AGG";
        assertEquals(401, PlainClient.get(rig.simulator, path).statusCode());
        assertEquals("{\"blockSize\":25}",
            PlainClient.get(rig.simulator, path, "X-Kiyotaka-Key", "simulated-key").body());
    }
}
