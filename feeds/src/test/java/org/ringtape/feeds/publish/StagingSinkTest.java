package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.TopOfBookSink;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.AllocationMeter;

/** What a decoder says, as events in the stage. */
class StagingSinkTest
{
    private static final byte[] NAME = "btcusdt@depth@100ms".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SYMBOL = "BTCUSDT".getBytes(StandardCharsets.US_ASCII);

    private final EventStage stage = new EventStage(32);
    private final StreamTable streams = new StreamTable(16);
    private final int streamId = streams.register(2, "btcusdt@depth@100ms", 3, ContinuityRule.CHAINED).id();
    private final StagingSink sink = new StagingSink(stage, streams, 2, 7, ControlSink.NONE, StreamResolver.NONE);
    private final BookUpdate book = new BookUpdate();

    @BeforeEach
    void begin()
    {
        sink.beginFrame(5, 1_000);
    }

    @Test
    void shouldPutTheHeaderOnEveryChunk()
    {
        assertTrue(sink.onStream(NAME, 0, NAME.length));
        sink.onBookStart();
        for (int i = 0; i < 120; i++)
        {
            sink.onBid(i, 0, 1, 0);
        }
        sink.onBookEnd(BookSink.UPDATE, 3, 900, 10, 20, 9, true);

        assertEquals(3, stage.slotCount());
        for (int i = 0; i < 3; i++)
        {
            stage.wrap(book, i);
            assertEquals(EventType.BOOK_UPDATE, book.type());
            assertEquals(3, book.instrumentId());
            assertEquals(streamId, book.streamId());
            assertEquals(2, book.venueId());
            assertEquals(7, book.sessionId());
            assertEquals(5, book.sessionEpoch());
            assertEquals(900, book.venueTimeNs());
            assertEquals(1_000, book.receiveTimeNs());
            assertEquals(10, book.firstSequence());
            assertEquals(20, book.lastSequence());
            assertEquals(9, book.previousSequence());
            assertEquals(ContinuityRule.CHAINED, book.continuityRule());
            assertTrue(book.isInexact());
            assertFalse(book.isSnapshot());
            assertEquals(i == 0, book.isBegin());
            assertEquals(i == 2, book.isEnd());
        }
    }

    @Test
    void shouldSayOnEveryChunkOfASnapshotHowItWasAskedForUntilTheNextFrameBegins()
    {
        sink.snapshotAsked(700, 100);
        for (int event = 0; event < 2; event++)
        {
            sink.onBookStart();
            for (int i = 0; i < 60; i++)
            {
                sink.onBid(i, 0, 1, 0);
            }
            sink.onBookEnd(event == 0 ? BookSink.SNAPSHOT : BookSink.UPDATE, 3, 0, 1, 2, 0, false);
        }
        for (int i = 0; i < 4; i++)
        {
            stage.wrap(book, i);
            assertEquals(i < 2 ? 700 : 0, book.madeAfterNs());
            assertEquals(i < 2 ? 100 : EventLayout.NO_ID, book.askedLevels());
        }
        sink.beginFrame(1, 1);
        sink.onBookStart();
        sink.onBookEnd(BookSink.SNAPSHOT, 3, 0, BookSink.ABSENT, 20, BookSink.ABSENT, false);
        stage.wrap(book, 0);
        assertEquals(0, book.madeAfterNs());
        assertEquals(0, book.askedLevels());
    }

    @Test
    void shouldMarkSnapshotsAndImages()
    {
        sink.onBookStart();
        sink.onBookEnd(BookSink.SNAPSHOT, 3, 0, BookSink.ABSENT, 20, BookSink.ABSENT, false);
        sink.onBookStart();
        sink.onBookEnd(BookSink.IMAGE, 3, 0, 1, 20, 0, false);

        stage.wrap(book, 0);
        assertTrue(book.isSnapshot() && book.isBegin() && book.isEnd() && !book.isImage() && !book.isInexact());
        stage.wrap(book, 1);
        assertTrue(book.isImage() && book.isPartial() && book.isBegin() && book.isEnd() && !book.isSnapshot());
    }

