package org.ringtape.bench.latency.source;

import java.util.SplittableRandom;

import org.ringtape.bench.latency.Lane;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;

/** What is mixed between the frames of Binance: Kiyotaka's book images and trades, Vatic's mark prices. */
public final class OtherSources
{
    public static final String KIYOTAKA_SYMBOL = "BINANCE_FUTURES:BTCUSDT";
    public static final String VATIC_ASSET = "btc";
    public static final String VATIC_CHANNEL = "hyperliquid_mark_price";
    /** Levels a side of an image, as {@code maxDepth} asks for. */
    public static final int IMAGE_LEVELS = 25;

    private static final String MARKET = "\"symbol\":\"BTCUSDT\",\"exchange\":\"BINANCE_FUTURES\"," +
        "\"normalizedSymbol\":\"BTC-USDT\",";
    private static final int MS_PER_S = 1_000;
    private static final long NS_PER_MS = 1_000_000L;

    private final SplittableRandom random;
    private final DepthLadder blocks;
    private final Lane images = new Lane(KiyotakaModule.VENUE, "/kiyotaka/ws");
    private final Lane trades = new Lane(KiyotakaModule.VENUE, "/kiyotaka/nonbook/ws");
    private final Lane marks = new Lane(VaticModule.VENUE, "/vatic/ws");
    private long tradeId = 7_000_000_000L;

    OtherSources(final SplittableRandom random)
    {
        this.random = random;
        blocks = new DepthLadder(random.split(), 6_000, 25, 0, 3);
    }

    Lane images()
    {
        return images;
    }

    Lane trades()
    {
        return trades;
    }

    Lane marks()
    {
        return marks;
    }

    static String bookName()
    {
        return KiyotakaModule.VENUE.label() + " " + KIYOTAKA_SYMBOL;
    }

    String rows()
    {
        return blocks.rows(IMAGE_LEVELS);
    }

    void image(final FrameText text, final int index)
    {
        blocks.advance();
        text.clear().text("{\"points\":[{\"series\":{\"type\":\"BLOCK_BOOK_SNAPSHOT\",").text(MARKET)
            .text("\"coin\":\"BTC\",\"blockSize\":25,\"inverse\":false},\"blockBookSnapshot\":{\"bids\":[");
        blocks.writeBest(text, true, IMAGE_LEVELS, "", ",", "");
        text.text("],\"asks\":[");
        blocks.writeBest(text, false, IMAGE_LEVELS, "", ",", "");
        timestamp(text.text("],"), index).text("}}]}");
    }

    void trade(final FrameText text, final int index)
    {
        text.clear().text("{\"points\":[{\"series\":{\"type\":\"TRADE\",").text(MARKET)
            .text("\"category\":\"PERPETUAL\",\"side\":\"").text(random.nextBoolean() ? "BUY" : "SELL")
            .text("\",\"coin\":\"BTC\",\"inverse\":false},\"trade\":{\"id\":\"").number(++tradeId)
            .text("\",\"price\":").decimal(1_500_000 + random.nextInt(10_000), 1)
            .text(",\"amount\":").decimal(1 + random.nextInt(5_000), 3).text(",");
        timestamp(text, index).text("}}]}");
    }

    void mark(final FrameText text, final int index)
    {
        text.clear().text("{\"event\":\"").text(VATIC_CHANNEL).text("\",\"asset\":\"").text(VATIC_ASSET)
            .text("\",\"markPrice\":").decimal(6_180_000 + random.nextInt(10_000), 2)
            .text(",\"timestamp\":").number(FrameClock.timeMs(index)).text("}");
    }

    private static FrameText timestamp(final FrameText text, final int index)
    {
        final long timeMs = FrameClock.timeMs(index);
        return text.text("\"timestamp\":{\"seconds\":").number(timeMs / MS_PER_S).text(",\"nanoseconds\":")
            .number(timeMs % MS_PER_S * NS_PER_MS).text("}");
    }
}
