package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads members that need not be there: what is absent, {@code null} or an empty text stays absent, and what is there
 * but not what it should be fails the whole object, once all of it was read. Numbers may be quoted or bare.
 */
public final class FieldReader
{
    private final DecimalParser decimals = new DecimalParser();
    private FieldTable fields;
    private boolean failed;

    /** Turns to an object. */
    public void begin(final FieldTable table)
    {
        fields = table;
        failed = false;
    }

    /** True if nothing that was asked for was wrong. */
    public boolean isGood()
    {
        return !failed;
    }

    /** The object is wrong. */
    public void fail()
    {
        failed = true;
    }

    public boolean isThere(final int slot)
    {
        return !fields.isNone(slot);
    }

    /** Milliseconds as epoch nanoseconds, or {@link DecimalRow#ABSENT}. */
    public long timeNs(final int slot)
    {
        if (!isThere(slot))
        {
            return DecimalRow.ABSENT;
        }
        final long timeNs = fields.isAnyInteger(slot) ? EpochTimes.nsOfMs(fields.integer()) : EpochTimes.OUT_OF_RANGE;
        failed |= timeNs == EpochTimes.OUT_OF_RANGE;
        return timeNs;
    }

    /** As {@link #timeNs}, of a day in the life of an instrument; see {@link Placeholders#dateOrAbsent}. */
    public long dateNs(final int slot)
    {
        return Placeholders.dateOrAbsent(timeNs(slot));
    }

    /** An id or a count, or {@link DecimalRow#ABSENT}. */
    public long number(final int slot)
    {
        if (!isThere(slot))
        {
            return DecimalRow.ABSENT;
        }
        if (!fields.isAnyInteger(slot) || fields.integer() < -1)
        {
            failed = true;
            return DecimalRow.ABSENT;
        }
        return Placeholders.idOrAbsent(fields.integer());
    }

    /** Puts a number into a row. */
    public void decimal(final int slot, final Enum<?> field, final DecimalRow row)
    {
        if (!isThere(slot))
        {
            return;
        }
        final JsonText text = fields.numberText(slot);
        final int outcome = text == null ?
            DecimalParser.MALFORMED : decimals.parse(text.bytes(), text.offset(), text.length());
        if (outcome > DecimalParser.INEXACT)
        {
            failed = true;
            return;
        }
        row.set(field, decimals.mantissa(), decimals.scale());
        if (outcome == DecimalParser.INEXACT)
        {
            row.markInexact();
        }
    }

    /** Puts a text where it is wanted; it stands in {@code holder}, which keeps it until its next use. */
    public void text(final int slot, final JsonText holder, final ByteRange target)
    {
        if (!isThere(slot))
        {
            return;
        }
        if (fields.text(slot, holder))
        {
            target.set(holder.bytes(), holder.offset(), holder.length());
        }
        else
        {
            failed = true;
        }
    }

    /** A text that is compared and not kept; null if there is none. Good until the next call. */
    public JsonText text(final int slot)
    {
        if (!isThere(slot))
        {
            return null;
        }
        final JsonText text = fields.text(slot);
        failed |= text == null;
        return text;
    }
}
