package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.FieldReader;
import org.ringtape.codecs.binance.event.ListingWords;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeyWords;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.InstrumentSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InstrumentText;
import org.ringtape.codecs.sink.row.ListedKind;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * One row of exchange information. {@code symbol} must be there; options have {@code side}, {@code strikePrice} and
 * {@code expiryDate}, futures {@code contractType} and {@code deliveryDate}. Limits and steps stand in filters, of
 * which PRICE_FILTER and LOT_SIZE are read.
 */
final class ExchangeInfoRow
{
    private static final KeyWords ROW = new KeyWords("symbol", "filters", "side", "strikePrice", "expiryDate",
        "onboardDate", "deliveryDate", "contractType", "unit", "contractSize", "underlying", "pair", "baseAsset",
        "quoteAsset", "status", "contractStatus", "priceScale", "quantityScale", "pricePrecision",
        "quantityPrecision", "minQty", "maxQty");
    private static final KeyWords FILTER = new KeyWords("filterType", "minPrice", "maxPrice", "tickSize", "minQty",
        "maxQty", "stepSize");
    private static final byte[] PRICE_FILTER = AsciiKeys.key("PRICE_FILTER");
    private static final byte[] LOT_SIZE = AsciiKeys.key("LOT_SIZE");

    private static final int SYMBOL = ROW.slot("symbol");
    private static final int FILTERS = ROW.slot("filters");
    private static final int SIDE = ROW.slot("side");
    private static final int STRIKE = ROW.slot("strikePrice");
    private static final int EXPIRY = ROW.slot("expiryDate");
    private static final int ONBOARD = ROW.slot("onboardDate");
    private static final int DELIVERY = ROW.slot("deliveryDate");
    private static final int TYPE = ROW.slot("contractType");
    private static final int UNIT = ROW.slot("unit");
    private static final int CONTRACT_SIZE = ROW.slot("contractSize");
    private static final int UNDERLYING = ROW.slot("underlying");
    private static final int PAIR = ROW.slot("pair");
    private static final int BASE = ROW.slot("baseAsset");
    private static final int QUOTE = ROW.slot("quoteAsset");
    private static final int STATUS = ROW.slot("status");
    private static final int CONTRACT_STATUS = ROW.slot("contractStatus");
    private static final int PRICE_SCALE = ROW.slot("priceScale");
    private static final int QUANTITY_SCALE = ROW.slot("quantityScale");
    private static final int PRICE_PRECISION = ROW.slot("pricePrecision");
    private static final int QUANTITY_PRECISION = ROW.slot("quantityPrecision");
    private static final int ROW_MIN_QUANTITY = ROW.slot("minQty");
    private static final int ROW_MAX_QUANTITY = ROW.slot("maxQty");
    private static final int FILTER_TYPE = FILTER.slot("filterType");
    private static final int MIN_PRICE = FILTER.slot("minPrice");
    private static final int MAX_PRICE = FILTER.slot("maxPrice");
    private static final int TICK = FILTER.slot("tickSize");
    private static final int MIN_QUANTITY = FILTER.slot("minQty");
    private static final int MAX_QUANTITY = FILTER.slot("maxQty");
    private static final int STEP = FILTER.slot("stepSize");
    /** Above what any price has; a larger one is not believed. */
    private static final int MAX_SCALE = 32;

    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable fields = new FieldTable(ROW);
    private final FieldTable filterFields = new FieldTable(FILTER);
    private final FieldReader reader = new FieldReader();
    private final FieldReader filterReader = new FieldReader();
    private final JsonText symbol = new JsonText();
    private final JsonText[] texts = new JsonText[InstrumentText.values().length];
    private final InstrumentRow row = new InstrumentRow();

    ExchangeInfoRow()
    {
        for (int i = 0; i < texts.length; i++)
        {
            texts[i] = new JsonText();
        }
    }

    /** Reads the object in the range, which is whole. */
    DecodeStatus decode(
        final byte[] body,
        final int offset,
        final int length,
        final InstrumentLookup lookup,
        final InstrumentSink sink)
    {
        scanner.wrap(body, offset, length).next();
        if (!fields.index(body, scanner) || !fields.text(SYMBOL, symbol))
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = lookup.instrumentId(symbol.bytes(), symbol.offset(), symbol.length());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        row.clear();
        reader.begin(fields);
        readTexts();
        readNumbers();
        readKind();
        if (!reader.isGood() || !readFilters(body))
        {
            return DecodeStatus.MALFORMED;
        }
        sink.onInstrument(instrumentId, 0L, row);
        return DecodeStatus.DECODED;
    }

