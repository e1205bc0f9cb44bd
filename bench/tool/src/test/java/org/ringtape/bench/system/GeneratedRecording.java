package org.ringtape.bench.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;

/**
 * A made-up recording of one symbol in the recordings' form: a REST body, then diffs, best quotes and trades. Ids have
 * thirteen digits, as the recorded ones do.
 */
final class GeneratedRecording
{
    private static final long FIRST_ID = 5_000_000_000_000L;
    private static final int MIDDLE = 600_000;

    private final String symbol;
    private final RandomGenerator random;
    private final List<RecordedFrame> frames = new ArrayList<>();
    private long id = FIRST_ID;
    private long tradeId = 1_000_000_000L;

    private GeneratedRecording(final String symbol, final RandomGenerator random)
    {
        this.symbol = symbol;
        this.random = random;
    }

    /** Frames of a symbol: its REST body first, then so many diffs with quotes and trades among them. */
    static List<RecordedFrame> of(final String symbol, final int diffs, final RandomGenerator random)
    {
        final GeneratedRecording recording = new GeneratedRecording(symbol, random);
        recording.add(FrameKind.REST_DEPTH, recording.restBody());
        for (int i = 0; i < diffs; i++)
        {
            recording.add(FrameKind.FRAME, recording.diff());
            for (int other = random.nextInt(6); other > 0; other--)
            {
                recording.add(FrameKind.FRAME, random.nextBoolean() ? recording.quote() : recording.trade());
            }
        }
        return recording.frames;
    }

    private void add(final FrameKind kind, final String text)
    {
        frames.add(new RecordedFrame(frames.size() + 1L, RecordedFrame.NO_TIME,
            text.getBytes(StandardCharsets.US_ASCII), kind, kind == FrameKind.REST_DEPTH ? symbol : ""));
    }

    private String restBody()
    {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        for (int i = 1; i <= 400; i++)
        {
            level(bids, MIDDLE - i, 1 + random.nextInt(9_000));
            level(asks, MIDDLE + i, 1 + random.nextInt(9_000));
        }
        return "{\"lastUpdateId\":" + id + ",\"E\":1723161256501,\"T\":1723161256493,\"bids\":[" + bids +
            "],\"asks\":[" + asks + "]}";
    }

    private String diff()
    {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        for (int levels = random.nextInt(60); levels > 0; levels--)
        {
            final int distance = 1 + Math.min(random.nextInt(700), random.nextInt(700));
            final int quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9_000);
            final boolean bid = random.nextBoolean();
            level(bid ? bids : asks, bid ? MIDDLE - distance : MIDDLE + distance, quantity);
        }
        final long previous = id;
        final long first = previous + 1 + random.nextInt(20);
        id = first + random.nextInt(200);
        return "{\"stream\":\"" + lower() + "@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161256299," +
            "\"T\":1723161256298,\"s\":\"" + symbol + "\",\"U\":" + first + ",\"u\":" + id + ",\"pu\":" + previous +
            ",\"b\":[" + bids + "],\"a\":[" + asks + "]}}";
    }

    private String quote()
    {
        return "{\"stream\":\"" + lower() + "@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":" + id + ",\"s\":\"" +
            symbol + "\",\"b\":\"5999.99\",\"B\":\"" + quantity(1 + random.nextInt(9_000)) +
            "\",\"a\":\"6000.01\",\"A\":\"" + quantity(1 + random.nextInt(9_000)) +
            "\",\"T\":1723161256310,\"E\":1723161256311}}";
    }

    private String trade()
    {
        return "{\"stream\":\"" + lower() + "@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161256322," +
            "\"T\":1723161256322,\"s\":\"" + symbol + "\",\"t\":" + ++tradeId + ",\"p\":\"6000.00\",\"q\":\"" +
            quantity(1 + random.nextInt(9_000)) + "\",\"X\":\"MARKET\",\"m\":" + random.nextBoolean() + "}}";
    }

    private String lower()
    {
        return symbol.toLowerCase(Locale.ROOT);
    }

    private static void level(final StringBuilder side, final int priceTicks, final int quantitySteps)
    {
        side.append(side.length() == 0 ? "" : ",").append("[\"")
            .append(String.format(Locale.ROOT, "%d.%02d", priceTicks / 100, priceTicks % 100))
            .append("\",\"").append(quantity(quantitySteps)).append("\"]");
    }

    private static String quantity(final int steps)
    {
        return String.format(Locale.ROOT, "%d.%03d", steps / 1000, steps % 1000);
    }
}
