package org.ringtape.bench.latency.source;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.ringtape.bench.latency.Lane;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.venue.Venue;

/** One symbol of Binance: diffs whose ids chain, best quotes and trades, in the venue's combined envelopes. */
final class BinanceSource
{
    private static final long FIRST_ID = 7_000_000_000_000L;

    private final Venue venue;
    private final String symbol;
    private final String stream;
    private final DepthLadder ladder;
    private final SplittableRandom random;
    private final Lane lane;
    private long lastId = FIRST_ID;
    private long tradeId = 5_000_000_000L;

    private BinanceSource(
        final Venue venue, final String symbol, final DepthLadder ladder, final SplittableRandom random)
    {
        this.venue = venue;
        this.symbol = symbol;
        this.ladder = ladder;
        this.random = random;
        stream = symbol.toLowerCase(Locale.ROOT);
        lane = new Lane(venue, "/" + venue.label() + "/public/stream");
    }

    /** BTCUSDT at ticks of 0.10. */
    static BinanceSource futures(final SplittableRandom random)
    {
        return new BinanceSource(BinanceModule.USDM, "BTCUSDT",
            new DepthLadder(random.split(), 618_000, 10, 2, 3), random);
    }

    /** A call at ticks of 5. */
    static BinanceSource option(final SplittableRandom random)
    {
        return new BinanceSource(BinanceModule.OPTIONS, "BTC-261225-100000-C",
            new DepthLadder(random.split(), 9_000, 5_000, 3, 2), random);
    }

    Lane lane()
    {
        return lane;
    }

    String bookName()
    {
        return venue.label() + " " + symbol;
    }

    String depthStream()
    {
        return stream + "@depth@100ms";
    }

    String tickerStream()
    {
        return stream + "@bookTicker";
    }

    String tradeStream()
    {
        return stream + "@trade";
    }

    List<String> streams()
    {
        return venue.equals(BinanceModule.USDM) ? List.of(depthStream(), tickerStream(), tradeStream()) :
            List.of(depthStream(), tickerStream());
    }

    String rows()
    {
        return ladder.rows(Integer.MAX_VALUE);
    }

    /** Body of the REST depth answer for the book as it is; its time is none of a frame. */
    String snapshot()
    {
        final FrameText text = new FrameText();
        text.text("{\"lastUpdateId\":").number(lastId).text(",\"E\":1,\"T\":1,\"bids\":[");
        ladder.writeBest(text, true, Integer.MAX_VALUE, "[\"", "\",\"", "\"]");
        text.text("],\"asks\":[");
        ladder.writeBest(text, false, Integer.MAX_VALUE, "[\"", "\",\"", "\"]");
        return text.text("]}").toString();
    }

    void depth(final FrameText text, final int index)
    {
        ladder.advance();
        final long previous = lastId;
        lastId += 1 + random.nextInt(40);
        final long timeMs = FrameClock.timeMs(index);
        begin(text, depthStream()).text("depthUpdate\",\"E\":").number(timeMs).text(",\"T\":").number(timeMs)
            .text(",\"s\":\"").text(symbol).text("\",\"U\":").number(previous + 1).text(",\"u\":").number(lastId)
            .text(",\"pu\":").number(previous).text(",\"b\":[");
        ladder.writeChanges(text, true);
        text.text("],\"a\":[");
        ladder.writeChanges(text, false);
        text.text("]}}");
    }

    void ticker(final FrameText text, final int index)
    {
        final long timeMs = FrameClock.timeMs(index);
        begin(text, tickerStream()).text("bookTicker\",\"u\":").number(lastId).text(",\"s\":\"").text(symbol)
            .text("\",\"b\":\"");
        ladder.writeBest(text, true, 1, "", "\",\"B\":\"", "\"");
        text.text(",\"a\":\"");
        ladder.writeBest(text, false, 1, "", "\",\"A\":\"", "\"");
        text.text(",\"T\":").number(timeMs).text(",\"E\":").number(timeMs).text("}}");
    }

    void trade(final FrameText text, final int index)
    {
        final long timeMs = FrameClock.timeMs(index);
        final boolean buy = random.nextBoolean();
        begin(text, tradeStream()).text("trade\",\"E\":").number(timeMs).text(",\"T\":").number(timeMs)
            .text(",\"s\":\"").text(symbol).text("\",\"t\":").number(++tradeId).text(",\"p\":\"");
        ladder.writeBest(text, !buy, 1, "", "\",\"q\":\"", "\"");
        text.text(",\"X\":\"MARKET\",\"m\":").text(buy ? "false" : "true").text("}}");
    }

    private static FrameText begin(final FrameText text, final String streamName)
    {
        return text.clear().text("{\"stream\":\"").text(streamName).text("\",\"data\":{\"e\":\"");
    }
}
