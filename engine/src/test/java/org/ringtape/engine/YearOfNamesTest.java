package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;

/** A year of 500 listings and expiries a day, each with a book, a tape, quotes and values, through one pipeline. */
@Timeout(180)
class YearOfNamesTest implements Strategy
{
    private static final int VENUE = 5;
    private static final int LISTINGS_A_DAY = 500;
    private static final int LIFE_DAYS = 7;
    private static final int DAYS = 365;
    private static final int SETTLED_DAY = 28;
    private static final long DAY_NS = 86_400_000_000_000L;
    /** What the heap may vary by between two looks at it; a listing a day would be 500 times a few kilobytes. */
    private static final long HEAP_TOLERANCE = 8L << 20;

    private final TestStrategy time = new TestStrategy();
    private final List<Throwable> errors = new ArrayList<>();
    private final MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
        .ringCapacity(1024)
        .tapeCapacity(16)
        .pendingBytes(1024)
        .threadingMode(ThreadingMode.INVOKER)
        .clock(time)
        .errorHandler(errors::add)
        .strategy(this));
    private final EventPublication publication = new EventPublication(
        pipeline.ring(), time, VENUE, 1,
        pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "year"),
        pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "year"));
    private final EventStage stage = new EventStage(64);
    private final InstrumentDefinition definition = new InstrumentDefinition();
    private final BookUpdate book = new BookUpdate();
    private final Trade trade = new Trade();
    private final TopOfBook top = new TopOfBook();
    private final MarkPrice mark = new MarkPrice();
    private final Deque<StreamDefinition> living = new ArrayDeque<>();
    private StrategyContext context;
    private long instrumentsRetired;
    private long streamsRetired;

    @AfterEach
    void close()
    {
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
    }

    @Override
    public void onRetired(final Retired retired)
    {
        assertEquals(RetirementReason.EXPIRED, retired.reason());
        final Instrument instrument = context.instruments().instrument(retired.instrumentId());
        assertTrue(instrument.symbol().startsWith("XY-"), "the name is still known");
        if (retired.isOfStream())
        {
            assertNull(context.book(retired.streamId()));
            assertEquals(retired.generation(), context.streams().stream(retired.streamId()).generation());
            streamsRetired++;
        }
        else
        {
            assertNull(context.tape(retired.instrumentId()));
            assertNull(context.quote(retired.instrumentId()));
            assertNull(context.values().markPrice(retired.instrumentId()));
            assertEquals(retired.generation(), instrument.generation());
            instrumentsRetired++;
        }
    }

    @Test
    void shouldStayAsLargeAsAfterTheFirstWeeksAndServeEveryListing()
    {
        int[] settled = null;
        long settledHeap = 0;
        Instrument first = null;
        for (int day = 0; day < DAYS; day++)
        {
            time.nowNs += DAY_NS;
            for (int i = 0; i < LISTINGS_A_DAY; i++)
            {
                list(day * LISTINGS_A_DAY + i, time.nowNs + LIFE_DAYS * DAY_NS - DAY_NS / 2);
            }
            first = first == null ? pipeline.instruments().instrument(0) : first;
            retireWhatHasEnded();
            if (day == SETTLED_DAY)
            {
                settled = sizes();
                settledHeap = usedHeap();
            }
        }
        assertEquals(Arrays.toString(settled), Arrays.toString(sizes()));
        final long heap = usedHeap();
        assertTrue(heap - settledHeap < HEAP_TOLERANCE, "from " + settledHeap + " B to " + heap + " B");
        final long gone = (long)(DAYS - LIFE_DAYS) * LISTINGS_A_DAY;
        assertEquals(gone, instrumentsRetired);
        assertEquals(gone, streamsRetired);
        assertEquals(gone, pipeline.counters().total(PipelineCounter.INSTRUMENTS_RETIRED));
        assertEquals(gone, pipeline.counters().total(PipelineCounter.STREAMS_RETIRED));
        assertEquals(0, pipeline.counters().total(PipelineCounter.FRAMES_DROPPED));

        assertTrue(pipeline.instruments().generation(0) > 20, "the id has had many owners");
        assertNull(context.quote(first), "of whom the first one's keeper hears nothing of the last one");
        assertNull(context.tape(first));
        assertNull(context.option(first));
        assertNotNull(context.quote(0));
    }

    /** A listing with one of everything; read back at once. */
    private void list(final int number, final long expiryNs)
    {
        final String symbol = "XY-" + number;
        final int id = pipeline.instruments().register(VENUE, symbol);
        assertTrue(id >= 0, () -> "no room for " + symbol);
        final StreamDefinition stream = pipeline.streams().register(
            VENUE, symbol + "@depth20", id, ContinuityRule.IMAGE);
        living.add(stream);
        stage.reset();
        define(id, symbol, number, expiryNs);
        stage(book, EventType.BOOK_UPDATE, 2 * EventLayout.LEVEL_LENGTH, id, stream.id());
        book.flags(book.flags() | EventLayout.FLAG_IMAGE);
        book.continuityRule(ContinuityRule.IMAGE);
        book.bidCount(1);
        book.askCount(1);
        book.level(0, number + 1, 5);
        book.level(1, number + 2, 6);
        stage(trade, EventType.TRADE, Trade.BASE_LENGTH, id, stream.id());
        trade.continuityRule(ContinuityRule.STEP);
        trade.id(IdKind.U64, 1, 0L);
        trade.priceAndQuantity(number + 1, 1);
        stage(top, EventType.TOP_OF_BOOK, TopOfBook.LENGTH, id, stream.id());
        top.bid(number + 1, 1);
        top.ask(number + 2, 1);
        stage(mark, EventType.MARK_PRICE, MarkPrice.LENGTH, id, stream.id());
        for (int i = 0; i < mark.fieldCount(); i++)
        {
            mark.decimal(i, number, 0);
        }
        assertTrue(publication.offer(stage));
        pipeline.invoke();

        final OrderBook made = context.book(stream);
        assertEquals(BookState.LIVE, made.state());
        assertEquals(number + 1, made.bestBidPrice());
        assertEquals(BookState.LIVE, pipeline.bookState(stream.id()));
        final Instrument instrument = pipeline.instruments().instrument(id);
        assertEquals(1, context.tape(instrument).size());
        assertEquals(number + 1, context.tape(instrument).price(0));
        assertEquals(number + 2, context.quote(instrument).askPrice());
        assertEquals(number, context.values().markPrice(id).mantissa(MarkPrice.Field.MARK));
        assertEquals(symbol, context.values().definition(id).symbol());
        assertSame(context.option(id), context.option(instrument));
        assertEquals(number, context.option(instrument).strike());
    }

    private void define(final int id, final String symbol, final int number, final long expiryNs)
    {
        stage(definition, EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, id, EventLayout.NO_ID);
        definition.clear();
        definition.generation(pipeline.instruments().generation(id));
        definition.expiryNs(expiryNs);
        definition.kind(InstrumentKind.CALL.ordinal());
        definition.status(InstrumentStatus.TRADING.ordinal());
        definition.decimal(InstrumentDefinition.Field.STRIKE.ordinal(), number, 0);
        text(InstrumentDefinition.Text.SYMBOL, symbol);
        text(InstrumentDefinition.Text.UNDERLYING, "XYUSD");
    }

    private void text(final InstrumentDefinition.Text which, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        definition.text(which, bytes, 0, bytes.length);
    }

    private void stage(
        final EventHeader event, final EventType type, final int length, final int id, final int streamId)
    {
        assertTrue(stage.append(event, type, length));
        event.instrumentId(id);
        event.streamId(streamId);
        event.venueId(VENUE);
        event.sessionId(1);
        event.sessionEpoch(1);
        event.venueTimeNs(time.nowNs);
        event.receiveTimeNs(time.nowNs);
    }

    private void retireWhatHasEnded()
    {
        pipeline.names().forEachEnded(time.nowNs, (instrument, reason) ->
            assertTrue(pipeline.names().retire(instrument, reason)));
        do
        {
            pipeline.names().poll(time.nowNs, stage, publication);
            pipeline.invoke();
        }
        while (pipeline.names().pending() > 0);
        pipeline.names().poll(time.nowNs, stage, publication);
        while (living.size() > LIFE_DAYS * LISTINGS_A_DAY)
        {
            living.remove();
        }
        living.forEach((stream) -> assertNotNull(context.book(stream), stream::name));
    }

    /** Everything that counts names or what is kept under them. */
    private int[] sizes()
    {
        final int[] counts = new int[2];
        pipeline.books().forEachBook((any) -> counts[0]++);
        pipeline.tapes().forEachTape((any) -> counts[1]++);
        final var chain = context.optionChain(VENUE, "XYUSD");
        return new int[]{
            pipeline.instruments().size(), pipeline.instruments().limit(),
            pipeline.streams().size(), pipeline.streams().limit(),
            counts[0], counts[1],
            context.values().markPrices().size(), context.values().definitions().size(),
            chain.optionCount(), chain.expiryCount()};
    }

    /** The least of a few looks, each behind a collection. */
    private static long usedHeap()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++)
        {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
