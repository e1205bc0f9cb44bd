package org.ringtape.bench.jmh.book;

import java.math.BigDecimal;

import org.ringtape.engine.book.BookLimits;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;

/** Our book: chunks from slots, as the book handler hands them over. */
public final class BookOfRingtape implements BookAlternative
{
    private final BookRecording recording;
    private final OrderBook book = new OrderBook(0, 0, BookLimits.DEFAULT, new ScaledLevels());
    private final BookUpdate chunk = new BookUpdate();

    public BookOfRingtape(final BookRecording recording)
    {
        this.recording = recording;
    }

    @Override
    public void restore()
    {
        book.clear();
        apply(recording.snapshot);
    }

    @Override
    public void replay()
    {
        apply(recording.updates);
    }

    private void apply(final BookRecording.Levels levels)
    {
        for (int i = 0; i < levels.slotCount; i++)
        {
            chunk.wrap(levels.slots, i * EventLayout.SLOT_LENGTH);
            if (!book.apply(chunk))
            {
                throw new IllegalStateException("recorded levels do not fit");
            }
        }
    }

    @Override
    public String rows()
    {
        return rows(book);
    }

    public static String rows(final OrderBook book)
    {
        final StringBuilder rows = new StringBuilder();
        book.forEachLevel((isBid, price, quantity) -> rows
            .append(BigDecimal.valueOf(price, book.priceScale()).stripTrailingZeros().toPlainString()).append(',')
            .append(BigDecimal.valueOf(quantity, book.quantityScale()).stripTrailingZeros().toPlainString())
            .append('\n'));
        return rows.toString();
    }
}
