package org.ringtape.bench.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.cli.book.BookStanding;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.control.SessionState;

/** What holds, and the words where it does not. */
final class VerdictTest
{
    private static final BookStanding LIVE = new BookStanding(BookState.LIVE, null, true, false);

    private final Verdict verdict = new Verdict();

    @Test
    void shouldHoldWhenAllIsLive()
    {
        verdict.session("v/1", SessionState.LIVE, "");
        verdict.book("a", LIVE, "");
        assertEquals(Optional.empty(), verdict.reason());
    }

    @Test
    void shouldNameEverySessionThatIsNotLiveWithItsWordsFailedOnesFirst()
    {
        verdict.session("v/1", SessionState.BACKING_OFF, "upgrade refused: 503");
        verdict.session("v/2", SessionState.STALE, "");
        verdict.session("v/3", SessionState.FAILED, "no such key");
        assertEquals("session v/3 is FAILED (no such key); session v/1 is BACKING_OFF (upgrade refused: 503), " +
            "session v/2 is STALE", verdict.reason().orElseThrow());
    }

    @Test
    void shouldCountBooksThatAreNotLiveAndNameAFew()
    {
        verdict.book("a", LIVE, "");
        verdict.book("b", new BookStanding(BookState.GAPPED, "LOSS", true, false), "503 Busy");
        verdict.book("c", new BookStanding(BookState.AWAITING_SNAPSHOT, "NO_DATA", false, false), "");
        verdict.book("d", new BookStanding(BookState.LIVE, null, true, true), "");
        verdict.book("e", new BookStanding(BookState.STALE, null, true, false), "");
        assertEquals("4 of 5 books are not right: b is GAPPED (LOSS): 503 Busy, c is AWAITING_SNAPSHOT (NO_DATA) and " +
            "never was live, d is LIVE and crossed and 1 more", verdict.reason().orElseThrow());
    }

    @Test
    void shouldNameWhatTheVenueDoesNotGiveAndWhateverElseMustNotBe()
    {
        verdict.refusedStream("x@trade");
        verdict.fault("3 frames\nwere dropped");
        assertEquals("not granted: x@trade; 3 frames\\nwere dropped", verdict.reason().orElseThrow());
    }
}
