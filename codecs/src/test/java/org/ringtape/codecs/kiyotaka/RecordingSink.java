package org.ringtape.codecs.kiyotaka;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.OpenInterestField;

/** Writes down what reached it, one line an event, and insists on the order of calls that the sinks promise. */
final class RecordingSink extends SilentSink
{
    private final List<String> events = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private String opened = "";
    private boolean wanted = true;

    List<String> take()
    {
        require(opened.isEmpty(), "something is still open");
        final List<String> taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    void wanted(final boolean value)
    {
        wanted = value;
    }

    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        event("stream " + new String(frame, offset, length, StandardCharsets.ISO_8859_1));
        return wanted;
    }

    @Override
    public void onEventMalformed(final boolean streamKnown)
    {
        event("malformed " + streamKnown);
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
        require(buyerOrderId == DecimalRow.ABSENT && sellerOrderId == DecimalRow.ABSENT, "ids");
        require(kind == KIND_BOOK || kind == KIND_PLACEHOLDER, "kind");
        final String name = kind == KIND_BOOK ? "trade " : "placeholder ";
        event(name + instrumentId + " " + price + "/" + priceScale + " x " + quantity + "/" + quantityScale + " " +
            text(id) + " side " + aggressor + " at " + venueTimeNs + (inexact ? " inexact" : ""));
    }

    @Override
    public void onLiquidation(
        final int instrumentId,
        final long venueTimeNs,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final WireId id,
        final int rawSide,
        final boolean inexact)
    {
        event("liquidation " + instrumentId + " " + price + "/" + priceScale + " x " + quantity + "/" + quantityScale +
            " " + text(id) + " side " + rawSide + " at " + venueTimeNs + (inexact ? " inexact" : ""));
    }

    @Override
    public void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow candle)
    {
        require(candle.intervalNs == DecimalRow.ABSENT && candle.closeTimeNs == DecimalRow.ABSENT &&
            candle.firstTradeId == DecimalRow.ABSENT && candle.lastTradeId == DecimalRow.ABSENT &&
            candle.tradeCount == DecimalRow.ABSENT && candle.closed == MAYBE_CLOSED, "not the vendor's");
        event("candle " + instrumentId + row(candle.decimals, CandleField.values()) + " side " + candle.side +
            " open " + candle.openTimeNs + " first " + candle.firstTradeTimeNs + " last " + candle.lastTradeTimeNs +
            " at " + venueTimeNs);
    }

    @Override
    public void onFunding(
        final int instrumentId, final long venueTimeNs, final long periodNs, final DecimalRow decimals)
    {
        require(periodNs == DecimalRow.ABSENT, "period");
        event("funding " + instrumentId + row(decimals, FundingField.values()) + " at " + venueTimeNs);
    }

    @Override
    public void onOpenInterest(
        final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
    {
        require(unit == InterestUnit.UNKNOWN, "unit");
        event("interest " + instrumentId + row(decimals, OpenInterestField.values()) + " at " + venueTimeNs);
    }

    @Override
    public void onBookStart()
    {
        open("book");
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        require(opened.equals("book"), "level outside a book");
        open.append(" b").append(price).append('/').append(priceScale).append('x').append(quantity).append('/')
            .append(quantityScale);
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        require(opened.equals("book"), "level outside a book");
        open.append(" a").append(price).append('/').append(priceScale).append('x').append(quantity).append('/')
            .append(quantityScale);
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
        require(kind == BUCKETED_IMAGE && firstSequence == ABSENT && lastSequence == ABSENT &&
            previousSequence == ABSENT, "not the vendor's");
        close("book");
        event("book " + instrumentId + open + " at " + venueTimeNs + (inexact ? " inexact" : ""));
    }

    @Override
    public void onBookAbort()
    {
        close("book");
    }

    @Override
    public void onProfileStart()
    {
        open("profile");
    }

    @Override
    public void onProfileBlock(
        final long price,
        final int priceScale,
        final long buyQuantity,
        final int buyScale,
        final long sellQuantity,
        final int sellScale)
    {
        require(opened.equals("profile"), "block outside a profile");
        open.append(' ').append(price).append('/').append(priceScale).append(" +").append(plain(buyQuantity,
            buyScale)).append(" -").append(plain(sellQuantity, sellScale));
    }

    @Override
    public void onProfileEnd(
        final int instrumentId,
        final long venueTimeNs,
        final long blockSize,
        final int blockSizeScale,
        final boolean inexact)
    {
        close("profile");
        event("profile " + instrumentId + " block " +
            (blockSize == DecimalRow.ABSENT ? "-" : blockSize + "/" + blockSizeScale) + open + " at " + venueTimeNs +
            (inexact ? " inexact" : ""));
    }

    @Override
    public void onProfileAbort()
    {
        close("profile");
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
        event("ack " + requestId);
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        event("refused " + requestId + " " + code + " " + text(frame, messageOffset, messageLength));
    }

    @Override
    public void onCredentialsRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        event("credentials " + requestId + " " + code + " " + text(frame, messageOffset, messageLength));
    }

    @Override
    public void onThrottled(final long requestId, final long retryAfterNs)
    {
        event("throttled " + requestId + " " + retryAfterNs);
    }

    @Override
    public void onPong(final long timestamp)
    {
        event("pong " + timestamp);
    }

    @Override
    public void onPing(final long timestamp)
    {
        event("ping " + timestamp);
    }

    /** Kind and bits, and the text where there is one. */
    static String text(final WireId id)
    {
        return id.kind() + ":" + Long.toHexString(id.high()) + ":" + Long.toHexString(id.low()) +
            (id.isUpperCase() ? ":upper" : "") + (id.kind() == WireId.Kind.TEXT ?
            ":" + text(id.text().bytes(), id.text().offset(), id.text().length()) : "");
    }

    static String plain(final long mantissa, final int scale)
    {
        require(Math.abs(mantissa) < 1_000_000_000_000_000_000L, "more than 18 digits");
        return BigDecimal.valueOf(mantissa, scale).stripTrailingZeros().toPlainString();
    }

    private static String text(final byte[] bytes, final int offset, final int length)
    {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static String row(final DecimalRow decimals, final Enum<?>[] fields)
    {
        final StringBuilder row = new StringBuilder();
        for (final Enum<?> field : fields)
        {
            if (decimals.has(field))
            {
                row.append(' ').append(field).append(' ').append(decimals.mantissa(field.ordinal())).append('/')
                    .append(decimals.scale(field.ordinal()));
            }
        }
        return row.append(decimals.isInexact() ? " inexact" : "").toString();
    }

    private void event(final String line)
    {
        require(opened.isEmpty(), "event inside a " + opened);
        events.add(line);
    }

    private void open(final String what)
    {
        require(opened.isEmpty(), "opened inside a " + opened);
        opened = what;
        open.setLength(0);
    }

    private void close(final String what)
    {
        require(opened.equals(what), "closed but not opened");
        opened = "";
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
