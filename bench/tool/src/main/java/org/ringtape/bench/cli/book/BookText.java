package org.ringtape.bench.cli.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.ringtape.bench.cli.text.EventText;
import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.OrderBook;

/** Books as text: canonical plain decimals, best first. Control path; the thread that owns the book. */
public final class BookText
{
    private BookText()
    {
    }

    /** Rows {@code side,price,quantity}, side {@code b} then {@code a}, best first, an end of line after each. */
    static String rows(final OrderBook book)
    {
        final StringBuilder rows = new StringBuilder();
        appendRows(rows, "b,", book.bids(), book);
        appendRows(rows, "a,", book.asks(), book);
        return rows.toString();
    }

    /** Best levels of a side as price and quantity, at most {@code limit}. */
    public static List<List<String>> levels(final OrderBook book, final BookSide side, final int limit)
    {
        final List<List<String>> levels = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, side.levels()); i++)
        {
            levels.add(List.of(
                EventText.decimal(side.price(i), book.priceScale()),
                EventText.decimal(side.quantity(i), book.quantityScale())));
        }
        return levels;
    }

    /** Best bid and ask as {@code bid,quantity,ask,quantity}; an empty side is two empty fields. */
    static String top(final OrderBook book)
    {
        return quote(
            book.hasBids() ? book.bestBidPrice() : ABSENT, book.hasBids() ? book.bestBidQuantity() : ABSENT,
            book.priceScale(), book.quantityScale()) + "," +
            quote(
                book.hasAsks() ? book.bestAskPrice() : ABSENT, book.hasAsks() ? book.bestAskQuantity() : ABSENT,
                book.priceScale(), book.quantityScale());
    }

    /** {@code price,quantity}; two empty fields where there is no quote. */
    static String quote(final long price, final long quantity, final int priceScale, final int quantityScale)
    {
        return price == ABSENT ? "," :
            EventText.decimal(price, priceScale) + "," + EventText.decimal(quantity, quantityScale);
    }

    /** SHA-256 of text in UTF-8, in hexadecimal. */
    public static String sha256(final String text)
    {
        try
        {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void appendRows(
        final StringBuilder rows, final String prefix, final BookSide side, final OrderBook book)
    {
        for (int i = 0; i < side.levels(); i++)
        {
            rows.append(prefix)
                .append(EventText.decimal(side.price(i), book.priceScale()))
                .append(',')
                .append(EventText.decimal(side.quantity(i), book.quantityScale()))
                .append('\n');
        }
    }
}
