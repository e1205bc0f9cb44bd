package org.ringtape.codecs.kiyotaka.book;

import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * The tight loop over {@code price,quantity,price,quantity…]}. Prices of a frame are nearly all of one form, so the
 * form of earlier ones is assumed and checked: where the quantity starts then does not wait for the price to be
 * understood. Quantities vary, and their form is looked up. All of a level is checked with one branch. One that is not
 * as assumed is measured, and its forms are assumed from there on if the next one has to be measured, too. A level that
 * words cannot hold goes to the cursor.
 *
 * <p>Tried without gain: shifting by a product, gathering the digit bits by one, closing the gap of a point in the
 * product behind it (the multiplier is what is busy), and a way of their own for prices without a point.
 * Owned by one decoder.
 */
public final class LevelLoop
{
    /** Reads never go further than this from the start of a level. */
    private static final int REACH = 2 * ByteWords.LENGTH;
    private static final int DEVIATION = -1;

    /** Forms that are assumed. */
    private int priceForm;
    private long quantityPoints = NumberForms.DECIMALS;
    private boolean inexact;
    private int levelsApart;
    /** Of the level last measured. */
    private int measuredPrice;
    private int measuredQuantity;
    /** True behind the last level. */
    private boolean complete;

    /**
     * Hands the levels of an array to the sink.
     *
     * @param cursor behind the opening bracket; afterwards behind the closing one
     * @return false where the array is not as expected, some levels may have gone to the sink by then
     */
    public boolean read(final InOrderCursor cursor, final boolean bids, final BookSink sink)
    {
        inexact = false;
        levelsApart = 0;
        if (cursor.match(']'))
        {
            return true;
        }
        final byte[] frame = cursor.frame();
        final int last = cursor.end() - REACH;
        int at = cursor.position();
        int behindMeasured = DEVIATION;
        complete = false;
        while (!complete)
        {
            at = readAlike(frame, at, last, bids, sink);
            levelsApart++;
            final int next = at <= last ? readMeasured(frame, at, bids, sink) : DEVIATION;
            if (next >= 0)
            {
                if (at == behindMeasured)
                {
                    priceForm = measuredPrice;
                    quantityPoints = NumberForms.points(measuredQuantity);
                }
                at = next;
                behindMeasured = next;
            }
            else
            {
                cursor.position(at);
                if (!readAny(cursor, bids, sink))
                {
                    return false;
                }
                at = cursor.position();
            }
        }
        cursor.position(at);
        return true;
    }

    /** True if a number of the array last read was rounded. */
    boolean isInexact()
    {
        return inexact;
    }

    /** Levels of the array last read that were not of the forms assumed; the last one, which has no comma, is not. */
    public int levelsApart()
    {
        return levelsApart;
    }

    /** Answers where the first level starts that is not of the forms assumed, or is too near to the end. */
    private int readAlike(final byte[] frame, final int from, final int last, final boolean bids, final BookSink sink)
    {
        final int assumed = priceForm;
        final long points = quantityPoints;
        final int priceLength = NumberForms.length(assumed);
        final int priceScale = NumberForms.scale(assumed);
        int at = from;
        while (at <= last)
        {
            final long priceWord = ByteWords.word(frame, at);
            final long quantityWord = ByteWords.word(frame, at + priceLength);
            final int form = NumberForms.of(quantityWord, points);
            final long price = NumberForms.part(priceWord, assumed);
            final long quantity = NumberForms.part(quantityWord, form);
            if (!NumberForms.areGood(NumberForms.deviations(price, assumed) |
                NumberForms.deviations(quantity, form)))
            {
                return at;
            }
            BookSink.level(sink, bids, NumberForms.value(price, assumed), priceScale,
                NumberForms.value(quantity, form), NumberForms.scale(form));
            at += priceLength + NumberForms.comma(quantityWord, points) + 1;
        }
        return at;
    }

    /** Reads one level of any forms that words hold, and what follows it; negative if it has others. */
    private int readMeasured(final byte[] frame, final int at, final boolean bids, final BookSink sink)
    {
        final long priceWord = ByteWords.word(frame, at);
        final int first = NumberForms.measure(priceWord);
        final long price = NumberForms.part(priceWord, first);
        final int quantityAt = at + NumberForms.length(first);
        final long quantityWord = ByteWords.word(frame, quantityAt);
        final int second = NumberForms.measure(quantityWord);
        final long part = NumberForms.part(quantityWord, second);
        final boolean last = NumberForms.isLast(part);
        final long quantity = last ? NumberForms.withComma(part) : part;
        if (!NumberForms.areGood(NumberForms.deviations(price, first) |
            NumberForms.deviations(quantity, second)))
        {
            return DEVIATION;
        }
        measuredPrice = first;
        measuredQuantity = second;
        complete = last;
        BookSink.level(sink, bids, NumberForms.value(price, first), NumberForms.scale(first),
            NumberForms.value(quantity, second), NumberForms.scale(second));
        return quantityAt + NumberForms.length(second);
    }

    /** Reads one level of any numbers, and what follows it. */
    private boolean readAny(final InOrderCursor cursor, final boolean bids, final BookSink sink)
    {
        if (!cursor.number() || !cursor.match(','))
        {
            return false;
        }
        final long price = cursor.mantissa();
        final int priceScale = cursor.scale();
        inexact |= cursor.isInexact();
        if (!cursor.number() || cursor.mantissa() < 0)
        {
            return false;
        }
        inexact |= cursor.isInexact();
        BookSink.level(sink, bids, price, priceScale, cursor.mantissa(), cursor.scale());
        complete = cursor.match(']');
        return complete || cursor.match(',');
    }
}
