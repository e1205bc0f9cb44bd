package org.ringtape.engine.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One stream of a made-up venue: chained updates, and what the book truly was after each. */
final class TrueStream
{
    /** One update. */
    record Update(long previous, long last, List<BookEvents.Level> levels)
    {
    }

    final int streamId;
    private final Random random;
    private final Map<BookEvents.Level, Long> book = new HashMap<>();
    private final TreeMap<Long, Map<BookEvents.Level, Long>> history = new TreeMap<>();
    private long last;

    TrueStream(final int streamId, final Random random, final long firstSequence)
    {
        this.streamId = streamId;
        this.random = random;
        last = firstSequence;
        history.put(last, Map.of());
    }

    /** Next update; its last sequence is drawn from a counter that other streams share. */
    Update next(final long sequence)
    {
        final List<BookEvents.Level> levels = new ArrayList<>();
        final int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
        for (int i = 0; i < count; i++)
        {
            final boolean isBid = random.nextBoolean();
            final long price = isBid ? 99 - random.nextInt(12) : 100 + random.nextInt(12);
            levels.add(new BookEvents.Level(isBid, price, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1000)));
        }
        levels.forEach(level -> set(book, level));
        final Update update = new Update(last, sequence, levels);
        last = sequence;
        history.put(last, Map.copyOf(book));
        return update;
    }

    long last()
    {
        return last;
    }

    /** Levels of the book as it was at a sequence. */
    List<BookEvents.Level> levelsAt(final long sequence)
    {
        final List<BookEvents.Level> levels = new ArrayList<>();
        truthAt(sequence).forEach((place, quantity) ->
            levels.add(new BookEvents.Level(place.isBid(), place.price(), quantity)));
        return levels;
    }

    /** True if the book says exactly what was true at its sequence. */
    boolean isTrue(final OrderBook said)
    {
        final Map<BookEvents.Level, Long> levels = new HashMap<>();
        said.forEachLevel((isBid, price, quantity) -> set(levels, new BookEvents.Level(isBid, price, quantity)));
        return levels.equals(truthAt(said.sequence()));
    }

    /** A sequence at which a snapshot could have been taken {@code age} updates ago. */
    long snapshotSequence(final int age)
    {
        long sequence = last;
        for (int i = 0; i < age && history.lowerKey(sequence) != null; i++)
        {
            sequence = history.lowerKey(sequence);
        }
        final Long next = history.higherKey(sequence);
        return next == null || random.nextBoolean() ? sequence : sequence + random.nextInt((int)(next - sequence));
    }

    private Map<BookEvents.Level, Long> truthAt(final long sequence)
    {
        return history.floorEntry(sequence).getValue();
    }

    private static void set(final Map<BookEvents.Level, Long> levels, final BookEvents.Level level)
    {
        final BookEvents.Level place = new BookEvents.Level(level.isBid(), level.price(), 0);
        if (level.quantity() == 0)
        {
            levels.remove(place);
        }
        else
        {
            levels.put(place, level.quantity());
        }
    }
}
