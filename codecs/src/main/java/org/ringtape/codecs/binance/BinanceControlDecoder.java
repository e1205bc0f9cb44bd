package org.ringtape.codecs.binance;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.event.BinanceFields;
import org.ringtape.codecs.binance.event.FrameScope;
import org.ringtape.codecs.decimal.IntegerParser;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.KeySet;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.ControlSink;

/**
 * Reads answers to requests: {@code {"result":…,"id":n}}, the documented flat error {@code {"code":n,"msg":"…"}} and
 * the nested {@code {"error":{"code":n,"msg":"…"},"id":n}} seen in the field. An id that is absent, null or no number
 * of ours makes an answer that names no request; a quoted number counts as that number. Source: venue documents, "Live
 * Subscribing/Unsubscribing to streams".
 */
final class BinanceControlDecoder
{
    private static final KeySet KNOWN = BinanceFields.set("result error code msg id");
    private static final KeySet KNOWN_IN_ERROR = BinanceFields.set("code msg");

    private final JsonScanner scanner = new JsonScanner();
    private final FieldTable errorFields = BinanceFields.table();
    private final IntegerParser quotedId = new IntegerParser();
    private long requestId;

    static boolean isControl(final FieldTable fields)
    {
        return fields.has(BinanceFields.RESULT) || fields.has(BinanceFields.ERROR) || fields.has(BinanceFields.CODE);
    }

    DecodeStatus decode(final byte[] frame, final FieldTable fields, final FrameScope scope)
    {
        if (!readRequestId(fields))
        {
            return DecodeStatus.MALFORMED;
        }
        final DecodeStatus status;
        if (!fields.isNone(BinanceFields.ERROR))
        {
            status = decodeNested(frame, fields, scope);
        }
        else if (!fields.isNone(BinanceFields.CODE))
        {
            status = refuse(frame, fields, scope);
        }
        else
        {
            scope.sink().onAcknowledged(requestId);
            status = DecodeStatus.CONTROL;
        }
        if (status == DecodeStatus.CONTROL)
        {
            scope.addSkippedKeys(fields.unknownCount(KNOWN));
        }
        return status;
    }

    private DecodeStatus decodeNested(final byte[] frame, final FieldTable fields, final FrameScope scope)
    {
        scanner.wrap(frame, fields.start(BinanceFields.ERROR), fields.length(BinanceFields.ERROR));
        if (scanner.next() != JsonToken.OBJECT_START || !errorFields.index(frame, scanner))
        {
            return DecodeStatus.MALFORMED;
        }
        final DecodeStatus status = refuse(frame, errorFields, scope);
        if (status == DecodeStatus.CONTROL)
        {
            scope.addSkippedKeys(errorFields.unknownCount(KNOWN_IN_ERROR));
        }
        return status;
    }

    private DecodeStatus refuse(final byte[] frame, final FieldTable fields, final FrameScope scope)
    {
        final int message = fields.token(BinanceFields.MESSAGE);
        if (!fields.isInteger(BinanceFields.CODE) || message != JsonToken.STRING && message != JsonToken.NULL)
        {
            return DecodeStatus.MALFORMED;
        }
        final boolean there = message == JsonToken.STRING;
        scope.sink().onRefused(
            requestId,
            fields.integer(),
            frame,
            there ? fields.start(BinanceFields.MESSAGE) : 0,
            there ? fields.length(BinanceFields.MESSAGE) : 0);
        return DecodeStatus.CONTROL;
    }

    private boolean readRequestId(final FieldTable fields)
    {
        requestId = ControlSink.NO_REQUEST;
        switch (fields.token(BinanceFields.ID))
        {
            case JsonToken.NULL:
                return true;
            case JsonToken.NUMBER:
                if (!fields.isInteger(BinanceFields.ID))
                {
                    return false;
                }
                requestId = fields.integer();
                return true;
            case JsonToken.STRING:
                final JsonText text = fields.text(BinanceFields.ID);
                if (text != null && quotedId.parse(text.bytes(), text.offset(), text.length()))
                {
                    requestId = quotedId.value();
                }
                return true;
            default:
                return false;
        }
    }
}
