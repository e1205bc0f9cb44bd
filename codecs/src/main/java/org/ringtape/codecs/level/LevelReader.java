package org.ringtape.codecs.level;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.BookSink;

/**
 * Reads an array of {@code [price, quantity]} pairs, any layout that JSON allows, quoted or bare. What else a level
 * holds behind the two (sister markets once sent an empty array there) is passed over: it does not change what they
 * mean.
 */
public final class LevelReader
{
    private final JsonScanner scanner = new JsonScanner();
    private final JsonText text = new JsonText();
    private final DecimalParser decimals = new DecimalParser();
    private boolean inexact;
    private long price;
    private int priceScale;

    /** Forgets the last book. */
    public void begin()
    {
        inexact = false;
    }

    /** True if a level since {@link #begin()} had to be rounded. */
    public boolean isInexact()
    {
        return inexact;
    }

    /**
     * Hands all levels of an array to the sink.
     *
     * @return false at the first one that is none; the caller takes the book back
     */
    public boolean read(final byte[] frame, final int offset, final int length, final boolean bids, final BookSink sink)
    {
        scanner.wrap(frame, offset, length);
        if (scanner.next() != JsonToken.ARRAY_START)
        {
            return false;
        }
        int token = scanner.next();
        while (token == JsonToken.ARRAY_START)
        {
            if (!number(frame))
            {
                return false;
            }
            price = decimals.mantissa();
            priceScale = decimals.scale();
            if (!number(frame) || decimals.mantissa() < 0 || !scanner.leave(1))
            {
                return false;
            }
            BookSink.level(sink, bids, price, priceScale, decimals.mantissa(), decimals.scale());
            token = scanner.next();
        }
        return token == JsonToken.ARRAY_END;
    }

    private boolean number(final byte[] frame)
    {
        final int token = scanner.next();
        if (token != JsonToken.STRING && token != JsonToken.NUMBER ||
            !text.wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()))
        {
            return false;
        }
        final int outcome = decimals.parse(text.bytes(), text.offset(), text.length());
        inexact |= outcome == DecimalParser.INEXACT;
        return outcome <= DecimalParser.INEXACT;
    }
}
