package org.ringtape.engine.book;

import org.ringtape.engine.book.level.BookSide;

/**
 * Hash of what a book says: state and levels, as canonical decimals, best first; no times, scales or sequences. Equal
 * books have equal hashes whatever scales they happen to have. Reusable; one thread.
 */
public final class BookHash
{
    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private long hash;

    /** Nothing hashed. */
    public BookHash()
    {
    }

    /** Starts anew. */
    public void reset()
    {
        hash = 0;
    }

    /**
     * Adds a book with its stream id.
     *
     * @param book to add
     */
    public void add(final OrderBook book)
    {
        mix(book.streamId());
        mix(book.state().ordinal());
        add(book.bids(), book.priceScale(), book.quantityScale());
        add(book.asks(), book.priceScale(), book.quantityScale());
    }

    /** Hash of everything added since the last reset. */
    public long value()
    {
        return hash;
    }

    private void add(final BookSide side, final int priceScale, final int quantityScale)
    {
        mix(side.levels());
        for (int i = 0; i < side.levels(); i++)
        {
            mixDecimal(side.price(i), priceScale);
            mixDecimal(side.quantity(i), quantityScale);
        }
    }

    private void mixDecimal(final long mantissa, final int scale)
    {
        long digits = mantissa;
        int digitsScale = digits == 0 ? 0 : scale;
        while (digits != 0 && digits % 10 == 0)
        {
            digits /= 10;
            digitsScale--;
        }
        mix(digits);
        mix(digitsScale);
    }

    private void mix(final long value)
    {
        long mixed = (hash ^ value) * PRIME;
        mixed ^= mixed >>> 32;
        hash = mixed * PRIME + 1;
    }
}
