package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;

/** A stage is filled again and again: nothing of an earlier frame is in what is published. */
final class StaleStageTest
{
    private static final int SLOTS = 8;
    private static final byte[] NAME = "a@depth".getBytes(StandardCharsets.US_ASCII);

    /** Bytes of a kind that stand between its fields, which no flyweight reads and nobody sets. */
    private static final Map<String, Integer> PADDING = Map.of(
        "loss", 7, "candle", 6, "ticker", 7, "mark price", 6, "funding", 2, "open interest", 13);

    /** Each kind is staged over zeros and over ones; every byte of a field must be the same. */
    @TestFactory
    Iterable<DynamicTest> shouldShowNothingOfAnEarlierFrame()
    {
        return kinds().entrySet().stream()
            .map((kind) ->
                DynamicTest.dynamicTest(kind.getKey(), () -> check(kind.getKey(), kind.getValue())))::iterator;
    }

    private static Map<String, Consumer<StagingSink>> kinds()
    {
        final Map<String, Consumer<StagingSink>> kinds = new LinkedHashMap<>();
        kinds.put("loss", (sink) -> sink.stageLoss(LossCause.MALFORMED_FRAME));
        kinds.put("book of several chunks", (sink) ->
        {
            sink.onBookStart();
            for (int i = 0; i < EventLayout.LEVELS_PER_SLOT + 1; i++)
            {
                sink.onBid(i, 0, 1, 0);
            }
            sink.onAsk(1_000, 0, 1, 0);
            sink.onBookEnd(BookSink.UPDATE, 0, 9, 1, 2, 0, false);
        });
        kinds.put("empty book", (sink) ->
        {
            sink.onBookStart();
            sink.onBookEnd(BookSink.SNAPSHOT, 0, 9, BookSink.ABSENT, 2, BookSink.ABSENT, false);
        });
        kinds.put("trade", (sink) ->
            sink.onTrade(0, 1, 0, 2, 0, 3, TradeSink.AGGRESSOR_BUY, TradeSink.KIND_BOOK, 9, false));
        kinds.put("trade with ids", (sink) ->
            sink.onTrade(0, 1, 0, 2, 0, new WireId(), 4, 5, TradeSink.AGGRESSOR_BUY, TradeSink.KIND_BOOK, 9, false));
        kinds.put("top of book", (sink) -> sink.onTopOfBook(0, 1, 0, 2, 0, 3, 0, 4, 0, 9, 5, false));
        kinds.put("candle", (sink) -> sink.onCandle(0, 9, new CandleRow()));
        kinds.put("ticker", (sink) -> sink.onTicker(0, 9, 1, 2, 3, 4, 5, new DecimalRow()));
        kinds.put("mark price", (sink) -> sink.onMarkPrice(0, 9, new DecimalRow()));
        kinds.put("index price", (sink) -> sink.onIndexPrice(0, 9, 1, 0, false));
        kinds.put("funding", (sink) -> sink.onFunding(0, 9, 1, new DecimalRow()));
        kinds.put("open interest", (sink) -> sink.onOpenInterest(0, 9, InterestUnit.values()[0], new DecimalRow()));
        kinds.put("liquidation", (sink) -> sink.onLiquidation(0, 9, 1, 0, 2, 0, new WireId(), 1, false));
        kinds.put("instrument", (sink) -> sink.onInstrument(0, 9, new InstrumentRow()));
        kinds.put("announced instrument", (sink) -> assertTrue(sink.stageInstrument(0, NAME, 0, NAME.length)));
        kinds.put("price target", (sink) ->
        {
            final PriceTargetRow row = new PriceTargetRow();
            row.status = WindowStatus.values()[0];
            sink.onPriceTarget(0, row);
        });
        return kinds;
    }

    private static void check(final String name, final Consumer<StagingSink> kind)
    {
        final EventStage zeros = staged(kind, (byte)0);
        final EventStage ones = staged(kind, (byte)-1);
        assertEquals(zeros.slotCount(), ones.slotCount());
        assertTrue(zeros.slotCount() > 0);
        final EventHeader expected = new EventHeader();
        final EventHeader actual = new EventHeader();
        final StringBuilder differing = new StringBuilder();
        int count = 0;
        for (int slot = 0; slot < zeros.slotCount(); slot++)
        {
            zeros.wrap(expected, slot);
            ones.wrap(actual, slot);
            for (int i = 0; i < expected.usedLength(); i++)
            {
                if (expected.buffer().getByte(expected.offset() + i) != actual.buffer().getByte(actual.offset() + i))
                {
                    differing.append(slot).append(':').append(i).append(' ');
                    count++;
                }
            }
        }
        assertEquals(PADDING.getOrDefault(name, 0), count, "bytes of an earlier frame, slot:byte " + differing);
    }

    private static EventStage staged(final Consumer<StagingSink> kind, final byte before)
    {
        final EventStage stage = new EventStage(SLOTS);
        final EventHeader window = new EventHeader();
        for (int i = 0; i < SLOTS; i++)
        {
            stage.wrap(window, i);
            window.buffer().setMemory(window.offset(), EventLayout.SLOT_LENGTH, before);
        }
        final StreamTable streams = new StreamTable(1);
        streams.register(2, "a@depth", 0, ContinuityRule.CHAINED);
        final StagingSink sink = new StagingSink(stage, streams, 2, 7, ControlSink.NONE, StreamResolver.NONE);
        sink.beginFrame(5, 1_000);
        assertTrue(sink.onStream(NAME, 0, NAME.length));
        kind.accept(sink);
        return stage;
    }
}
