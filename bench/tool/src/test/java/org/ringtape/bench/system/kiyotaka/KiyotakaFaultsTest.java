package org.ringtape.bench.system.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.session.SessionLimits;

/** Whatever goes wrong between Kiyotaka and us, over real sockets: it is told and counted, and all ends right. */
@Timeout(60)
final class KiyotakaFaultsTest
{
    private static final String[] BOOKS = {
        "BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:BTCUSDT?blockSize=25&updateFrequency=100ms&maxDepth=" + KiyotakaLive.DEPTH,
        "BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:ETHUSDT?blockSize=1&updateFrequency=100ms&maxDepth=" + KiyotakaLive.DEPTH};
    private static final String[] TRADES = {
        "TRADE:BINANCE_FUTURES:BTCUSDT", "TRADE:BITMEX:XBTUSD", "TRADE:HYPERLIQUID_FUTURES:HYPE"};
    private static final int SOME_TRADES = 60;
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    @ParameterizedTest
    @ValueSource(strings = {"disconnect", "close:code=1001"})
    void shouldDistrustBooksAtOnceAndTrustTheFirstImagesAfterTheReconnect(final String fault)
    {
        try (KiyotakaLive rig = start(BOOKS))
        {
            awaitBooks(rig);
            rig.inflict(fault);
            // Nothing can take their LIVE away but the end of the connection: the markets stand still.
            rig.await("both books to be distrusted", () -> changes(rig, " LIVE GAPPED") == 2);
            rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitLive();
            assertEquals(0, changes(rig, " GAPPED LIVE"), "a session that is LIVE is not yet a book that is");
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(2, changes(rig, " GAPPED LIVE"));
            assertEquals(2, changes(rig, " LIVE GAPPED"));
            assertEquals(1, rig.watch().losses(LossCause.DISCONNECTED));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldTellOfAnInterruptedTapeOnceAndPassOverWhatCameBefore()
    {
        try (KiyotakaLive rig = start(TRADES))
        {
            awaitTrades(rig, SOME_TRADES);
            rig.simulator().inject(Fault.parse("duplicate-trade:every=1"));
            rig.inflict("disconnect");
            rig.await("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitLive();
            assertEquals(0, rig.watch().interruptions().size(), "a trade that was there before tells nothing");
            final long trades = rig.watch().told(EventType.TRADE);
            awaitTrades(rig, trades + SOME_TRADES);
            rig.await("all tapes", () -> rig.watch().interruptions().size() == TRADES.length);
            assertEquals(Set.of(1L), new HashSet<>(rig.watch().interruptions().values()));
            assertEquals(TRADES.length, rig.happened(FaultKind.DUPLICATE_TRADE));
            assertEquals(TRADES.length, rig.total(PipelineCounter.TRADES_DUPLICATE));
            assertEquals(TRADES.length, rig.total(PipelineCounter.TAPE_INTERRUPTIONS));
            assertEquals(0, (int)rig.ask((context) -> repeatedIds(context.tape(0))));
            rig.await("every trade but the repeated ones",
                () -> rig.total(PipelineCounter.TRADES) == rig.simulator().pointsSent() - TRADES.length);
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldDistrustBooksOfAStalledConnectionAndReconnect()
    {
        try (KiyotakaLive rig = new KiyotakaLive(
            UnaryOperator.identity(),
            (feed) -> feed.streams(BOOKS),
            (limits) -> limits.dataSilenceNs(SILENCE_NS).staleReconnectNs(PATIENCE_NS)))
        {
            awaitBooks(rig);
            rig.inflict("stall");
            rig.awaitMoving("a second connection", () -> rig.total(PipelineCounter.CONNECTS) >= 2);
            assertTrue(rig.watch().hasSeen(SessionState.STALE));
            assertTrue(rig.total(PipelineCounter.STALE_EPISODES) >= 1);
            assertTrue(changes(rig, " LIVE STALE") >= 2, rig.watch().bookChanges()::toString);
            rig.awaitRightBooks(BOOKS.length);
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldGoOnWithoutAnAnswerToTheAuthentication()
    {
        try (KiyotakaLive rig = new KiyotakaLive(
            (venue) -> venue.fault(Fault.parse("no-auth-reply:every=1")),
            (feed) -> feed.streams(BOOKS).streams(TRADES),
            (limits) -> limits.authAnswerNs(PATIENCE_NS)))
        {
            awaitBooks(rig);
            awaitTrades(rig, SOME_TRADES);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(2, rig.happened(FaultKind.NO_AUTH_REPLY));
            assertEquals(2, rig.total(PipelineCounter.CONNECTS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldGoOnWithTheDocumentedAuthentication()
    {
        try (KiyotakaLive rig = start((feed) -> feed.authPlain(true).streams(BOOKS),
            (limits) -> limits.authAnswerNs(PATIENCE_NS)))
        {
            awaitBooks(rig);
            rig.awaitRightBooks(BOOKS.length);
            requireNoOtherHarm(rig);
        }
    }

    /** The second key is what the venue says of any that it does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"a-key-that-is-wrong-0123456789", "INVALID_API_KEY"})
    void shouldBackOffFromARefusedKeyWithoutTellingIt(final String key)
    {
        try (KiyotakaLive rig = start((feed) -> feed.apiKey(() -> key).streams(BOOKS), UnaryOperator.identity()))
        {
            rig.await("a refusal", () -> rig.total(PipelineCounter.CREDENTIALS_REFUSED) == 1);
            rig.await("its end", () -> rig.total(PipelineCounter.DISCONNECTS) == 1);
            rig.await("the state to be told", () -> rig.watch().hasSeen(SessionState.BACKING_OFF));
            assertEquals(List.of(SessionState.BACKING_OFF), rig.states());
            assertEquals(1, rig.simulator().statistics().connectionsOpened());
            assertEquals(1, rig.total(PipelineCounter.CREDENTIALS_REFUSED));
            assertTrue(rig.watch().texts().stream().anyMatch((text) -> text.contains("credentials refused")));
            assertFalse(rig.watch().texts().stream().anyMatch((text) -> text.contains(key)), rig::toString);
            assertEquals(List.of(), rig.errors());
        }
    }

    @Test
    void shouldBackOffWhenARefusedKeyIsAnsweredByACloseOnly()
    {
        try (KiyotakaLive rig = new KiyotakaLive(
            (venue) -> venue.fault(Fault.parse("auth-close:every=1")),
            (feed) -> feed.apiKey(() -> "a-key-that-is-wrong-0123456789").streams(BOOKS),
            UnaryOperator.identity()))
        {
            rig.await("its end", () -> rig.total(PipelineCounter.DISCONNECTS) == 1);
            rig.await("the state to be told", () -> rig.watch().hasSeen(SessionState.BACKING_OFF));
            assertEquals(List.of(SessionState.BACKING_OFF), rig.states());
            assertEquals(1, rig.simulator().statistics().connectionsOpened());
            assertFalse(rig.watch().texts().toString().contains("a-key-that-is-wrong"));
        }
    }

    @Test
    void shouldReceiveTheRestOfABatchWithARefusedChannel()
    {
        try (KiyotakaLive rig = start(
            (feed) -> feed.streams(TRADES).streams("TRADE:BINANCE_FUTURES:NOSUCH", "TRADE:NOWHERE:BTCUSDT"),
            UnaryOperator.identity()))
        {
            rig.await("refusals", () -> rig.total(PipelineCounter.SUBSCRIPTIONS_REFUSED) == 2);
            awaitTrades(rig, SOME_TRADES);
            rig.await("three tapes", () -> rig.ask((context) ->
                IntStream.range(0, context.instruments().size())
                    .filter((id) -> context.tape(id) != null).count()) == TRADES.length);
            assertEquals(3, rig.simulator().statistics().requestErrors(), "the batch, and each bad channel alone");
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldGoOnWithoutCompressionAfterThreeFramesThatCannotBeInflated()
    {
        try (KiyotakaLive rig = start((feed) -> feed.brotli(true).streams(BOOKS), UnaryOperator.identity()))
        {
            awaitBooks(rig);
            rig.simulator().inject(Fault.parse("corrupt-brotli:count=3"));
            rig.awaitMoving("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitLive();
            final long inflated = rig.total(PipelineCounter.BYTES_INFLATED);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(3, rig.total(PipelineCounter.FRAMES_NOT_INFLATED));
            assertEquals(3, rig.total(PipelineCounter.FRAMES_MALFORMED));
            assertEquals(inflated, rig.total(PipelineCounter.BYTES_INFLATED));
            assertEquals(2, rig.total(PipelineCounter.CONNECTS));
            assertEquals(List.of(), rig.errors());
        }
    }

    @Test
    void shouldKeepAConnectionWithTwoFramesThatCannotBeInflated()
    {
        try (KiyotakaLive rig = start((feed) -> feed.brotli(true).streams(BOOKS), UnaryOperator.identity()))
        {
            awaitBooks(rig);
            rig.inflict("corrupt-brotli:count=2");
            rig.awaitMoving("both", () -> rig.total(PipelineCounter.FRAMES_NOT_INFLATED) == 2);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            assertEquals(2, rig.watch().losses(LossCause.MALFORMED_FRAME));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldLeaveOutAPointThatMeansNothing(final long seed)
    {
        try (KiyotakaLive rig = new KiyotakaLive(
            (venue) -> venue.seed(seed), (feed) -> feed.streams(TRADES), UnaryOperator.identity()))
        {
            awaitTrades(rig, SOME_TRADES);
            rig.inflict("malformed-point");
            awaitTrades(rig, 2 * SOME_TRADES);
            rig.await("the rest", () -> rig.total(PipelineCounter.TRADES) == rig.simulator().pointsSent());
            assertEquals(1, rig.total(PipelineCounter.FRAMES_PARTIAL));
            assertEquals(1, rig.total(PipelineCounter.EVENTS_MALFORMED));
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldLoseAFrameThatEndsInItsMiddleAndNothingElse()
    {
        try (KiyotakaLive rig = start((feed) -> feed.streams(TRADES).streams(BOOKS), UnaryOperator.identity()))
        {
            awaitBooks(rig);
            rig.inflict("malformed-frame:count=2");
            rig.awaitMoving("both", () -> rig.total(PipelineCounter.FRAMES_MALFORMED) == 2);
            awaitTrades(rig, rig.total(PipelineCounter.TRADES) + SOME_TRADES);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(2, rig.total(PipelineCounter.CONNECTS));
            assertEquals(0, rig.total(PipelineCounter.DISCONNECTS));
            assertEquals(2, rig.watch().losses(LossCause.MALFORMED_FRAME));
            rig.await("every sound frame to be decoded", () ->
                rig.simulator().statistics().framesSent() - 2 == rig.total(PipelineCounter.FRAMES_DECODED));
            assertEquals(List.of(), rig.errors());
        }
    }

    @Test
    void shouldReconnectAfterTooManyMalformedFrames()
    {
        try (KiyotakaLive rig = start(BOOKS))
        {
            awaitBooks(rig);
            rig.simulator().inject(Fault.parse("malformed-frame:count=6"));
            rig.awaitMoving("a second connection", () -> rig.total(PipelineCounter.CONNECTS) == 2);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(6, rig.total(PipelineCounter.FRAMES_MALFORMED));
        }
    }

    @Test
    void shouldDropAnImageOlderThanTheBook()
    {
        try (KiyotakaLive rig = start(BOOKS))
        {
            awaitBooks(rig);
            rig.inflict("old-book:ms=1500");
            rig.await("it to be dropped", () -> rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE) == 1);
            rig.awaitRightBooks(BOOKS.length);
            assertEquals(1, rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            assertEquals(0, changes(rig, " LIVE STALE"));
            requireNoOtherHarm(rig);
        }
    }

    @ParameterizedTest
    @CsvSource({"shuffled-keys:every=2", "extra-keys:every=2", "quoted-numbers:every=2", "blanks:every=3"})
    void shouldReadOtherSpellingsOfTheSame(final String fault)
    {
        try (KiyotakaLive rig = start((feed) -> feed.streams(TRADES).streams(BOOKS), UnaryOperator.identity()))
        {
            rig.simulator().inject(Fault.parse(fault));
            awaitBooks(rig);
            awaitTrades(rig, SOME_TRADES);
            rig.awaitRightBooks(BOOKS.length);
            assertTrue(rig.simulator().injectedFaults().size() > 10);
            assertEquals(fault.startsWith("extra"), rig.total(PipelineCounter.KEYS_SKIPPED) > 0, rig::toString);
            assertEquals(0, rig.total(PipelineCounter.FRAMES_PARTIAL));
            requireNoOtherHarm(rig);
        }
    }

    @Test
    void shouldTakeFiveHundredPointsAFrame()
    {
        try (KiyotakaLive rig = start(TRADES))
        {
            rig.awaitLive();
            rig.simulator().inject(Fault.parse("batched-points:every=1,elements=500"));
            rig.awaitMoving("two frames", () -> rig.simulator().statistics().framesSent() == 2);
            rig.await("all of it", () -> rig.total(PipelineCounter.TRADES) == rig.simulator().pointsSent());
            assertTrue(rig.total(PipelineCounter.TRADES) >= 1_000);
            assertEquals(0, rig.total(PipelineCounter.FRAMES_TOO_LARGE));
            requireNoOtherHarm(rig);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSurviveEverythingAtOnce(final boolean compressed)
    {
        final String[] faults = {
            "shuffled-keys:every=5", "extra-keys:every=7", "quoted-numbers:every=3", "blanks:every=4",
            "old-book:every=6,seed=1", "malformed-point:every=11,seed=2", "duplicate-trade:every=1",
            "batched-points:every=9,elements=20", "malformed-frame:at=30", "disconnect:at=50",
            "reject-subscribe:at=2", "refuse-upgrade:at=3", "corrupt-brotli:at=40"};
        try (KiyotakaLive rig = new KiyotakaLive(
            (venue) ->
            {
                Arrays.stream(faults).map(Fault::parse).forEach(venue::fault);
                return venue;
            },
            (feed) -> feed.brotli(compressed).streams(TRADES).streams(BOOKS),
            UnaryOperator.identity()))
        {
            awaitBooks(rig);
            rig.awaitMoving("the disconnect", () -> rig.total(PipelineCounter.CONNECTS) == 3);
            awaitTrades(rig, rig.total(PipelineCounter.TRADES) + 10 * SOME_TRADES);
            rig.simulator().clearFaults();
            rig.awaitRightBooks(BOOKS.length);
            final long leftOut = rig.total(PipelineCounter.EVENTS_MALFORMED);
            assertTrue(leftOut > 0 && leftOut <= rig.happened(FaultKind.MALFORMED_POINT), rig::toString);
            assertEquals(1, rig.total(PipelineCounter.CONNECT_FAILURES));
            assertTrue(rig.total(PipelineCounter.BOOK_UPDATES_DUPLICATE) > 0, "old images");
            assertEquals(compressed ? 1 : 0, rig.total(PipelineCounter.FRAMES_NOT_INFLATED));
            for (int id = 0; id < rig.pipeline().instruments().size(); id++)
            {
                final int instrumentId = id;
                final TradeTape tape = rig.ask((context) -> context.tape(instrumentId));
                assertEquals(0, tape == null ? 0 : (int)rig.ask((context) -> repeatedIds(tape)), "trades told twice");
            }
            assertEquals(0, rig.total(PipelineCounter.FRAMES_DROPPED));
            assertEquals(List.of(), rig.errors());
        }
    }

    private static KiyotakaLive start(final String... streams)
    {
        return start((feed) -> feed.streams(streams), UnaryOperator.identity());
    }

    private static KiyotakaLive start(
        final UnaryOperator<KiyotakaFeed> feed, final UnaryOperator<SessionLimits> limits)
    {
        return new KiyotakaLive(UnaryOperator.identity(), feed, limits);
    }

    private static void awaitBooks(final KiyotakaLive rig)
    {
        rig.awaitLive();
        rig.awaitMoving("books", () -> changes(rig, " AWAITING_SNAPSHOT LIVE") == BOOKS.length);
    }

    private static void awaitTrades(final KiyotakaLive rig, final long count)
    {
        rig.awaitMoving("trades", () -> rig.total(PipelineCounter.TRADES) >= count);
    }

    private static long changes(final KiyotakaLive rig, final String change)
    {
        return rig.watch().bookChanges().stream().filter((text) -> text.endsWith(change)).count();
    }

    private static int repeatedIds(final TradeTape tape)
    {
        final Set<String> ids = new HashSet<>();
        for (int n = 0; n < tape.size(); n++)
        {
            ids.add(tape.idHigh(n) + " " + tape.id(n));
        }
        return tape.size() - ids.size();
    }

    private static void requireNoOtherHarm(final KiyotakaLive rig)
    {
        assertEquals(List.of(), rig.errors());
        for (final PipelineCounter counter : List.of(PipelineCounter.FRAMES_DROPPED, PipelineCounter.FRAMES_MALFORMED,
            PipelineCounter.FRAMES_TOO_LARGE, PipelineCounter.IMAGES_REFUSED, PipelineCounter.BOOK_OVERFLOWS,
            PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT, PipelineCounter.LISTENER_ERRORS,
            PipelineCounter.CONDUCTOR_ERRORS, PipelineCounter.CREDENTIALS_REFUSED))
        {
            assertEquals(0, rig.total(counter), counter::toString);
        }
    }
}
