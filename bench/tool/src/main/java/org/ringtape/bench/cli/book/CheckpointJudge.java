package org.ringtape.bench.cli.book;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.ringtape.engine.book.OrderBook;

/** Compares a book with the checkpoints of its sequences, and keeps the first difference. */
final class CheckpointJudge
{
    private final Map<Long, Checkpoint> bySequence = new HashMap<>();
    private final int total;
    private int compared;
    private int equal;
    private String firstDifference;

    CheckpointJudge(final List<Checkpoint> checkpoints)
    {
        checkpoints.forEach((checkpoint) -> bySequence.put(checkpoint.sequence(), checkpoint));
        total = bySequence.size();
    }

    /** The book after an event, and how many events were applied until then. */
    void onBook(final OrderBook book, final long appliedCount)
    {
        onUpdate(book, appliedCount, book.isLive());
    }

    /** The same for an update behind a snapshot, whose book is about to be live. */
    void onCatchingUp(final OrderBook book, final long appliedCount)
    {
        onUpdate(book, appliedCount, true);
    }

    private void onUpdate(final OrderBook book, final long appliedCount, final boolean good)
    {
        final Checkpoint checkpoint = bySequence.remove(book.sequence());
        if (checkpoint == null)
        {
            return;
        }
        compared++;
        final String difference = good ? difference(checkpoint, book, appliedCount) : "the book is " + book.state();
        if (difference == null)
        {
            equal++;
        }
        else if (firstDifference == null)
        {
            firstDifference = checkpoint.place() + ": sequence " + checkpoint.sequence() + ": " + difference;
        }
    }

    int compared()
    {
        return compared;
    }

    int equal()
    {
        return equal;
    }

    /** The first difference in words, or that checkpoints were never reached; null if everything is equal. */
    String difference()
    {
        if (firstDifference != null || compared == total)
        {
            return firstDifference;
        }
        final Checkpoint missed = bySequence.values().iterator().next();
        return missed.place() + ": the book never was at sequence " + missed.sequence() +
            " (" + bySequence.size() + " checkpoints not reached)";
    }

    private static String difference(final Checkpoint checkpoint, final OrderBook book, final long appliedCount)
    {
        if (checkpoint.appliedCount() >= 0 && checkpoint.appliedCount() != appliedCount)
        {
            return "events applied: expected " + checkpoint.appliedCount() + ", is " + appliedCount;
        }
        if (checkpoint.bidLevels() >= 0 && checkpoint.bidLevels() != book.bids().levels())
        {
            return "bid levels: expected " + checkpoint.bidLevels() + ", are " + book.bids().levels();
        }
        if (checkpoint.askLevels() >= 0 && checkpoint.askLevels() != book.asks().levels())
        {
            return "ask levels: expected " + checkpoint.askLevels() + ", are " + book.asks().levels();
        }
        final String bids = sideDifference(
            "bids", checkpoint.bids(), BookText.levels(book, book.bids(), Math.max(1, checkpoint.bids().size())));
        return bids != null ? bids : sideDifference(
            "asks", checkpoint.asks(), BookText.levels(book, book.asks(), Math.max(1, checkpoint.asks().size())));
    }

    private static String sideDifference(
        final String side, final List<List<String>> expected, final List<List<String>> actual)
    {
        return Objects.equals(expected, actual) ? null : side + ": expected " + expected + ", are " + actual;
    }
}
