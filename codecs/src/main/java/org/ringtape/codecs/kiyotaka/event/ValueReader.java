package org.ringtape.codecs.kiyotaka.event;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.decimal.IntegerParser;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.text.KeyTable;

/**
 * Reads the value that a scanner comes to next, by the vendor's tolerance: numbers bare or quoted, integers with
 * exponents if integral. Every read goes one token on; a container is entered and not left, and is nothing that these
 * read. Owned by one decoder.
 */
public final class ValueReader
{
    /** The value is there. */
    public static final int PRESENT = 0;
    /** {@code null} or an empty text. */
    public static final int ABSENT = 1;
    /** A quoted NaN or infinity. */
    public static final int NOT_FINITE = 2;
    /** Something else, or out of range. */
    public static final int BAD = 3;
    /** No value but the end of the array. */
    public static final int END = 4;

    private static final KeyTable NOT_FINITE_TEXTS = new KeyTable("NaN", "Infinity", "-Infinity", "+Infinity");

    private final DecimalParser decimals = new DecimalParser();
    private final IntegerParser integers = new IntegerParser();
    private final JsonText number = new JsonText();
    private long mantissa;
    private int scale;
    private boolean inexact;
    private long integer;
    private boolean emptyText;

    /** Reads a decimal: PRESENT, ABSENT, NOT_FINITE, BAD or END. */
    public int decimal(final byte[] frame, final JsonScanner scanner)
    {
        final int token = scanner.next();
        emptyText = false;
        if (token == JsonToken.NUMBER)
        {
            return parse(frame, scanner.start(), scanner.stop() - scanner.start());
        }
        return token == JsonToken.STRING ? quoted(frame, scanner) : otherwise(token);
    }

    /** Reads an integer: PRESENT, ABSENT or BAD. */
    public int integer(final byte[] frame, final JsonScanner scanner)
    {
        final int token = scanner.next();
        return integer(token, frame, scanner.start(), scanner.stop(), scanner.isEscaped());
    }

    /** As {@link #integer(byte[], JsonScanner)}, for a value that was passed before. */
    public int integer(final int token, final byte[] frame, final int start, final int stop, final boolean escaped)
    {
        if (token != JsonToken.NUMBER && token != JsonToken.STRING)
        {
            return otherwise(token);
        }
        if (start == stop)
        {
            return ABSENT;
        }
        if (!number.wrap(frame, start, stop, escaped))
        {
            return BAD;
        }
        if (integers.parse(number.bytes(), number.offset(), number.length()))
        {
            integer = integers.value();
            return PRESENT;
        }
        return parse(number.bytes(), number.offset(), number.length()) == PRESENT && !inexact && isIntegral() ?
            PRESENT : BAD;
    }

    /** As {@link #decimal}, for a value that was passed before. */
    public int decimal(final int token, final byte[] frame, final int start, final int stop, final boolean escaped)
    {
        if (token != JsonToken.NUMBER && token != JsonToken.STRING)
        {
            return otherwise(token);
        }
        return start == stop ? ABSENT : number.wrap(frame, start, stop, escaped) ?
            parse(number.bytes(), number.offset(), number.length()) : BAD;
    }

    /**
     * Reads a text; a number is taken for the text it is written with.
     *
     * @param into holds it afterwards
     * @return PRESENT, ABSENT (also if empty: the vendor's encoder may leave out or send what is empty) or BAD
     */
    public int text(final byte[] frame, final JsonScanner scanner, final JsonText into)
    {
        final int token = scanner.next();
        if (token != JsonToken.STRING && token != JsonToken.NUMBER)
        {
            return otherwise(token);
        }
        if (!into.wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()))
        {
            return BAD;
        }
        return into.length() == 0 ? ABSENT : PRESENT;
    }

    /**
     * True if the decimal last read is ABSENT as an empty text. The vendor leaves zeros out, so that a number that is
     * not there is zero; an empty text is no zero of its encoder's, and refuses what is nothing without the number.
     */
    public boolean isEmptyText()
    {
        return emptyText;
    }

    public long mantissa()
    {
        return mantissa;
    }

    public int scale()
    {
        return scale;
    }

    /** True if the decimal last read was rounded to 18 digits. */
    public boolean isInexact()
    {
        return inexact;
    }

    public long integer()
    {
        return integer;
    }

    private static int otherwise(final int token)
    {
        return token == JsonToken.NULL ? ABSENT : token == JsonToken.ARRAY_END ? END : BAD;
    }

    /** True if the token last read says that there is no value: {@code null} or an empty text. */
    public static boolean isNone(final int token, final JsonScanner scanner)
    {
        return token == JsonToken.NULL || token == JsonToken.STRING && scanner.start() == scanner.stop();
    }

    private int quoted(final byte[] frame, final JsonScanner scanner)
    {
        if (scanner.start() == scanner.stop())
        {
            emptyText = true;
            return ABSENT;
        }
        if (!number.wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()))
        {
            return BAD;
        }
        final int outcome = parse(number.bytes(), number.offset(), number.length());
        return outcome == BAD &&
            NOT_FINITE_TEXTS.find(number.bytes(), number.offset(), number.length()) != KeyTable.NONE ?
            NOT_FINITE : outcome;
    }

    private int parse(final byte[] bytes, final int offset, final int length)
    {
        final int outcome = decimals.parse(bytes, offset, length);
        mantissa = decimals.mantissa();
        scale = decimals.scale();
        inexact = outcome == DecimalParser.INEXACT;
        return outcome <= DecimalParser.INEXACT ? PRESENT : BAD;
    }

    /** Brings the decimal to scale 0 if it has no fraction and 64 bits hold it. */
    private boolean isIntegral()
    {
        if (mantissa == 0)
        {
            integer = 0;
            return true;
        }
        if (Math.abs(scale) > PowersOfTen.MAX_EXPONENT)
        {
            return false;
        }
        final long power = PowersOfTen.of(Math.abs(scale));
        if (scale > 0)
        {
            integer = mantissa / power;
            return mantissa % power == 0;
        }
        if (Math.abs(mantissa) > Long.MAX_VALUE / power)
        {
            return false;
        }
        integer = mantissa * power;
        return true;
    }
}
