package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.text.ByteWords;

/**
 * How frames of one kind look: which bytes are the same in all of them, where any digit may stand, where letters of a
 * name, and so where each number ends. Made from one frame by {@link LayoutLearner}:
 *
 * <pre>
 *   …"t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":true}}
 *   …====9999999999======99999=99=======9=999========================    =  this byte,  9  any digit
 * </pre>
 * A frame {@link #matches} if it has the same length and all its bytes are as they may be. That takes no parsing: eight
 * bytes at a time, it takes the pattern away by xor, adds the check, and looks at bit 7 of each byte. With pattern
 * {@code '0'} and check {@code 0x76}, {@code '7'} becomes 7 and then {@code 0x7D}, which is good, and {@code ':'}
 * becomes 10 and then {@code 0x80}, which is not. For a byte that must be {@code ','}, pattern {@code ','} and check
 * {@code 0x7F} let nothing but 0 pass. No word waits for another, and there is one branch at the end.
 *
 * <p>After that nothing can be wrong with the frame. Its numbers are {@link #read} from where they must end, and
 * everything else, scales and sides and kinds, stands in {@link #values} since the layout was learned. Owned by one
 * {@link LayoutMemory}.
 */
public final class FrameLayout
{
    /** Longest frame that has a layout, in bytes. */
    static final int MAX_LENGTH = 384;
    /** Most numbers of one. */
    public static final int MAX_NUMBERS = 20;

    private static final long HIGHS = 0x8080_8080_8080_8080L;
    /** JDK 25 makes vectors of words of text, which is better than {@link TextTemplate}; JDK 17 does not. */
    private static final boolean VECTORS = Runtime.version().feature() >= 25;
    /** Behind what a form takes: the worth of the digits that do not change. */
    private static final int BASE = DecimalForm.CONSTANTS;
    private static final int STRIDE = BASE + 1;
    private static final int WORDS = MAX_LENGTH / ByteWords.LENGTH + 1;

    /** What it was learned under, see {@link LayoutMemory}. */
    public long key;
    /** How often other shapes may miss this one before they take its place. */
    int patience;

    /** What its frames are; null if it is of their beginnings alone. */
    public DescribedEvent event;
    /** Its members' values: what its text says once and for all, and the numbers of the frame last read. */
    public final EventValues values = new EventValues();

    /** For the event: true if it reads frames of this layout without {@link #values}. */
    public boolean readOnTheSpot;
    /** Of a trade. */
    public final TradeLayout trade = new TradeLayout();

    /** Offset in the frame; negative if it has no envelope. */
    public int streamOffset;
    public int streamLength;
    public int symbolOffset;
    public int symbolLength;

    private int length = -1;
    private int wholeWords;
    /** Taken from the frame by xor; what is left must be small enough, see {@link #checks}. */
    private final long[] patterns = new long[WORDS];
    /** Added to what is left; sets bit 7 of a byte that must not be there. */
    private final long[] checks = new long[WORDS];
    /** See {@link TextTemplate}. */
    private final long[] template = new long[TextTemplate.TABLE_LENGTH];
    private boolean templated;
    private int numberCount;
    private final DecimalForm[] forms = new DecimalForm[MAX_NUMBERS];
    /** Index behind each number, from the beginning of the frame. */
    private final int[] ends = new int[MAX_NUMBERS];
    private final boolean[] negative = new boolean[MAX_NUMBERS];
    /** Worth of the digits that do not change. */
    private final long[] bases = new long[MAX_NUMBERS];
    /** How to read the number of each member, a line of {@link #STRIDE} each. */
    private final long[] reads = new long[EventValues.MAX_MEMBERS * STRIDE];
    private final int[] memberEnds = new int[EventValues.MAX_MEMBERS];
    /** Members that are numbers, a bit each. */
    private long located;
    private long minuses;
    /** Where a zero would not be JSON: offsets of first digits. */
    private final int[] leads = new int[MAX_NUMBERS];
    private int leadCount;
    /** The first of them; where there is none, that of the brace, which is no zero either. */
    private int firstLead;

    /** Nothing is of this layout from here on, until it is sealed. */
    public void clear()
    {
        length = -1;
        numberCount = 0;
        located = 0;
        minuses = 0;
        readOnTheSpot = false;
        leadCount = 0;
        firstLead = 0;
        streamOffset = -1;
        symbolOffset = -1;
    }

    /**
     * Adds the next number.
     *
     * @param form of its digits, or of the last of them
     * @param end  offset behind it
     * @param base worth of the digits before, which do not change
     * @return false if there is no room
     */
    boolean addNumber(final DecimalForm form, final int end, final boolean minus, final long base)
    {
        if (form == null || end < DecimalForm.MAX_LENGTH || numberCount == MAX_NUMBERS)
        {
            return false;
        }
        forms[numberCount] = form;
        bases[numberCount] = base;
        ends[numberCount] = end;
        negative[numberCount++] = minus;
        return true;
    }

    /** Bytes of the frame, or of its part that has this layout; negative if nothing is of it. */
    public int length()
    {
        return length;
    }

