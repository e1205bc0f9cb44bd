package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.BookState.GAPPED;
import static org.ringtape.engine.event.BookState.LIVE;
import static org.ringtape.engine.event.BookState.STALE;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Streams that are silent while their connection lives, and events left out of a frame. */
final class SilentStreamTest
{
    @Test
    void shouldMarkChainedBookStaleUntilItsNextUpdateThatChains()
    {
        final BookScenario scenario = BookScenario.live();
        scenario.events.loss(STREAM, LossCause.STREAM_SILENT);
        scenario.expect(STALE, 110);
        scenario.events.status(SessionState.LIVE);
        scenario.expect(STALE, 110);
        scenario.events.update(STREAM, 100, 105, bid(1, 1));
        scenario.expect(STALE, 110);
        scenario.events.update(STREAM, 110, 120, bid(1002, 1));
        scenario.expect(LIVE, 120);
        scenario.expectTold("LIVE to STALE", "STALE to LIVE", "book 7 at 120");
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests();
    }

    @Test
    void shouldNotLiftSilenceByLifeOfTheSessionAfterItsOwnSilence()
    {
        final BookScenario scenario = BookScenario.live();
        scenario.events.loss(STREAM, LossCause.STREAM_SILENT);
        scenario.events.status(SessionState.STALE);
        scenario.events.status(SessionState.LIVE);
        scenario.expect(STALE, 110);
    }

    @Test
    void shouldGapIfTheUpdateAfterTheSilenceDoesNotChain()
    {
        final BookScenario scenario = BookScenario.live();
        scenario.events.loss(STREAM, LossCause.STREAM_SILENT);
        scenario.events.update(STREAM, 120, 130, bid(1002, 1));
        scenario.expect(GAPPED, 110);
        scenario.events.snapshot(STREAM, 125, bid(1000, 1), ask(1100, 1));
        scenario.expect(LIVE, 130);
    }

    @Test
    void shouldStayStaleOnSnapshotWhileTheStreamIsSilent()
    {
        final BookScenario scenario = BookScenario.gapped();
        scenario.events.loss(STREAM, LossCause.MALFORMED_EVENT);
        scenario.events.loss(STREAM, LossCause.STREAM_SILENT);
        scenario.expect(GAPPED, 110);
        scenario.events.snapshot(STREAM, 140, bid(1000, 1), ask(1100, 1));
        scenario.expect(STALE, 140);
        scenario.events.update(STREAM, 130, 150, bid(1001, 1));
        scenario.expect(LIVE, 150);
    }

    @Test
    void shouldMarkImageBookStaleUntilItsNextImage()
    {
        final BookScenario scenario = new BookScenario();
        scenario.events.image(STREAM, 10, bid(1, 1));
        scenario.events.loss(STREAM + 1, LossCause.STREAM_SILENT);
        scenario.expect(LIVE, 10);
        scenario.events.loss(STREAM, LossCause.STREAM_SILENT);
        scenario.expect(STALE, 10);
        scenario.events.image(STREAM, 11, bid(2, 1));
        scenario.expect(LIVE, 11);
        scenario.events.loss(NO_ID, LossCause.STREAM_SILENT);
        scenario.expect(STALE, 11);
    }

    @Test
    void shouldGapImageBookOnMalformedEventUntilItsNextImage()
    {
        final BookScenario scenario = new BookScenario();
        scenario.events.image(STREAM, 10, bid(1, 1));
        scenario.events.loss(STREAM, LossCause.MALFORMED_EVENT);
        scenario.expect(GAPPED, 10);
        assertEquals(1, scenario.book().bestBidPrice());
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.events.image(STREAM, 11, bid(2, 1));
        scenario.expect(LIVE, 11);
        scenario.events.loss(NO_ID, LossCause.MALFORMED_EVENT);
        scenario.expect(GAPPED, 11);
    }

    @Test
    void shouldResyncChainedBookAfterMalformedEvent()
    {
        final BookScenario scenario = BookScenario.live();
        scenario.events.loss(STREAM + 1, LossCause.MALFORMED_EVENT);
        scenario.expect(LIVE, 110);
        scenario.events.loss(STREAM, LossCause.MALFORMED_EVENT);
        scenario.expect(GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests(ResyncReason.LOSS);
    }
}
