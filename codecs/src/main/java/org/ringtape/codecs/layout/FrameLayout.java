package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.text.ByteWords;

/**
 * What frames of one shape have in common: which bytes are always the same, which are digits, which are letters of a
 * name, and so where each number is. A frame is compared with all of that in one sweep over its words, none of which
 * waits for another; its numbers are then read from where they must be. Filled by {@link LayoutLearner}.
 */
public final class FrameLayout
{
    /** Longest frame that has a layout, in bytes. */
    static final int MAX_LENGTH = 384;
    /** Most numbers of one. */
    public static final int MAX_NUMBERS = 20;

    private static final long NS_PER_MS = 1_000_000;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    /** JDK 25 makes vectors of words of text, which is better than {@link TextTemplate}; JDK 17 does not. */
    private static final boolean VECTORS = Runtime.version().feature() >= 25;
    private static final int STRIDE = DecimalForm.CONSTANTS + 1;
    private static final int WORDS = MAX_LENGTH / ByteWords.LENGTH + 1;

    /** What it was learned under, see {@link LayoutPlaces}. */
    public long key;
    /** How often other shapes may miss this one before they take its place. */
    int credit;

    /** Kind of its events; the venue numbers them. */
    public int event;
    /** True if every frame of it is a good event, whatever its numbers are. */
    public boolean plain;
    /** Keys that nobody reads. */
    public int skippedKeys;
    /** 1 if the side fields of a trade disagree. */
    public int sideDisagreements;
    /** Of a trade. */
    public final TradeLayout trade = new TradeLayout();
    /** Of a candle. */
    public int closed;
    /** Of a candle. */
    public long intervalNs;

    /** Of a book's header. */
    public final BookLayout book = new BookLayout();

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
    /** Of each number what its form takes to read it, and what is added: the worth of digits that do not change. */
    private final long[] constants = new long[MAX_NUMBERS * STRIDE];
    private final int[] ends = new int[MAX_NUMBERS];
    private final int[] scales = new int[MAX_NUMBERS];
    private final boolean[] negative = new boolean[MAX_NUMBERS];
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
        leadCount = 0;
        firstLead = 0;
        streamOffset = -1;
        symbolOffset = -1;
        skippedKeys = 0;
        sideDisagreements = 0;
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
        form.write(constants, numberCount * STRIDE);
        constants[numberCount * STRIDE + DecimalForm.CONSTANTS] = base;
        ends[numberCount] = end;
        scales[numberCount] = form.scale();
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

    /** Reads all numbers of a frame that matches. */
    public void read(final byte[] frame, final int offset, final long[] numbers)
    {
        for (int i = 0; i < numberCount; i++)
        {
            final long number = number(frame, offset, i);
            numbers[i] = negative[i] ? -number : number;
        }
    }

    /** A number of a frame that matches, sign aside. */
    public long number(final byte[] frame, final int offset, final int number)
    {
        final int at = number * STRIDE;
        return DecimalForm.value(frame, offset + ends[number], constants, at) + constants[at + DecimalForm.CONSTANTS];
    }

    /** True if what changes of a number is one word of digits, without a point. */
    boolean isWord(final int number)
    {
        return constant(number, DecimalForm.HIGH_UNIT) == 0 && constant(number, DecimalForm.BEHIND) == -1L;
    }

    /**
     * Epoch nanoseconds of a time in milliseconds of which one word changes, see {@link #isWord}.
     *
     * @param baseNs what does not change of it
     * @param end    behind it
     */
    static long timeNs(final long baseNs, final byte[] frame, final int end)
    {
        return baseNs + NS_PER_MS * ByteWords.number(ByteWords.digits(frame, end - ByteWords.LENGTH));
    }

    /** Digits behind the point of a number. */
    public int scale(final int number)
    {
        return scales[number];
    }

    /** Offset behind a number. */
    public int end(final int number)
    {
        return ends[number];
    }

    /** One of the constants of a {@link DecimalForm}; behind them comes what is added to the number. */
    long constant(final int number, final int constant)
    {
        return constants[number * STRIDE + constant];
    }
}
