package org.ringtape.codecs.kiyotaka.book;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads a full image of a book in buckets of price: flat arrays of price and quantity, a missing one empty. There is no
 * sequence. That an image replaces the one before is INFERRED: the vendor sends nothing else. Source: page "Orderbook
 * (WebSocket)".
 */
public final class BookReader extends PayloadReader
{
    private static final ExpectedText BIDS = ExpectedText.of(",\"blockBookSnapshot\":{\"bids\":[");
    private static final ExpectedText ASKS = ExpectedText.of(",\"asks\":[");

    private final LevelLoop levels = new LevelLoop();
    private boolean inexact;

    public BookReader(final Tools tools)
    {
        super(tools, 1L << KiyotakaKeys.BIDS | 1L << KiyotakaKeys.ASKS);
    }

    @Override
    public void begin(final FrameSink sink)
    {
        inexact = false;
        sink.onBookStart();
    }

    @Override
    public boolean field(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        final int opening = scanner.next();
        if (opening != JsonToken.ARRAY_START)
        {
            return ValueReader.isNone(opening, scanner);
        }
        final boolean bids = key == KiyotakaKeys.BIDS;
        int outcome = values.decimal(frame, scanner);
        while (outcome == ValueReader.PRESENT)
        {
            final long price = values.mantissa();
            final int priceScale = values.scale();
            inexact |= values.isInexact();
            if (values.decimal(frame, scanner) != ValueReader.PRESENT || values.mantissa() < 0)
            {
                return false;
            }
            inexact |= values.isInexact();
            BookSink.level(sink, bids, price, priceScale, values.mantissa(), values.scale());
            outcome = values.decimal(frame, scanner);
        }
        return outcome == ValueReader.END;
    }

    @Override
    public boolean inOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        if (!cursor.match(BIDS) || !levels.read(cursor, true, sink))
        {
            return false;
        }
        inexact = levels.isInexact();
        if (!cursor.match(ASKS) || !levels.read(cursor, false, sink))
        {
            return false;
        }
        inexact |= levels.isInexact();
        return timeInOrder(cursor);
    }

    @Override
    public void deliver(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        sink.onBookEnd(BookSink.BUCKETED_IMAGE, instrumentId, timeNs(), BookSink.ABSENT, BookSink.ABSENT,
            BookSink.ABSENT, inexact);
    }

    @Override
    public void abort(final FrameSink sink)
    {
        sink.onBookAbort();
    }
}
