package org.ringtape.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.codecs.binance.BinanceExchangeInfoDecoder;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.kiyotaka.KiyotakaFrameDecoder;
import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.vatic.VaticFrameDecoder;

/**
 * Null and an empty text say "none". The table says for each venue, event and field whether the event goes on without
 * it (OPTIONAL) or is nothing without it (NEEDED). Whether the value is then absent is the matter of the oracles.
 */
class NoneTest
{
    private static final String TRADE = "{'e':'trade','E':5,'T':4,'s':'A','t':7,'p':'1','q':'2','X':'MARKET','m':true}";
    private static final String QUOTE =
        "{'e':'bookTicker','u':3,'s':'A','b':'1','B':'2','a':'3','A':'4','T':5,'E':6}";
    private static final String DIFF =
        "{'e':'depthUpdate','E':5,'T':4,'s':'A','U':1,'u':2,'pu':0,'b':[['1','2']],'a':[['3','4']]}";
    private static final String DAY = "{'e':'24hrTicker','E':5,'s':'A','p':'1','P':'2','w':'1','c':'3','Q':'1'," +
        "'o':'2','h':'4','l':'1','v':'9','q':'8','O':1,'C':2,'F':3,'L':4,'n':2}";
    private static final String CANDLE = "{'e':'kline','E':5,'s':'A','k':{'t':60000,'T':119999,'s':'A','i':'1m'," +
        "'f':1,'L':2,'o':'1','c':'1','h':'1','l':'1','v':'2','n':2,'x':false,'q':'2','V':'1','Q':'1'}}";
    private static final String FUNDING =
        "{'e':'markPriceUpdate','E':5,'s':'A','p':'1','i':'2','P':'3','r':'0.1','T':9}";
    private static final String MARK = "[{'s':'A','mp':'1','E':5,'e':'markPrice','i':'2','P':'3','bo':'1','ao':'2'," +
        "'bq':'1','aq':'1','b':'0.5','a':'0.6','hl':'9','ll':'0','vo':'0.5','rf':'0','d':'1','t':'1','g':'1','v':'1'}]";
    private static final String INTEREST = "{'e':'openInterest','E':5,'s':'A','o':'1','h':'2'}";
    private static final String INDEX = "{'e':'indexPrice','E':5,'s':'A','p':'1'}";
    private static final String LISTING = "{'e':'optionSymbol','E':5,'s':'A','ps':'AU','qa':'U','d':'CALL','sp':'1'," +
        "'dt':9,'u':1,'ot':8,'cs':'TRADING'}";
    private static final String OLD_TRADE =
        "{'e':'trade','E':5,'T':4,'s':'A','t':'7','p':'1','q':'2','b':'1','a':'2','S':'1','X':'MARKET'}";
    private static final String OLD_DAY = "{'e':'24hrTicker','E':5,'T':4,'s':'A','c':'3','bo':'1','bq':'2','b':'0.5'," +
        "'d':'1','eep':'7','mp':'3','F':1,'n':1}";
    private static final String ROW = "{'optionSymbols':[{'symbol':'A','side':'CALL','strikePrice':'1'," +
        "'expiryDate':9,'onboardDate':8,'underlying':'B','quoteAsset':'U','unit':1,'status':'TRADING','minQty':'1'," +
        "'priceScale':1,'filters':[{'filterType':'PRICE_FILTER','tickSize':'1'}]}]}";
    private static final String SISTER_ROW = "{'symbols':[{'symbol':'A','contractType':'PERPETUAL'," +
        "'deliveryDate':4133404800000,'pair':'A','contractStatus':'TRADING','pricePrecision':1}]}";
    private static final String ANSWER = "{'result':null,'id':3,'error':{'code':1,'msg':'x'}}";
    private static final String POINT = "{'points':[{'series':{'type':'%s','symbol':'A','exchange':'X','side':'BUY'," +
        "'coin':'C','blockSize':5,'category':'P'},'%s':{%s'timestamp':{'seconds':1,'nanoseconds':2}}}]}";
    private static final String POINTS_TRADE = point("TRADE", "trade", "'id':'1','price':1,'amount':2,");
    private static final String POINTS_DEATH = point("LIQUIDATION", "liquidation", "'id':'1','price':1,'amount':2,");
    private static final String POINTS_CANDLE = point("TRADE_AGG", "tradeAggregation",
        "'open':1,'high':1,'low':1,'close':1,'volume':2,'firstTimestamp':{'seconds':1},'lastTimestamp':{'seconds':1},");
    private static final String POINTS_BOOK =
        point("BLOCK_BOOK_SNAPSHOT", "blockBookSnapshot", "'bids':[1,2],'asks':[3,4],");
    private static final String POINTS_RATE =
        point("FUNDING_RATE", "fundingRate", "'fundingRate':1,'predictedFundingRate':2,");
    private static final String POINTS_INTEREST = point("OPEN_INTEREST", "openInterest", "'openInterest':1,");
    private static final String POINTS_PROFILE =
        point("VOLUME_PROFILE_AGG", "volumeProfileAggregation", "'profile':[1,2,3],");
    private static final String PONG = "{'type':'pong','timestamp':5}";
    private static final String WINDOW = "{'event':'window_open','asset':'btc','marketType':'5min'," +
        "'windowStart':1744027500,'windowStartIso':'2025-04-07T12:05:00.000Z','price':1.5,'source':'x'," +
        "'snapshot':true}";
    private static final String FAILED = "{'event':'window_open_error','asset':'btc','marketType':'5min'," +
        "'windowStart':1744027500,'error':'x'}";
    private static final String VATIC_MARK =
        "{'event':'hyperliquid_mark_price','asset':'btc','markPrice':1.5,'timestamp':1744027500000}";

