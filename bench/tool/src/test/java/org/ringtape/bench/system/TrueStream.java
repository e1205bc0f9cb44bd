package org.ringtape.bench.system;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.OrderBook;

/**
 * The oracle of one symbol: everything the recording says, read with a plain JSON reader into maps of BigDecimal. It
 * knows the book after every update, by hash, and walks along with a pass over the frames to give whole books.
 */
public final class TrueStream
{
    private final String symbol;
    private final List<RecordedFrame> frames;
    private final List<Diff> diffs = new ArrayList<>();
    private final NavigableMap<Long, Long> hashes = new TreeMap<>();
    private final Map<?, ?> rest;
    private final long firstSequence;
    private final long firstHash;
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private int position;
    private long sequence;
    private long timeMs;
    private long hash;

    private record Diff(long previous, long last, long eventMs, List<Level> bids, List<Level> asks)
    {
    }

    private record Level(BigDecimal price, BigDecimal quantity)
    {
    }

    TrueStream(final String symbol, final List<RecordedFrame> frames)
    {
        this.symbol = symbol;
        this.frames = frames;
        Map<?, ?> body = null;
        for (final RecordedFrame frame : frames)
        {
            if (frame.kind() == FrameKind.REST_DEPTH)
            {
                body = read(frame.bytes());
            }
            else if (isDiff(frame))
            {
                diffs.add(diff((Map<?, ?>)read(frame.bytes()).get("data")));
            }
        }
        if (body == null)
        {
            throw new AssertionError(symbol + ": the recording has no REST depth body");
        }
        rest = body;
        restart();
        firstSequence = sequence;
        firstHash = hash;
        hashes.put(sequence, hash);
        while (position < diffs.size())
        {
            advance();
            hashes.put(sequence, hash);
        }
        restart();
    }

    /** True if a frame is a diff; these recordings write the stream's name first. */
    static boolean isDiff(final RecordedFrame frame)
    {
        return frame.kind() == FrameKind.FRAME &&
            new String(frame.bytes(), 0, Math.min(48, frame.bytes().length), StandardCharsets.US_ASCII)
                .contains("@depth");
    }

    String symbol()
    {
        return symbol;
    }

    List<RecordedFrame> frames()
    {
        return frames;
    }

    int diffs()
    {
        return diffs.size();
    }

    /** Sequence of the book at the place reached. */
    long sequence()
    {
        return sequence;
    }

    /**
     * True if this is the hash of the book at a sequence. The recorded snapshot ends 1,000 levels deep, and the update
     * of its very sequence may go deeper: at that one sequence the book is right with it and without it.
     */
    boolean isRight(final long clientSequence, final long clientHash)
    {
        return hashes.floorEntry(clientSequence).getValue() == clientHash ||
            clientSequence == firstSequence && clientHash == firstHash;
    }

    /** Largest sequence that an answer as of now may carry. */
    long newest()
    {
        return sequence + 1;
    }

    /** True if only so many diffs are left. */
    boolean endsWithin(final int count)
    {
        return diffs.size() - position <= count;
    }

    /** Back to the recorded snapshot. */
    void restart()
    {
        position = 0;
        hash = 0;
        bids.clear();
        asks.clear();
        sequence = number(rest, "lastUpdateId");
        timeMs = number(rest, "E");
        levels(rest.get("bids")).forEach((level) -> set(true, bids, level));
        levels(rest.get("asks")).forEach((level) -> set(false, asks, level));
    }

    /** The next diff has happened at the venue, whether or not a client gets it. */
    void advance()
    {
        final Diff diff = diffs.get(position++);
        if (diff.last() >= sequence)
        {
            diff.bids().forEach((level) -> set(true, bids, level));
            diff.asks().forEach((level) -> set(false, asks, level));
            sequence = diff.last();
            timeMs = diff.eventMs();
        }
    }

