package org.ringtape.feeds.session;

import java.util.Arrays;

import org.ringtape.codecs.sink.InstrumentRow;
import org.ringtape.feeds.publish.StagingSink;

/**
 * Which instruments this session has defined in the ring. A definition counts only once the frame that carries it was
 * published; else the next frame of the instrument carries it again. Receiver thread only; allocates only to grow.
 */
final class AnnouncedInstruments
{
    private long[] bits = new long[16];
    private int[] staged = new int[64];
    private int stagedCount;
    private final InstrumentDescriber describer;
    private final InstrumentRow row = new InstrumentRow();

    AnnouncedInstruments(final InstrumentDescriber describer)
    {
        this.describer = describer;
    }

    boolean contains(final int instrumentId)
    {
        final int word = instrumentId >> 6;
        return word < bits.length && (bits[word] & 1L << instrumentId) != 0;
    }

    void beginFrame()
    {
        stagedCount = 0;
    }

    void stage(
        final int instrumentId, final byte[] symbol, final int offset, final int length, final StagingSink sink)
    {
        for (int i = 0; i < stagedCount; i++)
        {
            if (staged[i] == instrumentId)
            {
                return;
            }
        }
        row.clear();
        if (describer.describe(symbol, offset, length, row) ?
            sink.stageInstrument(instrumentId, symbol, offset, length, row) :
            sink.stageInstrument(instrumentId, symbol, offset, length))
        {
            if (stagedCount == staged.length)
            {
                staged = Arrays.copyOf(staged, stagedCount * 2);
            }
            staged[stagedCount++] = instrumentId;
        }
    }

    void published()
    {
        for (int i = 0; i < stagedCount; i++)
        {
            final int word = staged[i] >> 6;
            if (word >= bits.length)
            {
                bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
            }
            bits[word] |= 1L << staged[i];
        }
        stagedCount = 0;
    }
}
