package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.ReceiveMode;

/** The upgrade, accepted, refused and broken, over loopback. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class UpgradeTest
{
    private final ReceiveMode mode;
    private final HeardEvents heard;
    private ScriptedServer server;
    private WebSocketTransport transport;

    UpgradeTest(final ReceiveMode mode)
    {
        this.mode = mode;
        heard = new HeardEvents(mode);
    }

    @BeforeEach
    void connect() throws IOException
    {
        server = new ScriptedServer();
        transport = new WebSocketTransport(server.uri(),
            heard.context().maxHeadBytes(4096).header("X-Api-Key", "k1"), heard);
        transport.connect();
    }

    @AfterEach
    void stop() throws IOException
    {
        transport.abort();
        server.close();
    }

    @Test
    void shouldAskForWhatTheUriNamesWithoutExtensionOrSubprotocol() throws Exception
    {
        final String request = server.acceptRequest();
        assertTrue(request.startsWith("GET /stream?streams=a@b HTTP/1.1\r\n"), request);
        assertTrue(request.contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n"), request);
        assertTrue(request.contains("\r\nX-Api-Key: k1\r\n"), request);
        assertTrue(request.contains("\r\nSec-WebSocket-Version: 13\r\n"), request);
        assertTrue(!request.contains("Sec-WebSocket-Protocol") && !request.contains("Extensions"), request);
    }

    @Test
    void shouldDeliverFramesOfTheSegmentThatHoldsTheAnswer() throws Exception
    {
        server.acceptRequest();
        server.write(server.upgradeAnswer(""), Frames.text("one"), Frames.frame(0x89, new byte[0]),
            Frames.text("two"), Frames.bytes(0x81, 5, 't'));
        heard.expect("open", "text one", "text two", "ping");
        server.write(Frames.utf8("hree"));
        heard.expect("text three");
    }

    @Test
    void shouldAcceptAnswerThatComesByteByByteWithFramesBehind() throws Exception
    {
        server.acceptRequest();
        final byte[] all = Frames.concat(server.upgradeAnswer("X-More: " + "y".repeat(2000) + "\r\n"),
            Frames.text("one"), Frames.text("two"));
        for (final byte octet : all)
        {
            server.write(new byte[] {octet});
        }
        heard.expect("open", "text one", "text two");
    }

    @Test
    void shouldAcceptAnswerCutAnywhereBeforeFramesOfItsSegment() throws Exception
    {
        server.acceptRequest();
        server.peer().close();
        heard.expectLast("closed 1006 by peer: dropped during the handshake");
        int length = 2;
        for (int cut = 1; cut < length; cut += 5)
        {
            final HeardEvents one = new HeardEvents(mode);
            transport = new WebSocketTransport(server.uri(), one.context(), one);
            transport.connect();
            server.acceptRequest();
            final byte[] all = Frames.concat(server.upgradeAnswer(""), Frames.text("one"), Frames.close(1000, ""));
            length = all.length;
            server.write(Arrays.copyOf(all, cut));
            server.write(Arrays.copyOfRange(all, cut, all.length));
            one.expect("open", "text one");
            one.expectLast("closed 1000 by peer: ");
            server.peer().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"400,Bad Request", "401,Unauthorized", "403,Forbidden", "429,Too Many Requests", "302,Found",
        "503,Service Unavailable", "200,OK", "418,''"})
    void shouldTellStatusOfRefusedUpgrade(final int status, final String phrase) throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 " + status + " " + phrase +
            "\r\nRetry-After: 5\r\nContent-Length: 4\r\n\r\nbody"));
        heard.expect("refused " + status + " " + phrase);
        heard.expectLast("closed 1006 by peer: upgrade refused with HTTP status " + status);
        assertTrue(server.isEnded());
        assertEquals("5 by null", heard.retryAfter);
    }

    @Test
    void shouldTellStatusOfARefusalWhoseFieldsAreBroken() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 429 Slow down\r\nno field\r\n\r\n"));
        heard.expect("refused 429 Slow down");
        heard.expectLast("closed 1006 by peer: upgrade refused with HTTP status 429");
    }

    /** The status at once; the end once the head has said how long to wait. */
    @Test
    void shouldTellStatusBeforeTheHeadIsCompleteAndWithoutPhrase() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 429\r\nRetry-"));
        heard.expect("refused 429 ");
        server.write(Frames.utf8("after: \t4.5 \r\nDATE:Sun, 06 Nov 1994 08:49:37 GMT\r\n\r"));
        server.write(Frames.utf8("\n"));
        heard.expectLast("closed 1006 by peer: upgrade refused with HTTP status 429");
        assertEquals("4.5 by Sun, 06 Nov 1994 08:49:37 GMT", heard.retryAfter);
    }

    @Test
    void shouldTellStatusThoughTheServerEndsInTheMiddleOfTheHead() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 503 No\r\nRetry-After: 2"));
        heard.expect("refused 503 No");
        server.peer().close();
        heard.expectLast("closed 1006 by peer: upgrade refused with HTTP status 503");
        assertEquals("", heard.retryAfter);
    }

    @Test
    void shouldEndARefusalWhoseHeadIsTooLong() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 429 No\r\nRetry-After: 7\r\nX: " + "z".repeat(5_000)));
        heard.expect("refused 429 No");
        heard.expectLast("closed 1006 by peer: upgrade refused with HTTP status 429");
        assertEquals("7 by null", heard.retryAfter);
    }

    @Test
    void shouldShowPhraseAsPrintableAndBounded() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 503 \u001b[31mé" + "z".repeat(500) + "\r\n\r\n"));
        heard.expect("refused 503 ?[31m??" + "z".repeat(121));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Extensions: permessage-deflate, an extension", "sec-websocket-protocol: mqtt, a subprotocol"})
    void shouldRefuseWhatWasNotAskedFor(final String field, final String what) throws Exception
    {
        server.acceptRequest();
        server.write(server.upgradeAnswer(field + "\r\n"), Frames.text("unheard"));
        heard.expectLast("closed 1002 by us: answer names " + what + " that was not asked for");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization#t0ken, false, ''", ", false, ''", ", true, does not name the subprotocol that was asked for",
        "authorization#t0ken, true, ''", "authorization#other, false, names a subprotocol that was not asked for",
        "'authorization#t0ken, mqtt', false, names a subprotocol that was not asked for"})
    void shouldTakeTheSubprotocolThatWasAskedForOrNoneIfTheVenueMayLeaveItOut(
        final String answered, final boolean required, final String wrong) throws Exception
    {
        final HeardEvents one = new HeardEvents(mode);
        server.acceptRequest(); // of the transport that every test has
        transport.abort();
        transport = new WebSocketTransport(
            server.uri(), one.context().subprotocol("authorization#t0ken", required), one);
        transport.connect();
        final String request = server.acceptRequest();
        assertTrue(request.contains("\r\nSec-WebSocket-Protocol: authorization#t0ken\r\n"), request);
        server.write(server.upgradeAnswer(answered == null ? "" : "Sec-WebSocket-Protocol: " + answered + "\r\n"),
            Frames.text("one"));
        if (wrong.isEmpty())
        {
            one.expect("open", "text one");
        }
        else
        {
            one.expectLast("closed 1002 by us: answer " + wrong);
        }
    }

    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Accept: ,Sec-WebSocket-Accept: AAAA", "Upgrade: websocket,Upgrade: h2c",
        "Connection: Upgrade,Connection: close", "Sec-WebSocket-Accept,X-Accept"})
    void shouldRefuseAnswerThatDoesNotFitTheRequest(final String right, final String wrong) throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8(new String(server.upgradeAnswer(""), StandardCharsets.US_ASCII)
            .replace(right, wrong)), Frames.text("unheard"));
        heard.expectLast("closed 1002 by us: Upgrade, Connection or Sec-WebSocket-Accept missing or wrong");
    }

    /** RFC 9112, 4 and 5: blanks, tabs, case and lists; RFC 9110, 15.2: interim answers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Upgrade: websocket|Upgrade:websocket",
        "Upgrade: websocket|Upgrade: websocket\\s",
        "Upgrade: websocket|Upgrade:\\t websocket\\t\\s",
        "Upgrade: websocket|upgrade:   WebSocket",
        "Connection: Upgrade|Connection: Upgrade\\t",
        "Connection: Upgrade|CONNECTION:keep-alive,\\tupgrade ,x",
        "Connection: Upgrade|Connection: keep-alive\\r\\nConnection: Upgrade",
        "Sec-WebSocket-Accept: |sec-websocket-accept:",
        "Sec-WebSocket-Accept: |Sec-WebSocket-Accept:\\t\\t\\s",
        "Connection: Upgrade|Connection: Upgrade\\r\\nX-Empty:\\r\\nX-Latin: \u00e9",
        "HTTP/1.1 101 Switching Protocols|HTTP/1.1 101",
        "HTTP/1.1 101 Switching Protocols|HTTP/1.1 101\\s",
        "HTTP/1.1 101 Switching Protocols|HTTP/1.1  101   Switching  Protocols\\s",
        "HTTP/1.1 101 Switching Protocols|HTTP/1.1\\t101\\tSwitching",
        "HTTP/1.1 101|HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 101"})
    void shouldAcceptWhatIsWrittenOtherwiseAndMeansTheSame(final String usual, final String other) throws Exception
    {
        server.acceptRequest();
        final String answer = answer(usual, other);
        server.write(Frames.utf8(answer), Frames.text("with it"));
        heard.expect("open", "text with it");
    }

    @Test
    void shouldAcceptBlanksBehindTheKeyOfTheAnswer() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8(new String(server.upgradeAnswer(""), StandardCharsets.US_ASCII)
            .replace("\r\n\r\n", " \t\r\n\r\n")), Frames.text("with it"));
        heard.expect("open", "text with it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Upgrade: websocket|Upgrade: web socket|Upgrade, Connection or Sec-WebSocket-Accept missing or wrong",
        "Upgrade: websocket|Upgrade: websocket, h2c|Upgrade, Connection or Sec-WebSocket-Accept missing or wrong",
        "Connection: Upgrade|Connection: no-upgrade|Upgrade, Connection or Sec-WebSocket-Accept missing or wrong",
        "Connection: Upgrade|Connection: upgrades|Upgrade, Connection or Sec-WebSocket-Accept missing or wrong",
        "Sec-WebSocket-Accept: |Sec-WebSocket-Accept: x |Upgrade, Connection or Sec-WebSocket-Accept missing or wrong",
        "Sec-WebSocket-Accept|Sec-WebSocket-Accept: x\\r\\nSec-WebSocket-Accept|Upgrade, Connection or " +
            "Sec-WebSocket-Accept missing or wrong",
        "Upgrade: websocket|Upgrade : websocket|not an http header",
        "Upgrade: websocket|Upgrade:\\r\\n websocket|not an http header",
        "Upgrade: websocket|Upgrade: websocket\\r\\n\\tmore|not an http header",
        "Upgrade: websocket|\\sUpgrade: websocket|not an http header",
        "Upgrade: websocket|Upgrade: websocket\\0|not an http header",
        "Upgrade: websocket|Upgrade: websocket\\nX: y|not an http header",
        "Upgrade: websocket|Upgrade: websocket\\rX: y|not an http header",
        "Upgrade: websocket|: websocket|not an http header",
        "HTTP/1.1 101|HTTP/1.1 1010|answer is not HTTP/1.1",
        "HTTP/1.1 101|HTTP/1.1101|answer is not HTTP/1.1",
        "HTTP/1.1 101|\\sHTTP/1.1 101|answer is not HTTP/1.1"})
    void shouldRefuseWhatOnlyLooksLikeIt(final String right, final String wrong, final String reason) throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8(answer(right, wrong)), Frames.text("unheard"));
        heard.expectLast("closed 1002 by us: " + reason);
    }

    /** Of the usual answer, with another text in a place. */
    private String answer(final String right, final String wrong)
    {
        return new String(server.upgradeAnswer(""), StandardCharsets.US_ASCII)
            .replace(right, wrong.translateEscapes());
    }

    @Test
    void shouldRefuseInterimAnswersWithoutEnd() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 100 Continue\r\n\r\n".repeat(200)));
        heard.expectLast("closed 1002 by us: answer head exceeds 4096 bytes");
    }

    @Test
    void shouldTellARefusalBehindAnInterimAnswer() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Slow down\r\n"));
        heard.expect("refused 429 Slow down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.0 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 1O1 Switching\r\n\r\n", "\r\n\r\n", "HTTP/2 101 x\r\n\r\n"})
    void shouldRefuseWhatIsNoAnswer(final String answer) throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8(answer));
        heard.expectLast("closed 1002 by us: answer is not HTTP/1.1");
    }

    @Test
    void shouldRefuseHeadWithBrokenField() throws Exception
    {
        server.acceptRequest();
        server.write(server.upgradeAnswer("no field\r\n"));
        heard.expectLast("closed 1002 by us: not an http header");
    }

    @Test
    void shouldRefuseEndlessHead() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 101 Switching Protocols\r\n"));
        for (int i = 0; i < 200; i++)
        {
            try
            {
                server.write(Frames.utf8("X-Field-" + i + ": " + "v".repeat(50) + "\r\n"));
            }
            catch (final IOException e)
            {
                // The client has hung up, as it should; what it told is checked below.
                break;
            }
        }
        heard.expectLast("closed 1002 by us: answer head exceeds 4096 bytes");
    }

    @Test
    void shouldRefuseEndlessStatusLine() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("x".repeat(4096)));
        heard.expectLast("closed 1002 by us: answer head exceeds 4096 bytes");
    }

    @Test
    void shouldEndWhenServerDropsInsteadOfAnswering() throws Exception
    {
        server.acceptRequest();
        server.peer().shutdownOutput();
        heard.expectLast("closed 1006 by peer: dropped during the handshake");
    }

    @Test
    void shouldEndWhenServerDropsInsideItsAnswer() throws Exception
    {
        server.acceptRequest();
        server.write(Frames.utf8("HTTP/1.1 101 Switching Protocols\r\nUpgr"));
        server.peer().close();
        heard.expectLast("closed 1006 by peer: dropped during the handshake");
    }
}
