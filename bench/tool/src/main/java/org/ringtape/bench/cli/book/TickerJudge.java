package org.ringtape.bench.cli.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.TopOfBook;

/**
 * Compares the top of a book with the venue's own best quotes, by sequence and not by arrival: after the update of
 * sequence u, the newest quote of a sequence up to u must say the same; which quote that is, is known once one of a
 * greater sequence has come. Source: the venue's specification, cross-check.
 */
final class TickerJudge
{
    private final Deque<Top> waiting = new ArrayDeque<>();
    private final NavigableMap<Long, String> quotes = new TreeMap<>();
    private long compared;
    private long equal;
    private String firstDifference;

    private record Top(long sequence, String quotes)
    {
    }

    void onBook(final OrderBook book)
    {
        if (book.isLive())
        {
            onCatchingUp(book);
        }
    }

    /** An update behind a snapshot, whose book is about to be live. */
    void onCatchingUp(final OrderBook book)
    {
        waiting.add(new Top(book.sequence(), BookText.top(book)));
        settle();
    }

    void onTopOfBook(final TopOfBook top)
    {
        quotes.put(
            top.lastSequence(),
            BookText.quote(top.bidPrice(), top.bidQuantity(), top.priceScale(), top.quantityScale()) + "," +
                BookText.quote(top.askPrice(), top.askQuantity(), top.priceScale(), top.quantityScale()));
        settle();
    }

    private void settle()
    {
        while (!waiting.isEmpty() && !quotes.isEmpty() && quotes.lastKey() > waiting.peek().sequence())
        {
            final Top book = waiting.remove();
            final Map.Entry<Long, String> quote = quotes.floorEntry(book.sequence());
            if (quote != null)
            {
                compare(book, quote);
                quotes.headMap(quote.getKey()).clear();
            }
        }
    }

    /** Forgets what waits: the book was not live in between. */
    void reset()
    {
        waiting.clear();
    }

    long compared()
    {
        return compared;
    }

    long equal()
    {
        return equal;
    }

    /** The first difference in words, or null. */
    String difference()
    {
        return firstDifference;
    }

    private void compare(final Top book, final Map.Entry<Long, String> quote)
    {
        compared++;
        if (quote.getValue().equals(book.quotes()))
        {
            equal++;
        }
        else if (firstDifference == null)
        {
            firstDifference = "after sequence " + book.sequence() + " the book's top is " + book.quotes() +
                ", the venue's quote of sequence " + quote.getKey() + " is " + quote.getValue();
        }
    }
}
