package org.ringtape.codecs.field;

/**
 * The values of one event, by the places that its {@link EventDescription} gives its members. Whoever read the event,
 * and however, the values are the same, so that a decoder need not know. Reused; good until the next event.
 */
public final class EventValues
{
    /** Most members of an event. */
    public static final int MAX_MEMBERS = 32;

    private static final long NS_PER_MS = 1_000_000;

    /** Digits without their point; a time in milliseconds; a word's number; where a text begins. 0 where absent. */
    final long[] numbers = new long[MAX_MEMBERS];
    /** Digits behind the point; length of a text. */
    final int[] scales = new int[MAX_MEMBERS];
    /** Index behind the digits, where they stood in the frame as documented. */
    final int[] ends = new int[MAX_MEMBERS];
    long present;
    /** Added to where texts begin. */
    private int frameOffset;
    byte[] frame;
    int symbolOffset;
    int symbolLength;
    int unreadKeys;
    boolean inexact;
    private boolean sidesDisagree;

    /** True if the member was there and had a value. */
    public boolean has(final int member)
    {
        return (present & 1L << member) != 0;
    }

    /** The number without its point; 0 if it is absent. */
    public long number(final int member)
    {
        return numbers[member];
    }

    /** Our number for a word or flag, or else what is said here. */
    public int wordOr(final int member, final int absent)
    {
        return has(member) ? (int)numbers[member] : absent;
    }

    /** Digits behind the point. */
    public int scale(final int member)
    {
        return scales[member];
    }

    /** A time as epoch nanoseconds; 0 if it is absent. */
    public long timeNs(final int member)
    {
        return number(member) * NS_PER_MS;
    }

    /** Array that the texts are in. */
    public byte[] frame()
    {
        return frame;
    }

    /** Where a text begins. */
    public int textOffset(final int member)
    {
        return frameOffset + (int)numbers[member];
    }

    /** Bytes of a text. */
    public int textLength(final int member)
    {
        return scales[member];
    }

    /** True if a number had to be rounded to 18 digits. */
    public boolean isInexact()
    {
        return inexact;
    }

    /** Where the instrument's name begins. */
    public int symbolOffset()
    {
        return symbolOffset;
    }

    /** Bytes of the instrument's name. */
    public int symbolLength()
    {
        return symbolLength;
    }

    /** Keys that nobody reads, if the event was in the documented order. */
    public int unreadKeys()
    {
        return unreadKeys;
    }

    /** A decoder found that two members name other sides. */
    public void setSidesDisagree(final boolean disagree)
    {
        sidesDisagree = disagree;
    }

    /** True if they do. */
    public boolean sidesDisagree()
    {
        return sidesDisagree;
    }

    /** Index behind the digits of a member that is a number. */
    public int end(final int member)
    {
        return ends[member];
    }

    /** Forgets the last event. */
    public void begin(final byte[] nextFrame)
    {
        frame = nextFrame;
        frameOffset = 0;
        present = 0;
        unreadKeys = 0;
        inexact = false;
        sidesDisagree = false;
    }

    /** Takes the instrument's name. */
    public void symbol(final int offset, final int length)
    {
        symbolOffset = offset;
        symbolLength = length;
    }

    /** Takes the value of a member. */
    public void set(final int member, final long number, final int scale, final int end)
    {
        numbers[member] = number;
        scales[member] = scale;
        ends[member] = end;
        present |= 1L << member;
    }

    /** The member has no value. */
    public void setAbsent(final int member)
    {
        numbers[member] = 0;
        scales[member] = 0;
    }

    /**
     * Takes over the values of an event whose like are to be read from frames that look alike.
     *
     * @param offset of its frame in its array
     */
    public void learn(final EventValues event, final EventDescription description, final int offset)
    {
        final int count = description.memberCount();
        System.arraycopy(event.numbers, 0, numbers, 0, count);
        System.arraycopy(event.scales, 0, scales, 0, count);
        System.arraycopy(event.ends, 0, ends, 0, count);
        present = event.present;
        for (int i = 0; i < count; i++)
        {
            numbers[i] -= has(i) && description.member(i).kind() == ValueKind.TEXT ? offset : 0;
        }
        unreadKeys = event.unreadKeys;
        inexact = event.inexact;
        sidesDisagree = event.sidesDisagree;
    }

    /** Turns to a frame that looks like the learned one; its numbers are still to be set. */
    public void move(final byte[] nextFrame, final int offset)
    {
        frame = nextFrame;
        frameOffset = offset;
    }

    /** Takes another number of a member. */
    public void setNumber(final int member, final long number)
    {
        numbers[member] = number;
    }
}
