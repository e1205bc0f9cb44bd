package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FieldMap;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.binance.event.ListingWords;
import org.ringtape.codecs.binance.event.SymbolEventDecoder;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InstrumentText;

/**
 * Reads what is said of a new or changed option: {@code optionSymbol}, or {@code OPTION_PAIR} in the legacy dialect,
 * where the same facts have other keys. Nothing but {@code s} must be there. Source: venue documents, "New Symbol
 * Info".
 */
public final class BinanceListingDecoder extends SymbolEventDecoder
{
    private static final FieldMap CURRENT =
        new FieldMap("sp u", InstrumentField.STRIKE, InstrumentField.CONTRACT_SIZE);
    private static final FieldMap LEGACY =
        new FieldMap("sp unit mq", InstrumentField.STRIKE, InstrumentField.CONTRACT_SIZE,
        InstrumentField.MIN_QUANTITY);
    private static final int SIDE = FieldTable.slot('d');
    private static final int QUOTE = BinanceFields.EVENT.slot("qa");
    private static final int LISTED = BinanceFields.EVENT.slot("ot");
    private static final int STATUS = BinanceFields.EVENT.slot("cs");

    private final FieldMap map;
    private final int underlyingSlot;
    private final int expirySlot;
    private final boolean hasStatus;
    private final JsonText underlying = new JsonText();
    private final JsonText quote = new JsonText();
    private final JsonText status = new JsonText();
    private final InstrumentRow row = new InstrumentRow();

    private BinanceListingDecoder(
        final KeySet known, final FieldMap map, final String underlying, final String expiry, final boolean hasStatus)
    {
        super(known);
        this.map = map;
        this.hasStatus = hasStatus;
        underlyingSlot = BinanceFields.EVENT.slot(underlying);
        expirySlot = BinanceFields.EVENT.slot(expiry);
    }

    public static BinanceListingDecoder current()
    {
        return new BinanceListingDecoder(BinanceFields.set("e E s ps qa d sp dt u ot cs"), CURRENT, "ps", "dt", true);
    }

    public static BinanceListingDecoder legacy()
    {
        return new BinanceListingDecoder(BinanceFields.set("e E s u qa unit mq d sp ed"), LEGACY, "u", "ed", false);
    }

    @Override
    protected boolean publish(
        final byte[] frame,
        final FieldTable fields,
        final FrameScope scope,
        final int instrumentId,
        final long venueTimeNs)
    {
        row.clear();
        map.read(reader, row.decimals);
        reader.text(underlyingSlot, underlying, row.text(InstrumentText.UNDERLYING));
        reader.text(QUOTE, quote, row.text(InstrumentText.QUOTE));
        row.kind = ListingWords.kind(reader.text(SIDE));
        row.expiryNs = reader.dateNs(expirySlot);
        if (hasStatus)
        {
            row.listedNs = reader.dateNs(LISTED);
            reader.text(STATUS, status, row.text(InstrumentText.STATUS));
            row.status = ListingWords.status(row.text(InstrumentText.STATUS));
        }
        if (!reader.isGood())
        {
            return false;
        }
        scope.sink().onInstrument(instrumentId, venueTimeNs, row);
        return true;
    }
}
