package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeyWords;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.InstrumentSink;

/**
 * Reads the body of a REST exchange information answer, of options ({@code optionSymbols}) and of the sister markets
 * ({@code symbols}), a row at a time: a row that is broken is left out alone. What the row means is the matter of
 * {@link ExchangeInfoRow}. Source: venue documents, "Exchange Information". Owned by one thread, reusable.
 */
public final class BinanceExchangeInfoDecoder
{
    private static final KeyWords BODY = new KeyWords("optionSymbols", "symbols");
    private static final int OPTIONS = BODY.slot("optionSymbols");
    private static final int SYMBOLS = BODY.slot("symbols");

    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable body = new FieldTable(BODY);
    private final ExchangeInfoRow row = new ExchangeInfoRow();
    private int decodedRows;
    private int unknownRows;
    private int malformedRows;
    private boolean listing;

    /**
     * Reads one body.
     *
     * @param bytes  that hold it
     * @param offset of its first byte
     * @param length in bytes
     * @param lookup of the symbols; a row whose symbol it does not know is passed over
     * @param sink   receives a definition a row, without a time
     * @return DECODED, also if there is not one row; PARTIAL if some rows were broken; UNKNOWN_INSTRUMENT if all rows
     *     were passed over; MALFORMED, and nothing reached the sink, if all rows were broken or the body is something
     *     else, such as an error
     */
    public DecodeStatus decode(
        final byte[] bytes,
        final int offset,
        final int length,
        final InstrumentLookup lookup,
        final InstrumentSink sink)
    {
        decodedRows = 0;
        unknownRows = 0;
        malformedRows = 0;
        listing = false;
        if (!BinanceFrameDecoder.isRange(bytes, offset, length) ||
            scanner.wrap(bytes, offset, length).next() != JsonToken.OBJECT_START ||
            !body.index(bytes, scanner) || !scanner.finish())
        {
            return DecodeStatus.MALFORMED;
        }
        listing = body.has(OPTIONS) || body.has(SYMBOLS);
        if (body.token(OPTIONS) != JsonToken.ARRAY_START && body.token(SYMBOLS) != JsonToken.ARRAY_START)
        {
            return DecodeStatus.MALFORMED;
        }
        readRows(bytes, OPTIONS, lookup, sink);
        readRows(bytes, SYMBOLS, lookup, sink);
        if (malformedRows > 0)
        {
            return decodedRows > 0 ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        return decodedRows == 0 && unknownRows > 0 ? DecodeStatus.UNKNOWN_INSTRUMENT : DecodeStatus.DECODED;
    }

    /** True if the last body was an object with a key of exchange information; MALFORMED then means damaged. */
    public boolean isListing()
    {
        return listing;
    }

    /** Rows of the last body that reached the sink. */
    public int decodedRows()
    {
        return decodedRows;
    }

    /** Rows of the last body whose symbol the lookup did not know. */
    public int unknownRows()
    {
        return unknownRows;
    }

    /** Rows of the last body that were left out because a field of them is missing or wrong. */
    public int malformedRows()
    {
        return malformedRows;
    }

    private void readRows(final byte[] bytes, final int slot, final InstrumentLookup lookup, final InstrumentSink sink)
    {
        if (body.token(slot) != JsonToken.ARRAY_START)
        {
            return;
        }
        scanner.wrap(bytes, body.start(slot), body.length(slot)).next();
        for (int token = scanner.skip(); token != JsonToken.ARRAY_END; token = scanner.skip())
        {
            final int start = scanner.start();
            final int length = scanner.stop() - start;
            final DecodeStatus status = token == JsonToken.OBJECT_START ?
                row.decode(bytes, start, length, lookup, sink) : DecodeStatus.MALFORMED;
            decodedRows += status == DecodeStatus.DECODED ? 1 : 0;
            unknownRows += status == DecodeStatus.UNKNOWN_INSTRUMENT ? 1 : 0;
            malformedRows += status == DecodeStatus.MALFORMED ? 1 : 0;
        }
    }
}
