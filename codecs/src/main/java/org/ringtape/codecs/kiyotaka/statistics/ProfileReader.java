package org.ringtape.codecs.kiyotaka.statistics;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads a volume profile: a flat array of price, quantity bought, quantity sold; a missing one is empty. That every
 * message is a full image is INFERRED. Source: page "Volume Profile (WebSocket)".
 */
public final class ProfileReader extends PayloadReader
{
    private static final ExpectedText PAYLOAD = ExpectedText.of(",\"volumeProfileAggregation\":");
    private static final ExpectedText BLOCKS = ExpectedText.of("{\"profile\":[");

    private long bought;
    private int boughtScale;
    private boolean inexact;

    public ProfileReader(final Tools tools)
    {
        super(tools, 1L << KiyotakaKeys.PROFILE);
    }

    @Override
    public void begin(final FrameSink sink)
    {
        inexact = false;
        sink.onProfileStart();
    }

    @Override
    public boolean field(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        final int opening = scanner.next();
        if (opening != JsonToken.ARRAY_START)
        {
            return ValueReader.isNone(opening, scanner);
        }
        int outcome = values.decimal(frame, scanner);
        while (outcome == ValueReader.PRESENT)
        {
            final long price = values.mantissa();
            final int priceScale = values.scale();
            inexact |= values.isInexact();
            if (!readQuantities(frame, scanner))
            {
                return false;
            }
            sink.onProfileBlock(price, priceScale, bought, boughtScale, values.mantissa(), values.scale());
            outcome = values.decimal(frame, scanner);
        }
        return outcome == ValueReader.END;
    }

    @Override
    public boolean inOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        if (!cursor.match(PAYLOAD) || !cursor.match(BLOCKS))
        {
            return false;
        }
        if (!cursor.match(']'))
        {
            do
            {
                if (!blockInOrder(cursor, sink))
                {
                    return false;
                }
            }
            while (cursor.match(','));
            if (!cursor.match(']'))
            {
                return false;
            }
        }
        return timeInOrder(cursor);
    }

    @Override
    public void deliver(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        if (series.hasBlockSize())
        {
            sink.onProfileEnd(instrumentId, timeNs(), series.blockSize(), series.blockSizeScale(),
                inexact | series.isBlockSizeInexact());
            return;
        }
        sink.onProfileEnd(instrumentId, timeNs(), DecimalRow.ABSENT, 0, inexact);
    }

    @Override
    public void abort(final FrameSink sink)
    {
        sink.onProfileAbort();
    }

    private boolean blockInOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        if (!cursor.number())
        {
            return false;
        }
        final long price = cursor.mantissa();
        final int priceScale = cursor.scale();
        inexact |= cursor.isInexact();
        if (!cursor.match(',') || !cursor.number() || cursor.mantissa() < 0)
        {
            return false;
        }
        bought = cursor.mantissa();
        boughtScale = cursor.scale();
        inexact |= cursor.isInexact();
        if (!cursor.match(',') || !cursor.number() || cursor.mantissa() < 0)
        {
            return false;
        }
        inexact |= cursor.isInexact();
        sink.onProfileBlock(price, priceScale, bought, boughtScale, cursor.mantissa(), cursor.scale());
        return true;
    }

    /** Leaves what was sold in the values. */
    private boolean readQuantities(final byte[] frame, final JsonScanner scanner)
    {
        if (values.decimal(frame, scanner) != ValueReader.PRESENT || values.mantissa() < 0)
        {
            return false;
        }
        bought = values.mantissa();
        boughtScale = values.scale();
        inexact |= values.isInexact();
        if (values.decimal(frame, scanner) != ValueReader.PRESENT || values.mantissa() < 0)
        {
            return false;
        }
        inexact |= values.isInexact();
        return true;
    }
}
