package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * What a layout says of a trade beside what its frames have in common, and where its four numbers are, in fields: from
 * a table or from an object each they take half as long again, most of it for moving things between registers.
 */
public final class TradeLayout
{
    /** Places of {@code T}, {@code t}, {@code p} and {@code q} among the numbers of the event. */
    private static final int TIME = 1;
    private static final int ID = 2;
    private static final int PRICE = 3;
    private static final int QUANTITY = 4;

    private int aggressor;
    private int kind;
    private int priceScale;
    private int quantityScale;
    /** True if all numbers are as short as {@link #publishBrief} wants them. */
    private boolean brief;
    private int timeEnd;
    private int idEnd;
    private int priceEnd;
    private int quantityEnd;
    private long timeBaseNs;
    private long idMask;
    private long idHighMask;
    private long priceBefore;
    private long priceBehind;
    private long priceHighBefore;
    private long priceHighBehind;
    private long priceHighUnit;
    private long quantityBefore;
    private long quantityBehind;

    /** Takes over what is needed of a layout that is sealed. */
    public void take(final FrameLayout layout, final int sideOfTaker, final int kindOfTrade)
    {
        aggressor = sideOfTaker;
        kind = kindOfTrade;
        priceScale = layout.scale(PRICE);
        quantityScale = layout.scale(QUANTITY);
        timeEnd = layout.end(TIME);
        idEnd = layout.end(ID);
        priceEnd = layout.end(PRICE);
        quantityEnd = layout.end(QUANTITY);
        timeBaseNs = EpochTimes.nsOfMs(layout.constant(TIME, DecimalForm.CONSTANTS));
        idMask = layout.constant(ID, DecimalForm.BEHIND);
        idHighMask = layout.constant(ID, DecimalForm.HIGH_BEHIND);
        priceBefore = layout.constant(PRICE, DecimalForm.BEFORE);
        priceBehind = layout.constant(PRICE, DecimalForm.BEHIND);
        priceHighBefore = layout.constant(PRICE, DecimalForm.HIGH_BEFORE);
        priceHighBehind = layout.constant(PRICE, DecimalForm.HIGH_BEHIND);
        priceHighUnit = layout.constant(PRICE, DecimalForm.HIGH_UNIT);
        quantityBefore = layout.constant(QUANTITY, DecimalForm.BEFORE);
        quantityBehind = layout.constant(QUANTITY, DecimalForm.BEHIND);
        brief = layout.isWord(TIME) && (int)idHighMask == 0 &&
            layout.constant(QUANTITY, DecimalForm.HIGH_UNIT) == 0;
    }

    /** Reads a frame that matches and gives it to the sink. */
    public void publish(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final TradeSink sink)
    {
        if (brief)
        {
            publishBrief(frame, offset, instrumentId, sink);
        }
        else
        {
            publishLong(layout, frame, offset, instrumentId, sink);
        }
    }

    /** A time in milliseconds, an id of up to 12 digits, a quantity of up to 8 characters. */
    private void publishBrief(final byte[] frame, final int offset, final int instrumentId, final TradeSink sink)
    {
        final long timeNs = FrameLayout.timeNs(timeBaseNs, frame, offset + timeEnd);
        final int idAt = offset + idEnd - ByteWords.LENGTH;
        final long id = ByteWords.number(ByteWords.digits(frame, idAt) & idMask) +
            PowersOfTen.of(ByteWords.LENGTH) *
            ByteWords.numberOfFour(ByteWords.digits(frame, idAt - ByteWords.LENGTH) & idHighMask);
        final int priceAt = offset + priceEnd - ByteWords.LENGTH;
        long price = DecimalForm.number(ByteWords.digits(frame, priceAt), priceBefore, priceBehind);
        if (priceHighUnit != 0)
        {
            price += priceHighUnit * DecimalForm.number(
                ByteWords.digits(frame, priceAt - ByteWords.LENGTH), priceHighBefore, priceHighBehind);
        }
        final long quantity = DecimalForm.number(
            ByteWords.digits(frame, offset + quantityEnd - ByteWords.LENGTH), quantityBefore, quantityBehind);
        sink.onTrade(instrumentId, price, priceScale, quantity, quantityScale, id, aggressor,
            quantity == 0 ? TradeSink.KIND_PLACEHOLDER : kind, timeNs, false);
    }

    private void publishLong(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final TradeSink sink)
    {
        final long quantity = layout.number(frame, offset, QUANTITY);
        sink.onTrade(
            instrumentId,
            layout.number(frame, offset, PRICE),
            priceScale,
            quantity,
            quantityScale,
            layout.number(frame, offset, ID),
            aggressor,
            quantity == 0 ? TradeSink.KIND_PLACEHOLDER : kind,
            EpochTimes.nsOfMs(layout.number(frame, offset, TIME)),
            false);
    }
}
