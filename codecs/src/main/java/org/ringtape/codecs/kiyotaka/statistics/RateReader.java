package org.ringtape.codecs.kiyotaka.statistics;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads funding rates or an open interest. An absent number is unknown and never zero, so is a quoted NaN or infinity.
 * Sources: pages "Funding Rate (WebSocket)", "Open Interest (WebSocket)", which leaves the unit to the exchange.
 */
public final class RateReader extends PayloadReader
{
    private static final ExpectedText FUNDING = ExpectedText.of(",\"fundingRate\":{\"fundingRate\":");
    private static final ExpectedText PREDICTED = ExpectedText.of(",\"predictedFundingRate\":");
    private static final ExpectedText INTEREST = ExpectedText.of(",\"openInterest\":{\"openInterest\":");

    private final boolean funding;
    private final DecimalRow decimals = new DecimalRow();

    public RateReader(final Tools tools, final boolean funding)
    {
        super(tools, funding ? 1L << KiyotakaKeys.FUNDING_RATE | 1L << KiyotakaKeys.PREDICTED_FUNDING_RATE :
            1L << KiyotakaKeys.OPEN_INTEREST);
        this.funding = funding;
    }

    @Override
    public void begin(final FrameSink sink)
    {
        decimals.clear();
    }

    @Override
    public boolean field(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        final int outcome = values.decimal(frame, scanner);
        if (outcome != ValueReader.PRESENT)
        {
            return outcome == ValueReader.ABSENT || outcome == ValueReader.NOT_FINITE;
        }
        if (values.isInexact())
        {
            decimals.markInexact();
        }
        decimals.set(field(key), values.mantissa(), values.scale());
        return funding || values.mantissa() >= 0;
    }

    @Override
    public boolean inOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        if (funding)
        {
            return decimal(cursor, FUNDING, FundingField.CURRENT) &&
                decimal(cursor, PREDICTED, FundingField.PREDICTED) && timeInOrder(cursor);
        }
        return decimal(cursor, INTEREST, OpenInterestField.QUANTITY) && cursor.mantissa() >= 0 &&
            timeInOrder(cursor);
    }

    @Override
    public void deliver(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        if (funding)
        {
            sink.onFunding(instrumentId, timeNs(), DecimalRow.ABSENT, decimals);
            return;
        }
        sink.onOpenInterest(instrumentId, timeNs(), InterestUnit.UNKNOWN, decimals);
    }

    private boolean decimal(final InOrderCursor cursor, final ExpectedText key, final Enum<?> field)
    {
        if (!cursor.match(key) || !cursor.number())
        {
            return false;
        }
        decimals.set(field, cursor.mantissa(), cursor.scale());
        if (cursor.isInexact())
        {
            decimals.markInexact();
        }
        return true;
    }

    private static Enum<?> field(final int key)
    {
        switch (key)
        {
            case KiyotakaKeys.FUNDING_RATE:
                return FundingField.CURRENT;
            case KiyotakaKeys.PREDICTED_FUNDING_RATE:
                return FundingField.PREDICTED;
            default:
                return OpenInterestField.QUANTITY;
        }
    }
}
