package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.bench.results.Json;

import picocli.CommandLine;

/** Frames that were once read wrongly, and what {@code decode} says of answers, skipped keys and series. */
class DecodeCasesTest
{
    private static final String TRADE =
        "{'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'1','X':'MARKET','m':false}";
    private static final String LEVELS = "'bids':[['1','2','3',[]],['0.5','1']],'asks':[['3','4',{'x':[]}]]}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        // a key of ours twice spoils its point, whatever the second value is
        "kiyotaka; {'points':[{'series':{'type':'TRADE','symbol':'B','exchange':'X','type':'NEW'},'trade':{'id':'1'," +
            "'price':1,'amount':1}},{'series':{'type':'TRADE','symbol':'B','exchange':'X'},'trade':{'id':'2'," +
            "'price':1,'amount':1}}]}; PARTIAL; [{'id':'2'}]",
        "kiyotaka; {'points':[{'series':{'type':'NEW','type':'TRADE','symbol':'B','exchange':'X'},'trade':{'id':'1'," +
            "'price':1,'amount':1}}]}; MALFORMED; []",
        "kiyotaka; {'points':[{'series':{'type':'TRADE','symbol':'B','exchange':'X'},'trade':{'id':'1','price':'abc'," +
            "'amount':1}}]}; MALFORMED; []",
        "binance-usdm; {'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'1','e':'other'}; MALFORMED; []",
        "vatic; {'now':'2025-04-07T12:00:00.000Z','asset':'btc','marketType':'5min','requestedTimestamp':1744027500," +
            "'price':1,'_cache':{'windowStart':1744027500,'windowStart':1744027200}}; MALFORMED; []",
        // each number of a profile has a scale of its own
        "kiyotaka; {'points':[{'series':{'type':'VOLUME_PROFILE_AGG','symbol':'B','exchange':'X','blockSize':25}," +
            "'volumeProfileAggregation':{'profile':[90000,0.30000000000000004,123.45,1,5e-9,123456789012345678]}}]};" +
            "DECODED; [{'inexact':false,'blocks':[['90000','0.30000000000000004','123.45'],['1','0.000000005'," +
            "'123456789012345678']]}]",
        // zeros that numbers are padded with
        "binance-usdm; {'e':'bookTicker','u':2,'s':'A','b':'0.00000040','B':'12345678901.00000000','a':'0.00000041'," +
            "'A':'0.50000000','T':5,'E':6}; DECODED; [{'bidPrice':'0.0000004','bidQuantity':'12345678901'," +
            "'askQuantity':'0.5','inexact':false}]",
        "binance-options; {'e':'bookTicker','u':2,'s':'A','b':'12345678901.0000000','B':'1'," +
            "'a':'12345678901.5000000','A':'0.0000000000001','T':5,'E':6}; DECODED; [{'bidPrice':'12345678901'," +
            "'askPrice':'12345678901.5','askQuantity':'0.0000000000001','inexact':false}]",
        // damaged bodies are damaged, other objects are of no concern
        "binance-usdm; {'lastUpdateId':5,'bids':[['1','2']],'asks':[['3','x']]}; MALFORMED; []",
        "binance-options; {'lastUpdateId':5,'bids':[['1','2']]}; MALFORMED; []",
        "binance-options-legacy; {'T':5,'u':5,'bids':[['1','2']],'asks':7}; MALFORMED; []",
        "binance-options; {'optionSymbols':[{'symbol':5}]}; MALFORMED; []",
        "binance-usdm; {'symbols':5}; MALFORMED; []",
        "binance-usdm; {'serverTime':5}; IGNORED; []",
        "vatic; {'event':'news'}; IGNORED; []",
        "vatic; {'asset':'btc','marketType':'5min','price':1}; MALFORMED; []",
        // elements of a level behind the second
        "binance-usdm; {'lastUpdateId':5," + LEVELS + "; DECODED; [{'levels':[['bid','1','2'],['bid','0.5','1']," +
            "['ask','3','4']]}]",
        // what stands before a frame
        "binance-usdm; .:. " + TRADE + "; MALFORMED; []",
        "binance-usdm; 1.2.3 " + TRADE + "; MALFORMED; []",
        "binance-usdm; 17:20 " + TRADE + "; MALFORMED; []",
        "binance-usdm; 1723161255030314667: " + TRADE + "; DECODED; [{'id':'4'}]",
        "binance-usdm; 1723161255.03 " + TRADE + "; DECODED; [{'id':'4'}]",
        "kiyotaka; ``; IGNORED; []",
        "binance-usdm; ``; MALFORMED; []",
        // words and numbers for none
        "binance-options; [{'s':'A','mp':'770.543','E':5,'e':'markPrice','P':'0.000','bo':'0.000','bq':'0.0000'}];" +
            "DECODED; [{'mark':'770.543','settlement':null,'bidPrice':null}]",
        "binance-usdm; {'e':'markPriceUpdate','E':5,'s':'A','p':'1','P':'','i':'0','r':''}; DECODED;" +
            "[{'mark':'1','settlement':null}]",
        "binance-options-legacy; {'e':'24hrTicker','E':5,'s':'A','c':'','eep':'0','mp':'2'}; DECODED;" +
            "[{'lastPrice':null,'estimatedSettlementPrice':null,'markPrice':'2'}]",
        "binance-options; {'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'1','X':null,'S':null,'m':false};" +
            "DECODED; [{'aggressor':'BUY','kind':'BOOK'}]",
        "vatic; {'event':'window_open','asset':'btc','marketType':'5min','windowStart':1744027500,'price':82450.75," +
            "'source':{ }}; DECODED; [{'source':null,'price':'82450.75'}]",
        "vatic; {'event':'window_open_error','asset':'btc','marketType':'5min','windowStart':1744027500," +
            "'error':{'a':1}}; DECODED; [{'error':'{`a`:1}'}]",
        // trades that are none, and trades of the venue's own
        "binance-usdm; {'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'0','q':'0','X':'NA','m':true}; DECODED;" +
            "[{'id':'4','kind':'PLACEHOLDER'}]",
        "binance-options-legacy; {'e':'trade','E':5,'s':'A','t':'4','p':'0','q':'0','X':'NA'}; DECODED;" +
            "[{'id':'4','kind':'PLACEHOLDER'}]",
        "kiyotaka; {'points':[{'series':{'type':'TRADE','symbol':'B'},'trade':{'id':'4'}}]}; DECODED;" +
            "[{'id':'4','kind':'PLACEHOLDER'}]",
        "binance-usdm; {'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'2','X':'ADL','m':true}; DECODED;" +
            "[{'kind':'ADL'}]",
        "binance-usdm; {'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'2','X':'INSURANCE_FUND','m':true};" +
            "DECODED; [{'kind':'INSURANCE_FUND'}]",
        // kinds by what their words contain
        "binance-usdm; {'symbols':[{'symbol':'A','contractType':'TRADIFI_PERPETUAL','deliveryDate':4133404800000}]};" +
            "DECODED; [{'kind':'PERPETUAL','expiryNs':null}]",
        "binance-usdm; {'symbols':[{'symbol':'A','contractType':'PERPETUAL DELIVERING'," +
            "'deliveryDate':1798185600000}]}; DECODED; [{'kind':'PERPETUAL','expiryNs':null}]",
        "binance-usdm; {'symbols':[{'symbol':'A','contractType':'CURRENT_QUARTER DELIVERING'," +
            "'deliveryDate':1798185600000}]}; DECODED; [{'kind':'FUTURE','expiryNs':1798185600000000000}]",
        "binance-options; {'optionSymbols':[{'symbol':'A','side':'CALL','expiryDate':4133404800000}]}; DECODED;" +
            "[{'kind':'CALL','expiryNs':null}]"})
    void shouldReadAsItIsMeant(final String venue, final String frame, final String status, final String events)
        throws IOException
    {
        final Map<String, Object> line = decode(venue, json(frame));
        final Map<String, Object> expected = parsed("{\"events\":" + json(events).replace("`", "\\\"") + "}");
        final List<?> wanted = (List<?>)expected.get("events");
        assertEquals(status, line.get("status"));
        assertEquals(wanted.size(), ((List<?>)line.get("events")).size(), line.toString());
        assertHolds(wanted, line.get("events"), line.toString());
    }

    @Test
    void shouldReadTheCasesThatWereFound() throws IOException
    {
        final Path cases = upward(Path.of("shared", "found", "decode-cases.jsonl"));
        assumeTrue(cases != null, "skipped: there is no shared/found/decode-cases.jsonl upward from here");
        for (final String text : Files.readAllLines(cases))
        {
            final Map<String, Object> found = parsed(text);
            final Map<?, ?> expected = (Map<?, ?>)found.get("expected");
            final Map<String, Object> line = decode((String)found.get("venue"), (String)found.get("frame"));
            assertEquals(expected.get("status"), line.get("status"), text);
            if (expected.get("eventCount") != null)
            {
                final int eventCount = ((Number)expected.get("eventCount")).intValue();
                assertEquals(eventCount, ((List<?>)line.get("events")).size(), text);
            }
            if (expected.get("events") != null)
            {
                assertHolds(expected.get("events"), line.get("events"), text);
            }
        }
    }

    @Test
    void shouldShowWhatAnswersSay() throws IOException
    {
        assertControl("{type=ACKNOWLEDGED, id=7}", "binance-usdm", "{'result':null,'id':7}");
        assertControl("{type=REFUSED, id=9, code=2, text=no \"way\"}", "binance-usdm",
            "{'error':{'code':2,'msg':'no \\'way\\''},'id':9}");
        assertControl("{type=REFUSED, id=null, code=-1121, text=null}", "binance-options", "{'code':-1121}");
        assertControl("{type=PONG, timestamp=5}", "kiyotaka", "{'type':'pong','timestamp':5}");
        assertControl("{type=CREDENTIALS_REFUSED, id=null, code=0, text=INVALID_API_KEY}", "kiyotaka",
            "{'error':'INVALID_API_KEY'}");
        assertControl("{type=THROTTLED, id=null, retryAfterNs=2000000000}", "kiyotaka",
            "{'error':'RATE_LIMITED','retry_after':2}");
        assertControl("{type=READY}", "vatic", "{'event':'connected'}");
        assertControl("{type=REFUSED, id=null, code=0, text=no}", "vatic", "{'event':'error','message':'no'}");
    }

    @Test
    void shouldShowSkippedKeysAndSidesThatDisagree() throws IOException
    {
        final Map<String, Object> line = decode("binance-options",
            json("{'e':'trade','E':5,'T':4,'s':'A','t':4,'p':'1','q':'1','S':'BUY','m':true,'zz':1,'yy':[]}"));
        assertEquals(2L, ((Number)line.get("skippedKeys")).longValue());
        assertEquals(1L, ((Number)line.get("sideDisagreements")).longValue());
        assertNull(line.get("control"));
        final Map<String, Object> body = decode("binance-usdm", json("{'lastUpdateId':5,'bids':[],'asks':[],'zz':1}"));
        assertEquals(1L, ((Number)body.get("skippedKeys")).longValue());
    }

    @Test
    void shouldShowCoinCategoryAndInverseOfEachPoint() throws IOException
    {
        final String point = "{'series':{'type':'TRADE','symbol':'%s','exchange':'X','category':'%s','side':'BUY'," +
            "'coin':'%s','inverse':%s,'normalizedSymbol':'a-b'},'trade':{'id':'1','price':1,'amount':2,'timestamp':" +
            "{'seconds':1}}}";
        final String frame = json("{'points':[" + String.format(point, "A", "PERPETUAL", "C", "false") + "," +
            "{'series':{'type':'TRADE','symbol':5.},'trade':{}}".replace("5.", "{}") + "," +
            String.format(point, "B", "SPOT", "D", "true") + "]}");
        final Path file = folder.resolve("points.jsonl");
        Files.writeString(file, frame + "\n" + frame + "\n"); // the second time on the path of the documented order
        for (final String text : run("kiyotaka", file).lines().toList())
        {
            final Map<String, Object> line = parsed(text);
            assertEquals("PARTIAL", line.get("status"));
            assertEquals(2, ((List<?>)line.get("events")).size());
            assertHolds(parsed("{\"e\":[{\"coin\":\"C\",\"category\":\"PERPETUAL\",\"inverse\":false}," +
                "{\"coin\":\"D\",\"category\":\"SPOT\",\"inverse\":true}]}").get("e"), line.get("series"), text);
        }
    }

    @Test
    void shouldCallWhatIsNoBase64Malformed() throws IOException
    {
        final Path file = folder.resolve("b64");
        Files.writeString(file, "*\n\n");
        final List<String> lines = run("kiyotaka", file, "--base64").lines().toList();
        assertEquals("MALFORMED", parsed(lines.get(0)).get("status"));
        assertEquals("IGNORED", parsed(lines.get(1)).get("status"));
    }

    private void assertControl(final String expected, final String venue, final String frame) throws IOException
    {
        final Map<String, Object> line = decode(venue, json(frame).replace("`", "\\\""));
        assertEquals("CONTROL", line.get("status"));
        assertEquals("[" + expected + "]", line.get("control").toString());
    }

    /** Whatever the expected value has is in the other one; lists are alike, objects may have more. */
    private static void assertHolds(final Object expected, final Object actual, final String note)
    {
        if (expected instanceof Map<?, ?> members)
        {
            members.forEach((key, value) -> assertHolds(value, ((Map<?, ?>)actual).get(key), note));
        }
        else if (expected instanceof List<?> elements)
        {
            for (int i = 0; i < elements.size(); i++)
            {
                assertHolds(elements.get(i), ((List<?>)actual).get(i), note);
            }
        }
        else
        {
            assertEquals(String.valueOf(expected), String.valueOf(actual), note);
        }
    }

    private Map<String, Object> decode(final String venue, final String frame) throws IOException
    {
        final Path file = folder.resolve("frame");
        Files.writeString(file, frame + "\n");
        final List<String> lines = run(venue, file).lines().toList();
        assertEquals(1, lines.size());
        return parsed(lines.get(0));
    }

    private static String run(final String venue, final Path file, final String... more)
    {
        final StringWriter out = new StringWriter();
        final String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"decode", "--venue", venue, file.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        final CommandLine commandLine = Ringtape.newCommandLine();
        commandLine.setOut(new PrintWriter(out));
        assertEquals(0, commandLine.execute(arguments));
        return out.toString();
    }

    private static String json(final String quotedSingly)
    {
        return quotedSingly.replace('\'', '"');
    }

    private static Map<String, Object> parsed(final String json)
    {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, bytes.length);
    }

    private static Path upward(final Path name)
    {
        for (Path from = Path.of("").toAbsolutePath(); from != null; from = from.getParent())
        {
            if (Files.exists(from.resolve(name)))
            {
                return from.resolve(name);
            }
        }
        return null;
    }
}
