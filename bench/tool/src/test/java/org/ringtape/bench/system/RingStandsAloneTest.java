package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.consumer.RingConsumer;
import org.ringtape.engine.consumer.Tap;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;

/** Slots recorded somewhere in the life of a process can be read from the next connection on with nothing but them. */
@Timeout(60)
final class RingStandsAloneTest
{
    @Test
    void shouldDescribeEachStreamAndInstrumentBeforeItsFirstEventOnAConnection()
    {
        final Recording recording = new Recording();
        try (LiveRig rig = LiveRig.start())
        {
            rig.awaitLive();
            try (RingConsumer tap = rig.pipeline().tap("recording", recording))
            {
                rig.simulator().inject(Fault.of(FaultKind.DISCONNECT));
                rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
                rig.awaitLive();
                rig.simulator().inject(Fault.of(FaultKind.LOST_DIFF));
                rig.awaitEvents(500);
                assertEquals(0, tap.missed());
            }
        }
        recording.assertReadableFrom(2);
    }

    /** Copies of slots, as a file would hold them. */
    private static final class Recording implements Tap
    {
        private final List<byte[]> slots = new ArrayList<>();

        @Override
        public void onEvent(final EventHeader event, final boolean endOfBatch)
        {
            final byte[] slot = new byte[EventLayout.SLOT_LENGTH];
            event.buffer().getBytes(event.offset(), slot, 0, Math.max(event.usedLength(), EventLayout.PAYLOAD_OFFSET));
            slots.add(slot);
        }

        @Override
        public void onHole(final long firstMissing, final long lastMissing)
        {
            throw new AssertionError("hole " + firstMissing + " … " + lastMissing);
        }

        void assertReadableFrom(final int epoch)
        {
            final Map<String, String> streams = new HashMap<>();
            final Set<String> instruments = new HashSet<>();
            final Set<String> read = new HashSet<>();
            final EventHeader header = new EventHeader();
            final StreamDescription stream = new StreamDescription();
            final InstrumentDefinition instrument = new InstrumentDefinition();
            long sequence = -1;
            for (final byte[] slot : slots)
            {
                header.wrap(new UnsafeBuffer(slot), 0);
                assertTrue(sequence == -1 || header.ringSequence() == sequence + 1, "sequences have no gap");
                sequence = header.ringSequence();
                final String connection = header.sessionId() + "/" + header.sessionEpoch() + "/";
                final String ofStream = connection + header.streamId();
                final String ofInstrument = connection + header.instrumentId();
                if (header.typeId() == EventType.STREAM.id())
                {
                    stream.wrap(header);
                    streams.put(ofStream, stream.name() + " " + stream.continuityRule());
                }
                else if (header.typeId() == EventType.INSTRUMENT.id())
                {
                    instrument.wrap(header);
                    assertTrue(instrument.text(InstrumentDefinition.Text.SYMBOL).endsWith("USDT"));
                    instruments.add(ofInstrument);
                }
                else if (header.sessionEpoch() >= epoch)
                {
                    final boolean known = header.streamId() == EventLayout.NO_ID || streams.containsKey(ofStream);
                    assertTrue(known, header.type() + " of an unknown stream " + ofStream);
                    assertTrue(header.instrumentId() == EventLayout.NO_ID || instruments.contains(ofInstrument) ||
                        header.typeId() == EventType.LOSS.id(), header.type() + " of an unknown " + ofInstrument);
                    read.add(header.type() + " " + streams.get(ofStream));
                }
            }
            assertTrue(read.stream().anyMatch((text) -> text.startsWith("BOOK_UPDATE btcusdt@depth")), read.toString());
            assertTrue(read.stream().anyMatch((text) -> text.endsWith(" CHAINED")), read.toString());
            assertTrue(read.stream().anyMatch((text) -> text.startsWith("TRADE ethusdt@trade")), read.toString());
        }
    }
}
