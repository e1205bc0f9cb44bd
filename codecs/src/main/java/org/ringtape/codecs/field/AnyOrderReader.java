package org.ringtape.codecs.field;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads a described event whose members were found by {@link FieldTable}, wherever they stand and however JSON lets
 * them be written: the reader that decides what a frame is. Owned by one decoder.
 */
public final class AnyOrderReader
{
    private final DecimalParser decimals = new DecimalParser();
    private final JsonText unescaped = new JsonText();

    /** Fills the values; false if a member is wrong, or required and not there. The symbol is the caller's matter. */
    public boolean read(
        final byte[] frame, final FieldTable fields, final EventDescription description, final EventValues values)
    {
        values.begin(frame);
        final int count = description.memberCount();
        for (int i = 0; i < count; i++)
        {
            final EventMember member = description.member(i);
            if (member.kind.isName() || member.kind.isUnread())
            {
                continue;
            }
            if (fields.isNone(member.slot) && !isNaturalNull(fields, member))
            {
                if (member.presence == EventMember.REQUIRED ||
                    member.presence == EventMember.NULLABLE && !fields.has(member.slot))
                {
                    return false;
                }
                values.setAbsent(i);
            }
            else if (!read(fields, member, i, values))
            {
                return false;
            }
        }
        return true;
    }

    /** An id may be absent, but not {@code null}: what would follow from that is a guess. */
    private static boolean isNaturalNull(final FieldTable fields, final EventMember member)
    {
        return member.kind == ValueKind.NATURAL && fields.has(member.slot);
    }

    private boolean read(
        final FieldTable fields, final EventMember member, final int index, final EventValues values)
    {
        final int slot = member.slot;
        switch (member.kind)
        {
            case TIME:
                return fields.isNatural(slot) && EpochTimes.nsOfMs(fields.integer()) != EpochTimes.OUT_OF_RANGE &&
                    take(index, fields.integer(), values);
            case NATURAL:
                return fields.isNatural(slot) && take(index, fields.integer(), values);
            case INTEGER:
                return fields.isAnyInteger(slot) && take(index, fields.integer(), values);
            case DECIMAL:
                return decimal(fields, slot, index, values);
            case QUANTITY:
                return decimal(fields, slot, index, values) && decimals.mantissa() >= 0;
            case WORD:
                final JsonText text = fields.text(slot);
                return text != null && take(index,
                    member.words.number(text.bytes(), text.offset(), text.length()), values) &&
                    values.number(index) != WordTable.INVALID;
            case FLAG:
                final int token = fields.token(slot);
                return (token == JsonToken.TRUE || token == JsonToken.FALSE) &&
                    take(index, token == JsonToken.TRUE ? 1 : 0, values);
            default:
                return text(fields, slot, index, values);
        }
    }

    private boolean decimal(final FieldTable fields, final int slot, final int index, final EventValues values)
    {
        final JsonText text = fields.numberText(slot);
        final int outcome = text == null ?
            DecimalParser.MALFORMED : decimals.parse(text.bytes(), text.offset(), text.length());
        if (outcome > DecimalParser.INEXACT)
        {
            return false;
        }
        values.inexact |= outcome == DecimalParser.INEXACT;
        values.set(index, decimals.mantissa(), decimals.scale(), 0);
        return true;
    }

    private boolean text(final FieldTable fields, final int slot, final int index, final EventValues values)
    {
        if (!fields.text(slot, unescaped))
        {
            return false;
        }
        values.frame = unescaped.bytes();
        values.set(index, unescaped.offset(), unescaped.length(), 0);
        return true;
    }

    private static boolean take(final int index, final long number, final EventValues values)
    {
        values.set(index, number, 0, 0);
        return true;
    }
}