    @Test
    void shouldKeepTheOtherEventsOfAFrameWhenOneIsTakenBack()
    {
        trade(1);
        sink.onBookStart();
        sink.onAsk(1, 0, 1, 0);
        sink.onBookAbort();
        trade(2);

        assertEquals(2, stage.slotCount());
        final Trade trade = new Trade();
        stage.wrap(trade, 1);
        assertEquals(2, trade.id());
        assertFalse(sink.isTooLarge());
    }

    @Test
    void shouldSayWhenAFrameIsTooLargeAndStageOnlyItsLoss()
    {
        sink.onStream(NAME, 0, NAME.length);
        sink.onBookStart();
        for (int i = 0; i < 33 * 54; i++)
        {
            sink.onBid(i, 0, 1, 0);
        }
        sink.onBookEnd(BookSink.UPDATE, 3, 0, 1, 2, 0, false);
        assertTrue(sink.isTooLarge());
        assertEquals(0, stage.slotCount());

        sink.stageLoss(LossCause.TOO_LARGE);
        final Loss loss = new Loss();
        stage.wrap(loss, 0);
        assertEquals(1, stage.slotCount());
        assertEquals(EventType.LOSS, loss.type());
        assertEquals(LossCause.TOO_LARGE, loss.cause());
        assertEquals(streamId, loss.streamId());
        assertEquals(1, loss.frames());
        assertEquals(5, loss.sessionEpoch());
        assertEquals(EventLayout.ABSENT, loss.firstMissing());

        sink.beginFrame(5, 1_000);
        assertFalse(sink.isTooLarge());
    }

    @Test
    void shouldMeanTheSessionWhenALostFrameNamedNoStream()
    {
        sink.stageLoss(LossCause.MALFORMED_FRAME);
        final Loss loss = new Loss();
        stage.wrap(loss, 0);
        assertTrue(loss.concernsWholeSession());
    }

    @Test
    void shouldSayWhenTheStageHasNoSlotForATrade()
    {
        for (int i = 0; i < 33; i++)
        {
            trade(i);
        }
        assertTrue(sink.isTooLarge());
    }

    @Test
    void shouldStageTrades()
    {
        sink.onTrade(3, 105, 1, 20, 2, 77, TradeSink.AGGRESSOR_SELL, TradeSink.KIND_BLOCK, 900, true);
        final Trade trade = new Trade();
        stage.wrap(trade, 0);
        assertEquals(105, trade.price());
        assertEquals(1, trade.priceScale());
        assertEquals(20, trade.quantity());
        assertEquals(2, trade.quantityScale());
        assertEquals(77, trade.id());
        assertEquals(77, trade.lastSequence());
        assertEquals(Aggressor.SELL, trade.aggressor());
        assertEquals(TradeKind.BLOCK, trade.kind());
        assertEquals(EventLayout.ABSENT, trade.buyerOrderId());
        assertTrue(trade.isInexact());
    }

    @Test
    void shouldBringBothSidesOfAQuoteToOneScale()
    {
        quote(105, 1, 2, 0, 1_0625, 4, 250, 2);
        final TopOfBook top = new TopOfBook();
        stage.wrap(top, 0);
        assertEquals(4, top.priceScale());
        assertEquals(2, top.quantityScale());
        assertEquals(105_000, top.bidPrice());
        assertEquals(200, top.bidQuantity());
        assertEquals(10_625, top.askPrice());
        assertEquals(250, top.askQuantity());
        assertEquals(55, top.lastSequence());
    }

    @Test
    void shouldTellAnEmptySideFromAPriceOfZero()
    {
        quote(TopOfBookSink.NO_QUOTE, 0, 0, 0, 0, 2, 5, 1);
        quote(7, 3, 1, 0, TopOfBookSink.NO_QUOTE, 9, 0, 9);
        quote(TopOfBookSink.NO_QUOTE, 0, 0, 0, TopOfBookSink.NO_QUOTE, 0, 0, 0);
        final TopOfBook top = new TopOfBook();
        stage.wrap(top, 0);
        assertTrue(!top.hasBid() && top.hasAsk() && top.askPrice() == 0 && top.priceScale() == 2);
        stage.wrap(top, 1);
        assertTrue(top.hasBid() && !top.hasAsk() && top.bidPrice() == 7 && top.priceScale() == 3);
        assertEquals(0, top.quantityScale());
        stage.wrap(top, 2);
        assertTrue(!top.hasBid() && !top.hasAsk());
        assertFalse(sink.isTooLarge());
    }

