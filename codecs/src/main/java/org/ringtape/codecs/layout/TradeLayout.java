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
    private static final long NS_PER_MS = 1_000_000;
    /** Worth of the word before the last one. */
    private static final long WORD_UNIT = PowersOfTen.of(ByteWords.LENGTH);

    private int aggressor;
    private int kind;
    private int priceScale;
    private int quantityScale;
    /** True if all numbers are as short as {@link #publish} wants them. */
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

    /**
     * Takes over what is needed of a layout whose trades have these members.
     *
     * @param sideOfTaker as a {@link TradeSink} has it, said by the text of the frame
     * @param kindOfTrade as a {@link TradeSink} has it, said by the text of the frame
     */
    public void take(
        final FrameLayout layout,
        final int time,
        final int id,
        final int price,
        final int quantity,
        final int sideOfTaker,
        final int kindOfTrade)
    {
        aggressor = sideOfTaker;
        kind = kindOfTrade;
        priceScale = layout.values.scale(price);
        quantityScale = layout.values.scale(quantity);
        timeEnd = layout.end(time);
        idEnd = layout.end(id);
        priceEnd = layout.end(price);
        quantityEnd = layout.end(quantity);
        timeBaseNs = EpochTimes.nsOfMs(layout.constant(time, DecimalForm.CONSTANTS));
        idMask = layout.constant(id, DecimalForm.BEHIND);
        idHighMask = layout.constant(id, DecimalForm.HIGH_BEHIND);
        priceBefore = layout.constant(price, DecimalForm.BEFORE);
        priceBehind = layout.constant(price, DecimalForm.BEHIND);
        priceHighBefore = layout.constant(price, DecimalForm.HIGH_BEFORE);
        priceHighBehind = layout.constant(price, DecimalForm.HIGH_BEHIND);
        priceHighUnit = layout.constant(price, DecimalForm.HIGH_UNIT);
        quantityBefore = layout.constant(quantity, DecimalForm.BEFORE);
        quantityBehind = layout.constant(quantity, DecimalForm.BEHIND);
        brief = layout.isWord(time) && !layout.isNegative(price) && (int)idHighMask == 0 &&
            layout.constant(quantity, DecimalForm.HIGH_UNIT) == 0;
    }

    /** True if {@link #publish} can read the frames. */
    public boolean isBrief()
    {
        return brief;
    }

    /** Reads a frame that matches: time in milliseconds, id of up to 12 digits, quantity of up to 8 characters. */
    public void publish(final byte[] frame, final int offset, final int instrumentId, final TradeSink sink)
    {
        final long timeNs = timeBaseNs + NS_PER_MS *
            ByteWords.number(ByteWords.digits(frame, offset + timeEnd - ByteWords.LENGTH));
        final int idAt = offset + idEnd - ByteWords.LENGTH;
        final long id = ByteWords.number(ByteWords.digits(frame, idAt) & idMask) +
            WORD_UNIT *
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
}
