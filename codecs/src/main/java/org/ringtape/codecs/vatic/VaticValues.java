package org.ringtape.codecs.vatic;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Reads values in every form that the tolerance rules allow: numbers bare or quoted, with exponents; flags as
 * {@code true}, {@code "true"} or {@code 1}; texts for people as any value. Owned by one thread.
 */
final class VaticValues
{
    /** Answer for a time that is none, is not positive, or is finer or later than nanoseconds can hold. */
    static final long NO_TIME = Long.MIN_VALUE;
    /** Decimals from seconds to nanoseconds. */
    static final int SECONDS = 9;
    /** Decimals from milliseconds to nanoseconds. */
    static final int MILLISECONDS = 6;
    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int NO_FLAG = -1;

    private static final byte[] TRUE_TEXT = AsciiKeys.key("true");
    private static final byte[] FALSE_TEXT = AsciiKeys.key("false");
    private static final byte[] ONE = AsciiKeys.key("1");
    private static final byte[] ZERO = AsciiKeys.key("0");

    private final DecimalParser decimals = new DecimalParser();
    private final JsonText text = new JsonText();
    private boolean inexact;

    /** Reads a number above zero into {@link #mantissa()} and {@link #scale()}; false if it is none. */
    boolean positive(final FieldTable fields, final int slot)
    {
        if (!fields.numberText(slot, text))
        {
            return false;
        }
        final int outcome = decimals.parse(text.bytes(), text.offset(), text.length());
        inexact = outcome == DecimalParser.INEXACT;
        return (inexact || outcome == DecimalParser.EXACT) && decimals.mantissa() > 0;
    }

    long mantissa()
    {
        return decimals.mantissa();
    }

    int scale()
    {
        return decimals.scale();
    }

    /** True if the number last read had to be rounded to 18 digits. */
    boolean isInexact()
    {
        return inexact;
    }

    /** A number of seconds or milliseconds as epoch nanoseconds, or {@link #NO_TIME}. */
    long timeNs(final FieldTable fields, final int slot, final int unitDecimals)
    {
        return positive(fields, slot) && !inexact ? shift(unitDecimals - decimals.scale()) : NO_TIME;
    }

    /** An ISO text as epoch nanoseconds, or {@link #NO_TIME}. */
    long isoTimeNs(final FieldTable fields, final int slot)
    {
        if (!fields.text(slot, text))
        {
            return NO_TIME;
        }
        final long ns = IsoTimeParser.parse(text.bytes(), text.offset(), text.length());
        return ns > 0 ? ns : NO_TIME;
    }

    /** {@link #TRUE}, {@link #FALSE} (also where it is absent), or {@link #NO_FLAG}. */
    int flag(final FieldTable fields, final int slot)
    {
        switch (!fields.isNone(slot) ? fields.token(slot) : JsonToken.NULL)
        {
            case JsonToken.TRUE:
                return TRUE;
            case JsonToken.FALSE:
            case JsonToken.NULL:
                return FALSE;
            default:
                return fields.numberText(slot, text) ? flagOfText() : NO_FLAG;
        }
    }

    /** Makes a range refer to a name: the text of a string; what is no string names nothing. */
    void name(final FieldTable fields, final int slot, final JsonText unescaped, final ByteRange into)
    {
        if (fields.token(slot) == JsonToken.STRING)
        {
            text(fields, slot, unescaped, into);
        }
        else
        {
            into.clear();
        }
    }

    /** Makes a range refer to a text for people: a string unescaped where that is possible, else as it was sent. */
    void text(final FieldTable fields, final int slot, final JsonText unescaped, final ByteRange into)
    {
        if (fields.isNone(slot))
        {
            into.clear();
        }
        else if (fields.isEscaped(slot) && fields.text(slot, unescaped))
        {
            into.set(unescaped.bytes(), unescaped.offset(), unescaped.length());
        }
        else
        {
            raw(fields, slot, into);
        }
    }

    /** Makes a range refer to a value as it was sent, a string without its quotes. */
    void raw(final FieldTable fields, final int slot, final ByteRange into)
    {
        if (!fields.isNone(slot))
        {
            into.set(fields.frame(), fields.start(slot), fields.length(slot));
        }
        else
        {
            into.clear();
        }
    }

    private int flagOfText()
    {
        final byte[] bytes = text.bytes();
        final int offset = text.offset();
        final int length = text.length();
        if (AsciiKeys.matches(bytes, offset, length, TRUE_TEXT) || AsciiKeys.matches(bytes, offset, length, ONE))
        {
            return TRUE;
        }
        return AsciiKeys.matches(bytes, offset, length, FALSE_TEXT) || AsciiKeys.matches(bytes, offset, length, ZERO) ?
            FALSE : NO_FLAG;
    }

    /** The number last read times a power of ten, as an integer. */
    private long shift(final int decimalsRight)
    {
        final long value = decimals.mantissa();
        if (decimalsRight > DecimalParser.MAX_DIGITS || -decimalsRight > DecimalParser.MAX_DIGITS)
        {
            return NO_TIME;
        }
        if (decimalsRight < 0)
        {
            final long unit = PowersOfTen.of(-decimalsRight);
            return value % unit == 0 ? value / unit : NO_TIME;
        }
        final long factor = PowersOfTen.of(decimalsRight);
        return value <= Long.MAX_VALUE / factor ? value * factor : NO_TIME;
    }
}