    @Test
    void shouldDropTheZerosThatAQuoteIsPaddedWithWhereBothSidesFitWithoutThem()
    {
        quote(40, 8, 123_456_789_010_000_000L, 7, 41, 8, 50_000_000, 8);
        final TopOfBook top = new TopOfBook();
        stage.wrap(top, 0);
        assertFalse(sink.isTooLarge());
        assertFalse(top.isInexact());
        assertValue("12345678901", top.bidQuantity(), top.quantityScale());
        assertValue("0.5", top.askQuantity(), top.quantityScale());
    }

    @Test
    void shouldRoundTheFinerSideOfAQuoteAndSaySoWhereNoScaleHoldsBoth()
    {
        quote(99_999_999_999_999_999L, 0, 1, 0, 125, 2, 1, 0);
        final TopOfBook top = new TopOfBook();
        stage.wrap(top, 0);
        assertFalse(sink.isTooLarge());
        assertTrue(top.isInexact());
        assertValue("99999999999999999", top.bidPrice(), top.priceScale());
        assertValue("1.2", top.askPrice(), top.priceScale());
    }

    private static void assertValue(final String expected, final long mantissa, final int scale)
    {
        assertEquals(0, new BigDecimal(expected).compareTo(BigDecimal.valueOf(mantissa, scale)));
    }

    @Test
    void shouldStageAnInstrumentButNotInsideABook()
    {
        assertTrue(sink.stageInstrument(3, SYMBOL, 0, SYMBOL.length));
        final InstrumentDefinition definition = new InstrumentDefinition();
        stage.wrap(definition, 0);
        assertEquals("BTCUSDT", definition.symbol());
        assertEquals(3, definition.instrumentId());
        sink.onBookStart();
        assertFalse(sink.stageInstrument(4, SYMBOL, 0, SYMBOL.length));
        assertFalse(sink.isTooLarge());
    }

    @Test
    void shouldKnowOnlyStreamsThatAreOurs()
    {
        assertFalse(sink.onStream(NAME, 0, NAME.length - 1));
        assertFalse(sink.hasStream());
        assertTrue(sink.onStream(NAME, 0, NAME.length));
        assertTrue(sink.hasStream());
        sink.beginFrame(5, 1_000);
        assertFalse(sink.hasStream());
    }

    @Test
    void shouldAllocateNothing() throws Exception
    {
        stageFrames(20_000);
        assertEquals(0, AllocationMeter.leastBytes(() -> stageFrames(12_500))); // 80 levels each: a million
    }

    private void stageFrames(final int count)
    {
        final EventHeader header = book;
        for (int frame = 0; frame < count; frame++)
        {
            sink.beginFrame(5, frame);
            sink.onStream(NAME, 0, NAME.length);
            sink.onBookStart();
            for (int i = 0; i < 40; i++)
            {
                sink.onBid(frame + i, i & 3, i, 2);
            }
            for (int i = 0; i < 40; i++)
            {
                sink.onAsk(frame + i, 2, i, i & 3);
            }
            sink.onBookEnd(BookSink.UPDATE, 3, 0, frame, frame + 1, frame - 1, false);
            trade(frame);
            quote(1, 0, 1, 0, 2, 2, 3, 1);
            stage.wrap(header, 0);
            if (stage.slotCount() != 4 || header.firstSequence() != frame)
            {
                throw new AssertionError("staged " + stage.slotCount());
            }
        }
    }

    private void trade(final long id)
    {
        sink.onTrade(3, 1, 0, 1, 0, id, TradeSink.AGGRESSOR_BUY, TradeSink.KIND_BOOK, 0, false);
    }

    private void quote(
        final long bid,
        final int bidScale,
        final long bidQuantity,
        final int bidQuantityScale,
        final long ask,
        final int askScale,
        final long askQuantity,
        final int askQuantityScale)
    {
        sink.onTopOfBook(3, bid, bidScale, bidQuantity, bidQuantityScale, ask, askScale, askQuantity, askQuantityScale,
            900, 55, false);
    }
}
