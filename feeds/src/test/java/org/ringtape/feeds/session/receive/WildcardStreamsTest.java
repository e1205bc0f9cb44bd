package org.ringtape.feeds.session.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.status.AtomicCounter;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.AllocationMeter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StreamActivity;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionLimits;

/** Streams that become known by their first frame. */
class WildcardStreamsTest
{
    private final PlainProtocol protocol = new PlainProtocol(SessionLimits.defaults());
    private final InstrumentTable instruments = new InstrumentTable(3);
    private final StreamTable streams = new StreamTable(4);
    private final StreamActivity activity = new StreamActivity(streams);
    private final AtomicCounter withoutRoom = CounterSet.inMemory().counter(PipelineCounter.NAMES_WITHOUT_ROOM);
    private final List<String> remarks = new ArrayList<>();
    private final WildcardStreams wildcards =
        new WildcardStreams(protocol, 2, instruments, streams, activity, withoutRoom, remarks::add);

    @Test
    void shouldRegisterAWantedStreamWithItsInstrument()
    {
        protocol.wildcards = (name) -> new VenueFeed.Stream(name, "BTC", ContinuityRule.IMAGE, false, 7);
        final StreamDefinition stream = resolve("BOOK:X:BTC");
        assertEquals("BOOK:X:BTC", stream.name());
        assertEquals(ContinuityRule.IMAGE, stream.rule());
        assertEquals("BTC", instruments.instrument(stream.instrumentId()).symbol());
        assertEquals(7, activity.entry(stream.id()).silenceNs());

        protocol.wildcards = (name) -> new VenueFeed.Stream(name, null, ContinuityRule.NONE, false);
        final StreamDefinition several = resolve("MARKS");
        assertEquals(EventLayout.NO_ID, several.instrumentId());
        assertNull(activity.entry(several.id()));
    }

    @Test
    void shouldAskOnceOnlyAboutANameThatNobodyWants()
    {
        for (int i = 0; i < 100; i++)
        {
            assertNull(resolve("TRADE:X:" + i % 10));
        }
        assertEquals(10, protocol.asked.size());
        assertEquals(0, streams.size());
    }

    @Test
    void shouldAllocateNothingForANameKnownToBeUnwanted() throws Exception
    {
        final byte[] name = "TRADE:X:UNWANTED".getBytes(StandardCharsets.US_ASCII);
        final AllocationMeter.Work work = () ->
        {
            for (int i = 0; i < 100_000; i++)
            {
                if (wildcards.resolve(name, 0, name.length) != null)
                {
                    throw new AssertionError("resolved");
                }
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    @Test
    void shouldHaveNoRoomForMoreStreamsThanTheTableTakes()
    {
        protocol.wildcards = (name) -> new VenueFeed.Stream(name, null, ContinuityRule.NONE, false);
        for (int i = 0; i < 4; i++)
        {
            assertNotNull(resolve("s" + i));
        }
        for (int i = 4; i < 20; i++)
        {
            assertNull(resolve("s" + i));
        }
        assertEquals(4, streams.size());
        assertEquals(List.of("no room for stream s4, nor perhaps for others"), remarks);
    }

    @Test
    void shouldHaveNoRoomForMoreInstrumentsThanTheTableTakes()
    {
        protocol.wildcards = (name) -> new VenueFeed.Stream(name, name, ContinuityRule.NONE, false);
        assertNull(resolve("x".repeat(201)));
        for (int i = 0; i < 3; i++)
        {
            assertNotNull(resolve("s" + i));
        }
        assertNull(resolve("s3"));
        assertEquals(1, remarks.size());
        assertEquals(3, streams.size());
    }

    @Test
    void shouldBoundWhatItRemembers()
    {
        final UnwantedNames names = new UnwantedNames();
        for (int i = 0; i < 100_000; i++)
        {
            final byte[] name = ("name" + i).getBytes(StandardCharsets.US_ASCII);
            names.add(name, 0, name.length);
            assertTrue(names.contains(name, 0, name.length));
        }
        assertTrue(names.size() <= 4096 && names.size() > 4000, "remembers " + names.size());
        final byte[] longName = new byte[300];
        names.add(longName, 0, 300);
        assertFalse(names.contains(longName, 0, 300));
    }

    @Test
    void shouldTellNamesApartThatOnlyBeginAlike()
    {
        final UnwantedNames names = new UnwantedNames();
        final byte[] name = "..abcdef..".getBytes(StandardCharsets.US_ASCII);
        names.add(name, 2, 6);
        assertTrue(names.contains("abcdef".getBytes(StandardCharsets.US_ASCII), 0, 6));
        assertFalse(names.contains(name, 2, 5));
        assertFalse(names.contains(name, 2, 7));
        assertFalse(names.contains(name, 1, 6));
    }

    private StreamDefinition resolve(final String name)
    {
        final byte[] bytes = (" " + name + " ").getBytes(StandardCharsets.US_ASCII);
        return wildcards.resolve(bytes, 1, bytes.length - 2);
    }
}