    /** The whole book as a REST answer. A true sequence may lie anywhere before the next update's. */
    byte[] restBody(final boolean betweenUpdates)
    {
        final boolean inside = betweenUpdates && position < diffs.size() && diffs.get(position).last() > sequence + 1;
        final StringBuilder text = new StringBuilder(64 * 1024)
            .append("{\"lastUpdateId\":").append(inside ? sequence + 1 : sequence)
            .append(",\"E\":").append(timeMs).append(",\"T\":").append(timeMs).append(",\"bids\":[");
        append(text, bids);
        text.append("],\"asks\":[");
        append(text, asks);
        return text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** How the book at the place reached differs from a client's, level by level; null if it does not. */
    String difference(final OrderBook book)
    {
        final String ofBids = difference("bid ", bids, book.bids(), book);
        return ofBids != null ? ofBids : difference("ask ", asks, book.asks(), book);
    }

    private String difference(
        final String name, final Map<BigDecimal, BigDecimal> truth, final BookSide side, final OrderBook book)
    {
        if (truth.size() != side.levels())
        {
            return symbol + " at " + book.sequence() + ": " + name + "levels " + side.levels() + ", not " +
                truth.size();
        }
        int n = 0;
        for (final Map.Entry<BigDecimal, BigDecimal> level : truth.entrySet())
        {
            final BigDecimal price = BigDecimal.valueOf(side.price(n), book.priceScale());
            final BigDecimal quantity = BigDecimal.valueOf(side.quantity(n), book.quantityScale());
            if (price.compareTo(level.getKey()) != 0 || quantity.compareTo(level.getValue()) != 0)
            {
                return symbol + " at " + book.sequence() + ": " + name + n + " is " + price + ", " + quantity +
                    ", not " + level;
            }
            n++;
        }
        return null;
    }

    /** SHA-256 of a book under test, in the form of the recordings' own truth. */
    public static String sha256(final OrderBook book)
    {
        final StringBuilder rows = new StringBuilder();
        for (int i = 0; i < book.bids().levels(); i++)
        {
            row(rows, "b,", BigDecimal.valueOf(book.bids().price(i), book.priceScale()),
                BigDecimal.valueOf(book.bids().quantity(i), book.quantityScale()));
        }
        for (int i = 0; i < book.asks().levels(); i++)
        {
            row(rows, "a,", BigDecimal.valueOf(book.asks().price(i), book.priceScale()),
                BigDecimal.valueOf(book.asks().quantity(i), book.quantityScale()));
        }
        return sha256(rows.toString());
    }

    private static void row(
        final StringBuilder rows, final String side, final BigDecimal price, final BigDecimal quantity)
    {
        rows.append(side).append(price.stripTrailingZeros().toPlainString()).append(',')
            .append(quantity.stripTrailingZeros().toPlainString()).append('\n');
    }

    private static String sha256(final String text)
    {
        try
        {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new AssertionError(e);
        }
    }

    private void set(final boolean bid, final Map<BigDecimal, BigDecimal> side, final Level level)
    {
        final BigDecimal before = level.quantity().signum() == 0 ?
            side.remove(level.price()) : side.put(level.price(), level.quantity());
        if (before != null)
        {
            hash ^= LevelHash.of(bid, level.price(), before);
        }
        if (level.quantity().signum() != 0)
        {
            hash ^= LevelHash.of(bid, level.price(), level.quantity());
        }
    }

    private static void append(final StringBuilder text, final Map<BigDecimal, BigDecimal> side)
    {
        final int start = text.length();
        side.forEach((price, quantity) -> text.append(text.length() == start ? "" : ",")
            .append("[\"").append(price)
            .append("\",\"").append(quantity).append("\"]"));
    }

    private static Diff diff(final Map<?, ?> data)
    {
        return new Diff(
            number(data, "pu"), number(data, "u"), number(data, "E"), levels(data.get("b")), levels(data.get("a")));
    }

    private static List<Level> levels(final Object rows)
    {
        final List<Level> levels = new ArrayList<>();
        for (final Object row : (List<?>)rows)
        {
            final List<?> pair = (List<?>)row;
            levels.add(new Level(new BigDecimal((String)pair.get(0)), new BigDecimal((String)pair.get(1))));
        }
        return levels;
    }

    private static long number(final Map<?, ?> members, final String key)
    {
        return ((JsonNumber)members.get(key)).longValue();
    }

    private static Map<?, ?> read(final byte[] text)
    {
        try
        {
            return (Map<?, ?>)JsonReader.read(text);
        }
        catch (final JsonSyntaxException e)
        {
            throw new AssertionError(new String(text, StandardCharsets.UTF_8), e);
        }
    }
}
