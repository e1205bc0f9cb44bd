package org.example.tide;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.field.AnyOrderReader;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeyWords;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.field.WordTable;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.TradeSink;

/**
 * Reads {@code {"ch":"OAK@tape","e":"print","s":"OAK","n":12,"p":"3.25","q":"10","side":"buy","T":1700000000000}}, and
 * answers {@code {"ok":1}} and {@code {"no":1,"why":"…"}}.
 */
final class TideFrameDecoder implements FrameDecoder
{
    private static final KeyWords KEYS = new KeyWords("ch", "side", "ok", "no", "why");
    private static final WordTable SIDES = WordTable.only()
        .word("buy", TradeSink.AGGRESSOR_BUY)
        .word("sell", TradeSink.AGGRESSOR_SELL);
    private static final EventDescription PRINT = EventDescription.event("print", KEYS)
        .required("s", ValueKind.SYMBOL)
        .required("n", ValueKind.NATURAL)
        .required("p", ValueKind.DECIMAL)
        .required("q", ValueKind.QUANTITY)
        .optional("side", SIDES)
        .required("T", ValueKind.TIME)
        .build();
    private static final int NUMBER = PRINT.index("n");
    private static final int PRICE = PRINT.index("p");
    private static final int QUANTITY = PRINT.index("q");
    private static final int SIDE = PRINT.index("side");
    private static final int TIME = PRINT.index("T");
    private static final int SYMBOL = FieldTable.slot('s');

    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable fields = new FieldTable(KEYS);
    private final AnyOrderReader reader = new AnyOrderReader();
    private final EventValues values = new EventValues();
    private final InstrumentLookup lookup;

    TideFrameDecoder(final InstrumentLookup lookup)
    {
        this.lookup = lookup;
    }

    @Override
    public DecodeStatus decode(final byte[] frame, final int offset, final int length, final FrameSink sink)
    {
        if (scanner.wrap(frame, offset, length).next() != JsonToken.OBJECT_START ||
            !fields.index(frame, scanner) || !scanner.finish())
        {
            return DecodeStatus.MALFORMED;
        }
        if (fields.isNatural(KEYS.slot("ok")))
        {
            sink.onAcknowledged(fields.integer());
            return DecodeStatus.CONTROL;
        }
        if (fields.isNatural(KEYS.slot("no")))
        {
            final int why = KEYS.slot("why");
            final boolean said = fields.token(why) == JsonToken.STRING;
            sink.onRefused(
                fields.integer(), 0, frame, said ? fields.start(why) : 0, said ? fields.length(why) : 0);
            return DecodeStatus.CONTROL;
        }
        return print(frame, sink);
    }

    private DecodeStatus print(final byte[] frame, final FrameSink sink)
    {
        final JsonText channel = fields.text(KEYS.slot("ch"));
        if (channel == null)
        {
            return DecodeStatus.IGNORED;
        }
        if (!sink.onStream(channel.bytes(), channel.offset(), channel.length()))
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final JsonText symbol = fields.text(SYMBOL);
        if (symbol == null)
        {
            return DecodeStatus.MALFORMED;
        }
        final int instrumentId = lookup.instrumentId(symbol.bytes(), symbol.offset(), symbol.length());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        if (!reader.read(frame, fields, PRINT, values))
        {
            return DecodeStatus.MALFORMED;
        }
        sink.onTrade(instrumentId, values.number(PRICE), values.scale(PRICE), values.number(QUANTITY),
            values.scale(QUANTITY), values.number(NUMBER), values.wordOr(SIDE, TradeSink.AGGRESSOR_UNKNOWN),
            TradeSink.KIND_BOOK, values.timeNs(TIME), values.isInexact());
        return DecodeStatus.DECODED;
    }

    @Override
    public DamageScope nameDamaged(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        return DamageScope.UNKNOWN;
    }

    @Override
    public int skippedKeys()
    {
        return 0;
    }

    @Override
    public int sideDisagreements()
    {
        return 0;
    }

    @Override
    public int malformedEvents()
    {
        return 0;
    }
}