    /** The digit at an offset must not be a zero. */
    void forbidZero(final int offset)
    {
        firstLead = leadCount == 0 ? offset : firstLead;
        leads[leadCount++] = offset;
    }

    /** Takes the bytes' patterns and checks, one each a byte of a frame. */
    void seal(final byte[] bytePatterns, final byte[] byteChecks, final int frameLength)
    {
        wholeWords = frameLength / ByteWords.LENGTH;
        for (int i = 0; i < wholeWords; i++)
        {
            patterns[i] = ByteWords.word(bytePatterns, i * ByteWords.LENGTH);
            checks[i] = ByteWords.word(byteChecks, i * ByteWords.LENGTH);
        }
        patterns[wholeWords] = ByteWords.word(bytePatterns, frameLength - ByteWords.LENGTH);
        checks[wholeWords] = ByteWords.word(byteChecks, frameLength - ByteWords.LENGTH);
        length = frameLength;
        templated = !VECTORS && TextTemplate.fill(template, bytePatterns, byteChecks, frameLength, this);
    }

    /** True if a frame is of this layout. */
    public boolean matches(final byte[] frame, final int offset, final int frameLength)
    {
        if (frameLength != length)
        {
            return false;
        }
        return !VECTORS && templated && TextTemplate.matches(template, frame, offset, frameLength) ?
            leads(frame, offset) >= 0 : matchesLoosely(frame, offset, frameLength);
    }

    /**
     * The same for any stream. A carry into the next byte does no harm: it comes from a byte that has bit 7 itself. A
     * leading zero makes a negative number, which has bit 7 everywhere above.
     */
    private boolean matchesLoosely(final byte[] frame, final int offset, final int frameLength)
    {
        final int last = wholeWords;
        final long tail = ByteWords.word(frame, offset + frameLength - ByteWords.LENGTH) ^ patterns[last];
        long deviations = tail + checks[last] | tail | leads(frame, offset);
        for (int i = 0; i < last; i++)
        {
            final long bytes = ByteWords.word(frame, offset + i * ByteWords.LENGTH) ^ patterns[i];
            deviations |= bytes + checks[i] | bytes;
        }
        if ((deviations & HIGHS) != 0)
        {
            return false;
        }
        if (!VECTORS && templated)
        {
            TextTemplate.takeHead(template, frame, offset);
        }
        return true;
    }

    /** Negative if a number begins with a zero that must not. */
    private long leads(final byte[] frame, final int offset)
    {
        long leading = frame[offset + firstLead] - '1';
        for (int i = 1; i < leadCount; i++)
        {
            leading |= frame[offset + leads[i]] - '1';
        }
        return leading;
    }

    /**
     * Takes over the values of the frame that was learned, and notes which of its numbers are whose.
     *
     * @param description of its members
     * @param offset      of that frame in its array
     * @return false if a number of a member was not learned; the layout is then not to be used
     */
    boolean describe(final EventDescription description, final EventValues learned, final int offset)
    {
        values.learn(learned, description, offset);
        for (int i = 0; i < description.memberCount(); i++)
        {
            if (values.has(i) && description.member(i).kind().isNumber())
            {
                final int number = numberThatEnds(values.end(i) - offset);
                if (number < 0)
                {
                    return false;
                }
                locate(i, number);
            }
        }
        return true;
    }

    private int numberThatEnds(final int end)
    {
        for (int i = 0; i < numberCount; i++)
        {
            if (ends[i] == end)
            {
                return i;
            }
        }
        return -1;
    }

    private void locate(final int member, final int number)
    {
        final int at = member * STRIDE;
        forms[number].write(reads, at);
        reads[at + BASE] = bases[number];
        minuses |= negative[number] ? 1L << member : 0;
        memberEnds[member] = ends[number];
        located |= 1L << member;
    }

    /** Reads the numbers of a frame that matches into {@link #values}, where all else stands already. */
    public void read(final byte[] frame, final int offset)
    {
        values.move(frame, offset);
        for (long members = located; members != 0; members &= members - 1)
        {
            final int member = Long.numberOfTrailingZeros(members);
            final long number = number(frame, offset, member);
            values.setNumber(member, isNegative(member) ? -number : number);
        }
    }

    /** The number of a member that has one, of a frame that matches, read on the spot, its minus aside. */
    public long number(final byte[] frame, final int offset, final int member)
    {
        final int at = member * STRIDE;
        return DecimalForm.value(frame, offset + memberEnds[member], reads, at) + reads[at + BASE];
    }

    /** Offset behind the number of a member. */
    int end(final int member)
    {
        return memberEnds[member];
    }

    /** One of the constants of the {@link DecimalForm} of a member's number; behind them comes what is added to it. */
    long constant(final int member, final int constant)
    {
        return reads[member * STRIDE + constant];
    }

    /** True if what changes of a member's number is one word of digits, without a point. */
    boolean isWord(final int member)
    {
        return constant(member, DecimalForm.HIGH_UNIT) == 0 && constant(member, DecimalForm.BEHIND) == -1L;
    }

    /** True if a member's number has a minus. */
    public boolean isNegative(final int member)
    {
        return (minuses & 1L << member) != 0;
    }
}
