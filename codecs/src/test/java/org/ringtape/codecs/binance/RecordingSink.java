package org.ringtape.codecs.binance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.TopOfBookSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.TickerField;

/** Writes down what reached it, one line an event, and insists on the order of calls that the sinks promise. */
final class RecordingSink extends SilentSink
{
    private final List<String> events = new ArrayList<>();
    private final StringBuilder levels = new StringBuilder();
    private boolean open;
    private int streamCalls;
    private int malformedEvents;
    private boolean wanted = true;

    static String book(
        final int kind,
        final int instrumentId,
        final long venueTimeNs,
        final long first,
        final long last,
        final long previous,
        final boolean inexact,
        final String levels)
    {
        return "book " + kind + " " + instrumentId + " at " + venueTimeNs + " U " + first + " u " + last + " pu " +
            previous + (inexact ? " inexact" : "") + levels;
    }

    List<String> take()
    {
        require(!open, "a book is still open");
        require(streamCalls <= 1, "stream named more than once");
        final List<String> taken = new ArrayList<>(events);
        events.clear();
        streamCalls = 0;
        return taken;
    }

    /** Calls of {@link #onEventMalformed} since the last question. */
    int takeMalformedEvents()
    {
        final int taken = malformedEvents;
        malformedEvents = 0;
        return taken;
    }

    void refuseStreams()
    {
        wanted = false;
    }

    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        require(events.isEmpty() && !open, "stream named after an event");
        streamCalls++;
        events.add("stream " + new String(frame, offset, length, StandardCharsets.ISO_8859_1));
        return wanted;
    }

    @Override
    public void onBookStart()
    {
        require(!open, "book opened twice");
        open = true;
        levels.setLength(0);
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        level('b', price, priceScale, quantity, quantityScale);
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        level('a', price, priceScale, quantity, quantityScale);
    }

    @Override
    public void onBookEnd(
        final int kind,
        final int instrumentId,
        final long venueTimeNs,
        final long firstSequence,
        final long lastSequence,
        final long previousSequence,
        final boolean inexact)
    {
        require(open, "book closed but not opened");
        open = false;
        events.add(book(kind, instrumentId, venueTimeNs, firstSequence, lastSequence, previousSequence, inexact,
            levels.toString()));
    }

    @Override
    public void onBookAbort()
    {
        require(open, "book aborted but not opened");
        open = false;
    }

    @Override
    public void onTopOfBook(
        final int instrumentId,
        final long bidPrice,
        final int bidPriceScale,
        final long bidQuantity,
        final int bidQuantityScale,
        final long askPrice,
        final int askPriceScale,
        final long askQuantity,
        final int askQuantityScale,
        final long venueTimeNs,
        final long sequence,
        final boolean inexact)
    {
        require(!open, "quote inside a book");
        events.add("top " + instrumentId +
            " " + quote(bidPrice, bidPriceScale) + "x" + bidQuantity + "/" + bidQuantityScale +
            " " + quote(askPrice, askPriceScale) + "x" + askQuantity + "/" + askQuantityScale +
            " at " + venueTimeNs + " u " + sequence + (inexact ? " inexact" : ""));
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final long tradeId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        require(!open, "trade inside a book");
        events.add("trade " + instrumentId + " " + price + "/" + priceScale + "x" + quantity + "/" + quantityScale +
            " t " + tradeId + " side " + aggressor + " kind " + kind + " at " + venueTimeNs +
            (inexact ? " inexact" : ""));
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final WireId id,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        require(id.kind() == WireId.Kind.U64, "an id that is no number");
        add("trade " + instrumentId + " " + price + "/" + priceScale + "x" + quantity + "/" + quantityScale +
            " t " + id.low() + " buyer " + orAbsent(buyerOrderId) + " seller " + orAbsent(sellerOrderId) + " side " +
            aggressor + " kind " + kind + " at " + venueTimeNs + (inexact ? " inexact" : ""));
    }

    @Override
    public void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow candle)
    {
        add("candle " + instrumentId + " at " + venueTimeNs + " interval " + orAbsent(candle.intervalNs) + " from " +
            orAbsent(candle.openTimeNs) + " to " + orAbsent(candle.closeTimeNs) + " trades " +
            orAbsent(candle.firstTradeTimeNs) + " " + orAbsent(candle.lastTradeTimeNs) + " ids " +
            orAbsent(candle.firstTradeId) + " " + orAbsent(candle.lastTradeId) + " n " + orAbsent(candle.tradeCount) +
            " side " + candle.side + " closed " + candle.closed +
            InstrumentTexts.decimals(candle.decimals, CandleField.values()));
    }

    @Override
    public void onTicker(
        final int instrumentId,
        final long venueTimeNs,
        final long openTimeNs,
        final long closeTimeNs,
        final long firstTradeId,
        final long lastTradeId,
        final long tradeCount,
        final DecimalRow decimals)
    {
        add("ticker " + instrumentId + " at " + venueTimeNs + " from " + orAbsent(openTimeNs) + " to " +
            orAbsent(closeTimeNs) + " ids " + orAbsent(firstTradeId) + " " + orAbsent(lastTradeId) + " n " +
            orAbsent(tradeCount) + InstrumentTexts.decimals(decimals, TickerField.values()));
    }

    @Override
    public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
        add("mark " + instrumentId + " at " + venueTimeNs +
            InstrumentTexts.decimals(decimals, MarkPriceField.values()));
    }

    @Override
    public void onIndexPrice(
        final int instrumentId, final long venueTimeNs, final long price, final int scale, final boolean inexact)
    {
        add("index " + instrumentId + " at " + venueTimeNs + " " + price + "/" + scale + (inexact ? " inexact" : ""));
    }

    @Override
    public void onFunding(
        final int instrumentId, final long venueTimeNs, final long periodNs, final DecimalRow decimals)
    {
        add("funding " + instrumentId + " at " + venueTimeNs + " period " + orAbsent(periodNs) +
            InstrumentTexts.decimals(decimals, FundingField.values()));
    }

    @Override
    public void onOpenInterest(
        final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
    {
        add("interest " + instrumentId + " at " + venueTimeNs + " " + unit +
            InstrumentTexts.decimals(decimals, OpenInterestField.values()));
    }

    @Override
    public void onInstrument(final int instrumentId, final long venueTimeNs, final InstrumentRow row)
    {
        add("instrument " + instrumentId + " at " + venueTimeNs + " " + InstrumentTexts.of(row));
    }

    @Override
    public void onEventMalformed(final boolean streamKnown)
    {
        require(!open, "an event refused inside a book");
        malformedEvents++;
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
        events.add("ack " + requestId);
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        events.add("refused " + requestId + " " + code + " " +
            new String(frame, messageOffset, messageLength, StandardCharsets.ISO_8859_1));
    }

    private void add(final String event)
    {
        require(!open, "an event inside a book");
        events.add(event);
    }

    private static String orAbsent(final long number)
    {
        return number == DecimalRow.ABSENT ? "-" : Long.toString(number);
    }

    private void level(
        final char side, final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        require(open, "level outside a book");
        levels.append(' ').append(side).append(price).append('/').append(priceScale).append('x').append(quantity)
            .append('/').append(quantityScale);
    }

    private static String quote(final long price, final int scale)
    {
        return price == TopOfBookSink.NO_QUOTE ? "none/" + scale : price + "/" + scale;
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
