package org.ringtape.codecs.binance.book;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.layout.DescribedEvent;
import org.ringtape.codecs.layout.FrameLayout;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.TopOfBookSink;
import org.ringtape.codecs.text.EpochTimes;

/**
 * {@code bookTicker}, the best quotes. A side whose price and quantity are both zero (seen in recorded frames), null or
 * empty texts has no quote; a number on one side of a none is half a quote, and refused unless zero. COIN-M sends
 * {@code u} before {@code e}. Source: venue documents, "Individual Symbol Book Ticker Streams".
 */
public final class BinanceTickerEvent implements DescribedEvent
{
    private static final EventDescription DESCRIPTION = EventDescription.event("bookTicker", BinanceFields.EVENT)
        .required("u", ValueKind.NATURAL)
        .required("s", ValueKind.SYMBOL)
        .optional("ps", ValueKind.UNREAD_NAME)
        .nullable("b", ValueKind.DECIMAL)
        .nullable("B", ValueKind.QUANTITY)
        .nullable("a", ValueKind.DECIMAL)
        .nullable("A", ValueKind.QUANTITY)
        .optional("T", ValueKind.TIME)
        .optional("E", ValueKind.TIME)
        .optional("st", ValueKind.UNREAD_INTEGER)
        .build();
    /** Place of {@code u}. */
    public static final int SEQUENCE = DESCRIPTION.index("u");
    private static final int BID = DESCRIPTION.index("b");
    private static final int BID_QUANTITY = DESCRIPTION.index("B");
    private static final int ASK = DESCRIPTION.index("a");
    private static final int ASK_QUANTITY = DESCRIPTION.index("A");
    private static final int BOOK_TIME = DESCRIPTION.index("T");
    private static final int PUSH_TIME = DESCRIPTION.index("E");

    @Override
    public EventDescription description()
    {
        return DESCRIPTION;
    }

    @Override
    public boolean publish(final EventValues values, final int instrumentId, final FrameSink sink)
    {
        final long bid = values.number(BID);
        final long bidQuantity = values.number(BID_QUANTITY);
        final long ask = values.number(ASK);
        final long askQuantity = values.number(ASK_QUANTITY);
        final boolean isBidNone = (bid | bidQuantity) == 0;
        final boolean isAskNone = (ask | askQuantity) == 0;
        if (!isBidNone && values.has(BID) != values.has(BID_QUANTITY) ||
            !isAskNone && values.has(ASK) != values.has(ASK_QUANTITY))
        {
            return false;
        }
        sink.onTopOfBook(
            instrumentId,
            isBidNone ? TopOfBookSink.NO_QUOTE : bid,
            values.scale(BID),
            bidQuantity,
            values.scale(BID_QUANTITY),
            isAskNone ? TopOfBookSink.NO_QUOTE : ask,
            values.scale(ASK),
            askQuantity,
            values.scale(ASK_QUANTITY),
            values.timeNs(values.has(BOOK_TIME) ? BOOK_TIME : PUSH_TIME),
            values.number(SEQUENCE),
            values.isInexact());
        return true;
    }

    @Override
    public void onLearned(final FrameLayout layout)
    {
        layout.readOnTheSpot = layout.values.has(BOOK_TIME) && !layout.isNegative(BID) && !layout.isNegative(ASK);
    }

    @Override
    public boolean publishKnown(
        final FrameLayout layout, final byte[] frame, final int offset, final int instrumentId, final FrameSink sink)
    {
        final EventValues values = layout.values;
        if (!layout.readOnTheSpot)
        {
            return DescribedEvent.super.publishKnown(layout, frame, offset, instrumentId, sink);
        }
        final long bid = layout.number(frame, offset, BID);
        final long bidQuantity = layout.number(frame, offset, BID_QUANTITY);
        final long ask = layout.number(frame, offset, ASK);
        final long askQuantity = layout.number(frame, offset, ASK_QUANTITY);
        sink.onTopOfBook(
            instrumentId,
            (bid | bidQuantity) == 0 ? TopOfBookSink.NO_QUOTE : bid,
            values.scale(BID),
            bidQuantity,
            values.scale(BID_QUANTITY),
            (ask | askQuantity) == 0 ? TopOfBookSink.NO_QUOTE : ask,
            values.scale(ASK),
            askQuantity,
            values.scale(ASK_QUANTITY),
            EpochTimes.nsOfMs(layout.number(frame, offset, BOOK_TIME)),
            layout.number(frame, offset, SEQUENCE),
            false);
        return true;
    }
}
