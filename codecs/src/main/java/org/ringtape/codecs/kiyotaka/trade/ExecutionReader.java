package org.ringtape.codecs.kiyotaka.trade;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads a trade or a liquidation: id, price, amount. Absent numbers are zero; a trade of nothing at no price is none,
 * but spends an id. Sources: pages "Trades (WebSocket)", "Liquidations (WebSocket)"; that a trade's side is the
 * aggressor's is INFERRED from the aggregates.
 */
public final class ExecutionReader extends PayloadReader
{
    private static final ExpectedText TRADE = ExpectedText.of(",\"trade\":{\"id\":\"");
    private static final ExpectedText LIQUIDATION = ExpectedText.of(",\"liquidation\":{\"id\":\"");
    private static final ExpectedText PRICE_KEY = ExpectedText.of(",\"price\":");
    private static final ExpectedText AMOUNT_KEY = ExpectedText.of(",\"amount\":");

    private final boolean liquidation;
    private final WireId id = new WireId();
    private final JsonText idText = new JsonText();
    private long price;
    private int priceScale;
    private long quantity;
    private int quantityScale;
    private boolean inexact;

    public ExecutionReader(final Tools tools, final boolean liquidation)
    {
        super(tools, 1L << KiyotakaKeys.ID | 1L << KiyotakaKeys.PRICE | 1L << KiyotakaKeys.AMOUNT);
        this.liquidation = liquidation;
    }

    @Override
    public void begin(final FrameSink sink)
    {
        id.clear();
        price = 0;
        priceScale = 0;
        quantity = 0;
        quantityScale = 0;
        inexact = false;
    }

    @Override
    public boolean field(final int key, final byte[] frame, final JsonScanner scanner, final FrameSink sink)
    {
        if (key == KiyotakaKeys.ID)
        {
            return readId(frame, scanner);
        }
        final int outcome = values.decimal(frame, scanner);
        if (outcome != ValueReader.PRESENT)
        {
            return outcome == ValueReader.ABSENT && !values.isEmptyText();
        }
        inexact |= values.isInexact();
        if (key == KiyotakaKeys.PRICE)
        {
            price = values.mantissa();
            priceScale = values.scale();
            return true;
        }
        quantity = values.mantissa();
        quantityScale = values.scale();
        return quantity >= 0;
    }

    @Override
    public boolean inOrder(final InOrderCursor cursor, final FrameSink sink)
    {
        if (!cursor.match(liquidation ? LIQUIDATION : TRADE) || !idInOrder(cursor) ||
            !cursor.match(PRICE_KEY) || !cursor.number())
        {
            return false;
        }
        price = cursor.mantissa();
        priceScale = cursor.scale();
        inexact = cursor.isInexact();
        if (!cursor.match(AMOUNT_KEY) || !cursor.number() || cursor.mantissa() < 0)
        {
            return false;
        }
        quantity = cursor.mantissa();
        quantityScale = cursor.scale();
        inexact |= cursor.isInexact();
        return timeInOrder(cursor);
    }

    @Override
    public void deliver(final int instrumentId, final PointSeries series, final FrameSink sink)
    {
        if (liquidation)
        {
            sink.onLiquidation(instrumentId, timeNs(), price, priceScale, quantity, quantityScale, id, series.side(),
                inexact);
            return;
        }
        final int kind = (price | quantity) == 0 ? TradeSink.KIND_PLACEHOLDER : TradeSink.KIND_BOOK;
        sink.onTrade(instrumentId, price, priceScale, quantity, quantityScale, id, DecimalRow.ABSENT,
            DecimalRow.ABSENT, series.side(), kind, timeNs(), inexact);
    }

    /** Ids are numbers at most exchanges: those need no second look. */
    private boolean idInOrder(final InOrderCursor cursor)
    {
        final int from = cursor.position();
        if (cursor.integer() && cursor.match('"'))
        {
            id.set(cursor.mantissa());
            return true;
        }
        cursor.position(from);
        if (!cursor.text())
        {
            return false;
        }
        id.set(cursor.frame(), cursor.textOffset(), cursor.textLength());
        return true;
    }

    private boolean readId(final byte[] frame, final JsonScanner scanner)
    {
        final int outcome = values.text(frame, scanner, idText);
        if (outcome == ValueReader.PRESENT)
        {
            id.set(idText.bytes(), idText.offset(), idText.length());
        }
        return outcome <= ValueReader.ABSENT;
    }
}
