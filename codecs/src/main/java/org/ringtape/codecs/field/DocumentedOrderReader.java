package org.ringtape.codecs.field;

import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Reads an event whose members stand in the order of its {@link EventDescription}, without white space and escapes, in
 * one pass and without looking for keys: {@code ,"t":} must come next, then digits, then {@code ,"p":"}, and so on.
 * At the first byte that is not as described it gives up, whatever the reason; {@link AnyOrderReader} knows it. Static.
 */
public final class DocumentedOrderReader
{
    private static final long TRUE = ByteWords.literal("true");
    private static final int TRUE_LENGTH = 4;
    private static final long FALSE = ByteWords.literal("false");
    private static final int FALSE_LENGTH = 5;

    private DocumentedOrderReader()
    {
    }

    /**
     * Reads the members of an event, from the one at a place on, up to before its closing brace.
     *
     * @param values have begun, and have what stands before that place
     * @return false where the frame deviates
     */
    public static boolean read(
        final FrameCursor cursor, final EventDescription description, final int from, final EventValues values)
    {
        final int count = description.memberCount();
        for (int i = from; i < count; i++)
        {
            final EventMember member = description.member(i);
            if (member.opens(cursor))
            {
                if (!read(cursor, member, i, values))
                {
                    return false;
                }
            }
            else if (member.presence == EventMember.OPTIONAL)
            {
                values.setAbsent(i);
            }
            else
            {
                return false;
            }
        }
        for (int i = description.closingBraces(); i > 0; i--)
        {
            if (!cursor.match('}'))
            {
                return false;
            }
        }
        return true;
    }

    private static boolean read(
        final FrameCursor cursor, final EventMember member, final int index, final EventValues values)
    {
        switch (member.kind)
        {
            case SYMBOL:
                if (!cursor.text())
                {
                    return false;
                }
                values.symbol(cursor.textOffset(), cursor.textLength());
                return true;
            case TIME:
                return cursor.integer() && EpochTimes.nsOfMs(cursor.number()) != EpochTimes.OUT_OF_RANGE &&
                    takeInteger(cursor, index, values);
            case NATURAL:
                return cursor.integer() && takeInteger(cursor, index, values);
            case INTEGER:
                return cursor.signedInteger() && takeInteger(cursor, index, values);
            case DECIMAL:
                return cursor.signedDecimal() && takeDecimal(cursor, index, values);
            case QUANTITY:
                return cursor.quotedDecimal() && takeDecimal(cursor, index, values);
            case WORD:
                return readWord(cursor, member.words, index, values);
            case FLAG:
                return readFlag(cursor, index, values);
            case TEXT:
                if (!cursor.text() || cursor.textLength() == 0)
                {
                    return false;
                }
                values.set(index, cursor.textOffset(), cursor.textLength(), 0);
                return true;
            case NAME:
                return cursor.text();
            case UNREAD_NAME:
                values.unreadKeys++;
                return cursor.text();
            case UNREAD_DECIMAL:
                values.unreadKeys++;
                return cursor.signedDecimal();
            default:
                values.unreadKeys++;
                return cursor.integer();
        }
    }

    private static boolean takeInteger(final FrameCursor cursor, final int index, final EventValues values)
    {
        values.set(index, cursor.number(), 0, cursor.position());
        return true;
    }

    private static boolean takeDecimal(final FrameCursor cursor, final int index, final EventValues values)
    {
        values.set(index, cursor.number(), cursor.scale(), cursor.position() - 1);
        return true;
    }

    /** An empty text may mean that there is none: that is for the general reader. */
    private static boolean readWord(
        final FrameCursor cursor, final WordTable words, final int index, final EventValues values)
    {
        if (!cursor.text() || cursor.textLength() == 0)
        {
            return false;
        }
        final int number = words.number(cursor.frame(), cursor.textOffset(), cursor.textLength());
        values.set(index, number, 0, 0);
        return number != WordTable.INVALID;
    }

    private static boolean readFlag(final FrameCursor cursor, final int index, final EventValues values)
    {
        final boolean set = cursor.match(TRUE, TRUE_LENGTH);
        values.set(index, set ? 1 : 0, 0, 0);
        return set || cursor.match(FALSE, FALSE_LENGTH);
    }
}