    private void readTexts()
    {
        readText(either(UNDERLYING, PAIR), InstrumentText.UNDERLYING);
        readText(BASE, InstrumentText.BASE);
        readText(QUOTE, InstrumentText.QUOTE);
        readText(either(STATUS, CONTRACT_STATUS), InstrumentText.STATUS);
        row.status = ListingWords.status(row.text(InstrumentText.STATUS));
    }

    private void readText(final int slot, final InstrumentText target)
    {
        reader.text(slot, texts[target.ordinal()], row.text(target));
    }

    private void readNumbers()
    {
        reader.decimal(STRIKE, InstrumentField.STRIKE, row.decimals);
        reader.decimal(either(UNIT, CONTRACT_SIZE), InstrumentField.CONTRACT_SIZE, row.decimals);
        reader.decimal(ROW_MIN_QUANTITY, InstrumentField.MIN_QUANTITY, row.decimals);
        reader.decimal(ROW_MAX_QUANTITY, InstrumentField.MAX_QUANTITY, row.decimals);
        row.priceScale = scale(either(PRICE_SCALE, PRICE_PRECISION));
        row.quantityScale = scale(either(QUANTITY_SCALE, QUANTITY_PRECISION));
        row.listedNs = reader.dateNs(ONBOARD);
        row.expiryNs = reader.dateNs(either(EXPIRY, DELIVERY));
    }

    private void readKind()
    {
        row.kind = ListingWords.kind(reader.text(SIDE));
        final JsonText type = reader.text(TYPE);
        if (row.kind != ListedKind.UNKNOWN || type == null)
        {
            return;
        }
        row.kind = ListingWords.kindOfContract(type);
        if (row.kind == ListedKind.PERPETUAL)
        {
            row.expiryNs = DecimalRow.ABSENT; // whatever date stands there in its place
        }
    }

    /** Reads the filters; what they say of quantities comes before what the row says. */
    private boolean readFilters(final byte[] body)
    {
        if (fields.isNone(FILTERS))
        {
            return true;
        }
        if (fields.token(FILTERS) != JsonToken.ARRAY_START)
        {
            return false;
        }
        scanner.wrap(body, fields.start(FILTERS), fields.length(FILTERS)).next();
        int token = scanner.next();
        while (token == JsonToken.OBJECT_START)
        {
            if (!filterFields.index(body, scanner) || !readFilter())
            {
                return false;
            }
            token = scanner.next();
        }
        return token == JsonToken.ARRAY_END;
    }

    private boolean readFilter()
    {
        filterReader.begin(filterFields);
        final JsonText type = filterReader.text(FILTER_TYPE);
        if (type == null)
        {
            return filterFields.has(FILTER_TYPE) && filterReader.isGood(); // a filter of no kind limits nothing
        }
        if (AsciiKeys.matches(type.bytes(), type.offset(), type.length(), PRICE_FILTER))
        {
            filterReader.decimal(TICK, InstrumentField.TICK, row.decimals);
            filterReader.decimal(MIN_PRICE, InstrumentField.MIN_PRICE, row.decimals);
            filterReader.decimal(MAX_PRICE, InstrumentField.MAX_PRICE, row.decimals);
        }
        else if (AsciiKeys.matches(type.bytes(), type.offset(), type.length(), LOT_SIZE))
        {
            filterReader.decimal(STEP, InstrumentField.STEP, row.decimals);
            filterReader.decimal(MIN_QUANTITY, InstrumentField.MIN_QUANTITY, row.decimals);
            filterReader.decimal(MAX_QUANTITY, InstrumentField.MAX_QUANTITY, row.decimals);
        }
        return filterReader.isGood();
    }

    private int scale(final int slot)
    {
        final long scale = reader.number(slot);
        if (scale == DecimalRow.ABSENT)
        {
            return InstrumentRow.NO_SCALE;
        }
        if (scale > MAX_SCALE)
        {
            reader.fail();
        }
        return (int)scale;
    }

    /** Options and futures name some things differently. */
    private int either(final int first, final int second)
    {
        return reader.isThere(first) ? first : second;
    }
}
