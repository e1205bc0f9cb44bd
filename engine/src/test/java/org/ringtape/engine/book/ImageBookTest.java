package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.BookState.GAPPED;
import static org.ringtape.engine.event.BookState.LIVE;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_BUCKETED;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.BookEvents.Level;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Images without sequences, and images of buckets. */
final class ImageBookTest
{
    private final BookScenario scenario = new BookScenario();
    private final BookEvents events = scenario.events;

    @Test
    void shouldOrderImagesWithoutSequencesByVenueTime()
    {
        image(100, bid(10, 1));
        image(99, bid(9, 1));
        assertEquals(10, scenario.book().bestBidPrice());
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_DUPLICATE);
        image(100, bid(11, 1));
        assertEquals(11, scenario.book().bestBidPrice());
        image(0, bid(12, 1));
        assertEquals(12, scenario.book().bestBidPrice());
        image(50, bid(13, 1));
        assertEquals(13, scenario.book().bestBidPrice());
        scenario.expect(LIVE, ABSENT);
        scenario.expectCount(4, PipelineCounter.BOOK_UPDATES_APPLIED);
    }

    @Test
    void shouldOrderAnewAfterReconnect()
    {
        image(100, bid(10, 1));
        events.sessionEpoch++;
        events.status(SessionState.SUBSCRIBING);
        scenario.expect(GAPPED, ABSENT);
        image(50, bid(9, 1));
        assertEquals(9, scenario.book().bestBidPrice());
        scenario.expect(LIVE, ABSENT);
    }

    @Test
    void shouldRefuseImageOfTheFarFutureAndTakeTheNext()
    {
        final long year = 365L * 24 * 3_600 * 1_000_000_000L;
        image(100, bid(10, 1));
        events.receiveNs = events.nowNs;
        image(20 * year, bid(11, 1));
        assertEquals(10, scenario.book().bestBidPrice());
        scenario.expectCount(1, PipelineCounter.EVENTS_BEYOND_CLOCK);
        scenario.expect(LIVE, ABSENT);
        image(101, bid(12, 1));
        assertEquals(12, scenario.book().bestBidPrice());
    }

    @Test
    void shouldDropLevelsWithoutQuantity()
    {
        image(100, bid(10, 1), bid(9, 0), ask(11, 0), ask(12, 2));
        assertEquals(1, scenario.book().bids().levels());
        assertEquals(12, scenario.book().bestAskPrice());
        assertEquals(1, scenario.book().asks().levels());
    }

    @Test
    void shouldTakeLockedAndCrossedBuckets()
    {
        bucketed(1, bid(100, 1), bid(90, 1), ask(100, 2), ask(110, 1));
        bucketed(2, bid(110, 1), bid(90, 1), ask(100, 2), ask(110, 1));
        scenario.expect(LIVE, ABSENT);
        assertTrue(scenario.book().isCrossed());
        scenario.expectCount(0, PipelineCounter.CROSSED_BOOKS);
        scenario.expectRequests();
        image(30, bid(110, 1), ask(100, 2));
        scenario.expectCount(1, PipelineCounter.CROSSED_BOOKS);
    }

    @Test
    void shouldRefuseBucketsOutOfOrderAndKeepTheFormerContent()
    {
        final List<Level[]> wrong = List.of(
            new Level[]{bid(90, 1), bid(100, 1)},
            new Level[]{bid(90, 1), bid(90, 1)},
            new Level[]{ask(110, 1), ask(100, 1)},
            new Level[]{bid(90, 1), ask(110, 0), ask(110, 1)});
        for (final Level[] levels : wrong)
        {
            bucketed(1, bid(99, 5), ask(101, 5));
            scenario.expect(LIVE, ABSENT);
            bucketed(2, levels);
            scenario.expect(GAPPED, ABSENT);
            assertEquals(99, scenario.book().bestBidPrice());
            assertEquals(101, scenario.book().bestAskPrice());
            assertEquals(GAPPED, events.slot.bookState());
        }
        scenario.expectCount(wrong.size(), PipelineCounter.IMAGES_REFUSED);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        bucketed(3, bid(98, 5));
        scenario.expect(LIVE, ABSENT);
        assertFalse(scenario.book().hasAsks());
    }

    @Test
    void shouldSayGappedIfLaterChunkIsOutOfOrder()
    {
        bucketed(1, bid(99, 5), ask(101, 5));
        events.levelsPerChunk = 2;
        bucketed(2, bid(100, 1), bid(90, 1), bid(95, 1), bid(80, 1), ask(110, 1), ask(120, 1));
        scenario.expect(GAPPED, ABSENT);
        scenario.expectCount(1, PipelineCounter.IMAGES_REFUSED);
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_APPLIED);
        bucketed(3, bid(100, 1), bid(90, 1), bid(85, 1), ask(110, 1), ask(120, 1), ask(121, 3));
        scenario.expect(LIVE, ABSENT);
        assertEquals(3, scenario.book().bids().levels());
        assertEquals(3, scenario.book().asks().levels());
    }

    @Test
    void shouldCompareChunksOfDifferentScale()
    {
        chunk(FLAG_BEGIN, 0, bid(100, 1), bid(90, 1));
        chunk(FLAG_END, 2, bid(8999, 1), ask(11000, 1));
        scenario.expect(LIVE, ABSENT);
        assertEquals(3, scenario.book().bids().levels());
        chunk(FLAG_BEGIN, 0, bid(100, 1), bid(90, 1));
        chunk(FLAG_END, 2, bid(9000, 1));
        scenario.expect(GAPPED, ABSENT);
        scenario.expectCount(1, PipelineCounter.IMAGES_REFUSED);
    }

    @Test
    void shouldNotAskForOrderOfImagesThatAreNoBuckets()
    {
        image(10, bid(90, 1), bid(100, 1), ask(120, 1), ask(110, 1));
        scenario.expect(LIVE, ABSENT);
        assertEquals(100, scenario.book().bestBidPrice());
        scenario.expectCount(0, PipelineCounter.IMAGES_REFUSED);
    }

    @Test
    void shouldReportRuleThatIsNotKnownThoughItsEventHasChunks()
    {
        events.levelsPerChunk = 1;
        events.event(ContinuityRule.TIMED, 0, STREAM, ABSENT, 5, List.of(bid(1, 1), bid(2, 1), bid(3, 1)));
        assertEquals(1, scenario.errors.size());
        assertTrue(scenario.errors.get(0).getMessage().contains("its rule is TIMED"));
    }

    private void chunk(final int edge, final int scale, final Level... levels)
    {
        events.priceScale = scale;
        events.chunk(ContinuityRule.IMAGE, FLAG_IMAGE | FLAG_BUCKETED | edge, STREAM, ABSENT, ABSENT, List.of(levels));
    }

    /** The scenario derives the venue time from the sequence, of which there is none here. */
    private void image(final long venueTimeNs, final Level... levels)
    {
        publish(0, venueTimeNs, levels);
    }

    private void bucketed(final long venueTimeNs, final Level... levels)
    {
        publish(FLAG_BUCKETED, venueTimeNs, levels);
    }

    private void publish(final int flags, final long venueTimeNs, final Level... levels)
    {
        events.venueTimeNs = venueTimeNs;
        events.event(ContinuityRule.IMAGE, FLAG_IMAGE | flags, STREAM, ABSENT, ABSENT, List.of(levels));
    }
}
