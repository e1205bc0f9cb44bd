package org.ringtape.bench.jmh.book;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.bench.jmh.reading.BenchmarkFrames;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;

/**
 * The recorded BTCUSDT book: the REST body it started from and every diff that follows it, as frames, as chunks in
 * slots and as plain levels.
 */
public final class BookRecording
{
    /** Diffs behind the REST body. */
    public static final int FRAMES = 2_989;
    /** Levels in them. */
    public static final int LEVELS = 183_988;

    private static final String NAME = "binance-options/real-usdm-btcusdt-20240808";
    private static final int STAGE_SLOTS = 1024;

    /** The REST body. */
    public final byte[] snapshotFrame = BenchmarkFrames.recorded(NAME + ".rest-depth.json", "lastUpdateId")[0];
    /** The diffs. */
    public final byte[][] frames;
    /** Levels of the REST body. */
    final Levels snapshot;
    /** Levels of the diffs. */
    final Levels updates;

    public BookRecording()
    {
        final BookCodec codec = new BookCodec(
            new InstrumentTable(8), new StreamTable(8), new EventStage(STAGE_SLOTS), 0);
        final BookUpdate chunk = new BookUpdate();
        final List<byte[]> slots = slots(codec.decodeSnapshot(snapshotFrame), chunk);
        final long snapshotSequence = chunk.lastSequence();
        snapshot = new Levels(slots);
        slots.clear();
        final List<byte[]> following = new ArrayList<>();
        for (final byte[] frame : BenchmarkFrames.recorded(NAME + ".jsonl", "\"depthUpdate\""))
        {
            final List<byte[]> frameSlots = slots(codec.decode(frame), chunk);
            if (chunk.lastSequence() >= snapshotSequence)
            {
                following.add(frame);
                slots.addAll(frameSlots);
            }
        }
        frames = following.toArray(byte[][]::new);
        updates = new Levels(slots);
        Same.require(FRAMES, frames.length);
        Same.require(LEVELS, updates.prices.length);
    }

    /** Copies what is staged; the window is left on the last slot. */
    private static List<byte[]> slots(final EventStage stage, final BookUpdate chunk)
    {
        final List<byte[]> slots = new ArrayList<>();
        for (int i = 0; i < stage.slotCount(); i++)
        {
            final byte[] slot = new byte[EventLayout.SLOT_LENGTH];
            stage.wrap(chunk, i);
            chunk.buffer().getBytes(chunk.offset(), slot);
            slots.add(slot);
        }
        return slots;
    }

    /** A run of chunks, and the same levels as plain numbers at one scale. */
    static final class Levels
    {
        static final int PRICE_SCALE = 2;
        static final int QUANTITY_SCALE = 3;

        final UnsafeBuffer slots;
        final int slotCount;
        final boolean[] areBids;
        final long[] prices;
        final long[] quantities;

        private Levels(final List<byte[]> chunks)
        {
            slotCount = chunks.size();
            slots = new UnsafeBuffer(new byte[slotCount * EventLayout.SLOT_LENGTH]);
            final BookUpdate chunk = new BookUpdate();
            int count = 0;
            for (int i = 0; i < slotCount; i++)
            {
                slots.putBytes(i * EventLayout.SLOT_LENGTH, chunks.get(i));
                chunk.wrap(slots, i * EventLayout.SLOT_LENGTH);
                count += chunk.levelCount();
            }
            areBids = new boolean[count];
            prices = new long[count];
            quantities = new long[count];
            fill(chunk);
        }

        private void fill(final BookUpdate chunk)
        {
            int at = 0;
            for (int i = 0; i < slotCount; i++)
            {
                chunk.wrap(slots, i * EventLayout.SLOT_LENGTH);
                for (int level = 0; level < chunk.levelCount(); level++, at++)
                {
                    areBids[at] = level < chunk.bidCount();
                    prices[at] = atScale(chunk.bidPrice(level), chunk.priceScale(), PRICE_SCALE);
                    quantities[at] = atScale(chunk.bidQuantity(level), chunk.quantityScale(), QUANTITY_SCALE);
                }
            }
        }

        private static long atScale(final long value, final int scale, final int wantedScale)
        {
            return BigDecimal.valueOf(value, scale).setScale(wantedScale).unscaledValue().longValueExact();
        }
    }
}
