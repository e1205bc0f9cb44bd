package org.ringtape.feeds.session.receive;

import java.util.Arrays;

import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.InstrumentDescriber;

/**
 * Which instruments this session has defined in the ring, and in which life of their id: the next one is another
 * instrument, and is defined anew. A definition counts only once the frame that carries it was published; else the next
 * frame of the instrument carries it again. Receiver thread only; allocates only to grow.
 */
final class AnnouncedInstruments
{
    private final InstrumentDescriber describer;
    private final InstrumentTable instruments;
    private final InstrumentRow row = new InstrumentRow();
    /** By id: one more than the generation that was defined, 0 if none was. */
    private int[] generations = new int[1024];
    private int[] staged = new int[64];
    private int stagedCount;

    AnnouncedInstruments(final InstrumentDescriber describer, final InstrumentTable instruments)
    {
        this.describer = describer;
        this.instruments = instruments;
    }

    /** True if the present life of the id was defined. The id was found in this frame, so its life lasts. */
    boolean contains(final int instrumentId)
    {
        return instrumentId < generations.length &&
            generations[instrumentId] == instruments.generation(instrumentId) + 1;
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
            final int instrumentId = staged[i];
            if (instrumentId >= generations.length)
            {
                generations = Arrays.copyOf(generations, Math.max(instrumentId + 1, generations.length * 2));
            }
            generations[instrumentId] = instruments.generation(instrumentId) + 1;
        }
        stagedCount = 0;
    }
}
