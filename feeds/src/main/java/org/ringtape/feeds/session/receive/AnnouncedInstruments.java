package org.ringtape.feeds.session.receive;

import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.feeds.publish.DefinedIds;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.InstrumentDescriber;

/**
 * Defines instruments in the ring in front of their first event on each connection, with what their symbols tell.
 * Receiver thread only; allocates only to grow.
 */
final class AnnouncedInstruments
{
    private final InstrumentDescriber describer;
    private final InstrumentTable instruments;
    private final InstrumentRow row = new InstrumentRow();
    private final DefinedIds defined = new DefinedIds();

    AnnouncedInstruments(final InstrumentDescriber describer, final InstrumentTable instruments)
    {
        this.describer = describer;
        this.instruments = instruments;
    }

    /** True if the present life of the id was defined. The id was found in this frame, so its life lasts. */
    boolean contains(final int instrumentId)
    {
        return defined.contains(instrumentId, instruments.generation(instrumentId));
    }

    public void beginFrame(final int epoch)
    {
        defined.beginFrame(epoch);
    }

    void stage(
        final int instrumentId, final byte[] symbol, final int offset, final int length, final StagingSink sink)
    {
        if (defined.isStaged(instrumentId))
        {
            return;
        }
        row.clear();
        if (describer.describe(symbol, offset, length, row) ?
            sink.stageInstrument(instrumentId, symbol, offset, length, row) :
            sink.stageInstrument(instrumentId, symbol, offset, length))
        {
            defined.staged(instrumentId, instruments.generation(instrumentId));
        }
    }

    void published()
    {
        defined.published();
    }
}
