package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.EpochTimes;

/**
 * What a layout says of a book's header beside what its frames have in common, and where the numbers that are read of
 * it are, in fields, as in {@link TradeLayout}.
 */
public final class BookLayout
{
    private int timeNumber;
    private boolean hasPrevious;
    /** True if only the last digits of the time change, a word of them. */
    private boolean briefTime;
    private int timeEnd;
    private long timeBaseNs;
    private int firstEnd;
    private long firstMask;
    private long firstHighMask;
    private int lastEnd;
    private long lastMask;
    private long lastHighMask;
    private int previousEnd;
    private long previousMask;
    private long previousHighMask;

    /**
     * Takes over what is needed of a layout that is sealed.
     *
     * @param time     which number is the venue's time; the sequences follow
     * @param previous true if the third sequence is there
     */
    public void take(final FrameLayout layout, final int time, final boolean previous)
    {
        timeNumber = time;
        hasPrevious = previous;
        briefTime = layout.isWord(time);
        timeEnd = layout.end(time);
        timeBaseNs = briefTime ? EpochTimes.nsOfMs(layout.constant(time, DecimalForm.CONSTANTS)) : 0;
        firstEnd = layout.end(time + 1);
        firstMask = layout.constant(time + 1, DecimalForm.BEHIND);
        firstHighMask = layout.constant(time + 1, DecimalForm.HIGH_BEHIND);
        lastEnd = layout.end(time + 2);
        lastMask = layout.constant(time + 2, DecimalForm.BEHIND);
        lastHighMask = layout.constant(time + 2, DecimalForm.HIGH_BEHIND);
        if (previous)
        {
            previousEnd = layout.end(time + 3);
            previousMask = layout.constant(time + 3, DecimalForm.BEHIND);
            previousHighMask = layout.constant(time + 3, DecimalForm.HIGH_BEHIND);
        }
    }

    /** Epoch nanoseconds. */
    public long venueTimeNs(final FrameLayout layout, final byte[] frame, final int offset)
    {
        return briefTime ? FrameLayout.timeNs(timeBaseNs, frame, offset + timeEnd) :
            EpochTimes.nsOfMs(layout.number(frame, offset, timeNumber));
    }

    public long firstSequence(final byte[] frame, final int offset)
    {
        return sequence(frame, offset + firstEnd, firstMask, firstHighMask);
    }

    public long lastSequence(final byte[] frame, final int offset)
    {
        return sequence(frame, offset + lastEnd, lastMask, lastHighMask);
    }

    /** {@link BookSink#ABSENT} if there is none. */
    public long previousSequence(final byte[] frame, final int offset)
    {
        return hasPrevious ? sequence(frame, offset + previousEnd, previousMask, previousHighMask) : BookSink.ABSENT;
    }

    private static long sequence(final byte[] frame, final int end, final long mask, final long highMask)
    {
        final int at = end - ByteWords.LENGTH;
        return ByteWords.number(ByteWords.digits(frame, at) & mask) + PowersOfTen.of(ByteWords.LENGTH) *
            ByteWords.number(ByteWords.digits(frame, at - ByteWords.LENGTH) & highMask);
    }
}