    @ParameterizedTest
    @CsvSource({
        "binance, TRADE, t p q s, X m E T",
        "binance, QUOTE, u s, E T",
        "binance, DIFF, s U u pu b a, E T",
        "binance, DAY, s, E p P w c Q o h l v q O C F L n",
        "binance, CANDLE, t T i o c h l, s E f L v n x q V Q",
        "binance, FUNDING, s p, E i P r T",
        "binance, MARK, s mp, E i P bo ao bq aq b a hl ll vo rf d t g v",
        "binance, INTEREST, s o, E h",
        "binance, INDEX, s p, E",
        "binance, LISTING, s, E ps qa d sp dt u ot cs",
        "legacy, OLD_TRADE, s t p q, E T b a S X",
        "legacy, OLD_DAY, s, E T c bo bq b d eep mp F n",
        "listings, ROW, symbol, side strikePrice expiryDate onboardDate underlying quoteAsset unit status minQty " +
            "priceScale filters filterType tickSize",
        "listings, SISTER_ROW, symbol, contractType deliveryDate pair contractStatus pricePrecision",
        "control, ANSWER, code, id error msg",
        "kiyotaka, POINTS_TRADE, type price amount, symbol exchange side coin blockSize id timestamp seconds " +
            "nanoseconds",
        "kiyotaka, POINTS_DEATH, type price amount, side id timestamp seconds",
        "kiyotaka, POINTS_CANDLE, type open high low close, volume firstTimestamp lastTimestamp",
        "kiyotaka, POINTS_BOOK, type, bids asks blockSize timestamp",
        "kiyotaka, POINTS_RATE, type, fundingRate predictedFundingRate timestamp",
        "kiyotaka, POINTS_INTEREST, type, openInterest timestamp",
        "kiyotaka, POINTS_PROFILE, type, profile blockSize timestamp",
        "control-kiyotaka, PONG, '', timestamp",
        "vatic, WINDOW, event asset marketType price, windowStart windowStartIso source snapshot",
        "vatic, FAILED, event asset marketType windowStart, error",
        "vatic, VATIC_MARK, event asset markPrice, timestamp"})
    void shouldRefuseOnlyWhatIsNothingWithoutTheField(
        final String venue, final String event, final String needed, final String optional) throws Exception
    {
        final String whole = ((String)NoneTest.class.getDeclaredField(event).get(null)).replace('\'', '"');
        assertTrue(isRead(venue, whole), whole);
        for (final String field : words(needed))
        {
            assertEquals(false, isRead(venue, without(whole, field, "\"\"")), event + " without " + field);
        }
        for (final String field : words(optional))
        {
            for (final String none : List.of("\"\"", "null"))
            {
                final String frame = without(whole, field, none);
                assertTrue(isRead(venue, frame), () -> event + " with " + frame);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"b B", "a A"})
    void shouldTakeASideOfAQuoteForEmptyIfBothItsNumbersAreNone(final String side)
    {
        final String[] keys = side.split(" ");
        final String quote = QUOTE.replace('\'', '"');
        for (final String none : List.of("\"\"", "null"))
        {
            assertTrue(isRead("binance", without(without(quote, keys[0], none), keys[1], none)));
            assertEquals(false, isRead("binance", without(quote, keys[0], none)), "half a quote");
            assertEquals(false, isRead("binance", without(quote, keys[1], none)), "half a quote");
        }
    }

    /** True if the frame was decoded, all of it. */
    private static boolean isRead(final String venue, final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
        final SilentSink sink = new SilentSink();
        switch (venue)
        {
            case "binance":
                return new BinanceFrameDecoder((b, o, l) -> l == 0 ? -1 : 1).decode(bytes, 0, bytes.length, sink) ==
                    DecodeStatus.DECODED;
            case "control":
                return new BinanceFrameDecoder((b, o, l) -> 1).decode(bytes, 0, bytes.length, sink) ==
                    DecodeStatus.CONTROL;
            case "legacy":
                return BinanceFrameDecoder.legacy((b, o, l) -> l == 0 ? -1 : 1)
                    .decode(bytes, 0, bytes.length, sink) == DecodeStatus.DECODED;
            case "listings":
                return new BinanceExchangeInfoDecoder().decode(
                    bytes, 0, bytes.length, (b, o, l) -> l == 0 ? -1 : 1, sink) == DecodeStatus.DECODED;
            case "kiyotaka":
                return new KiyotakaFrameDecoder((b, o, l) -> 1).decode(bytes, 0, bytes.length, sink) ==
                    DecodeStatus.DECODED;
            case "control-kiyotaka":
                return new KiyotakaFrameDecoder((b, o, l) -> 1).decode(bytes, 0, bytes.length, sink) ==
                    DecodeStatus.CONTROL;
            default:
                return new VaticFrameDecoder((b, o, l) -> 1).decode(bytes, 0, bytes.length, sink) ==
                    DecodeStatus.DECODED;
        }
    }

    /** The frame with another value in place of the last one of a key: inner objects come behind what names them. */
    private static String without(final String frame, final String key, final String none)
    {
        final String name = "\"" + key + "\":";
        final int at = frame.lastIndexOf(name) + name.length();
        assertTrue(at >= name.length(), key);
        int end = at;
        int depth = 0;
        boolean quoted = false;
        while (quoted || depth > 0 || frame.charAt(end) != ',' && frame.charAt(end) != '}' && frame.charAt(end) != ']')
        {
            final char c = frame.charAt(end++);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        }
        return frame.substring(0, at) + none + frame.substring(end);
    }

    private static String[] words(final String text)
    {
        return text == null || text.isEmpty() ? new String[0] : text.split(" ");
    }

    private static String point(final String type, final String payload, final String members)
    {
        return String.format(POINT, type, payload, members);
    }
}
