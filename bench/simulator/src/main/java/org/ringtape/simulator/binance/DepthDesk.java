package org.ringtape.simulator.binance;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.TrueBook;

import java.util.List;
import java.util.Optional;

/** Answers depth requests: with the market's book, or with what a fault makes of it. REST threads. */
final class DepthDesk
{
    private static final List<FaultKind> LIES = List.of(FaultKind.AHEAD_SNAPSHOT, FaultKind.SWAPPED_SNAPSHOT,
        FaultKind.FOREIGN_SNAPSHOT, FaultKind.CACHED_SNAPSHOT, FaultKind.SHORT_SNAPSHOT);
    private static final long AHEAD = 1_000_000_000;
    private static final long SHORT_LEVELS = 5;

    private final MarketSource market;
    private final FaultBoard faults;
    private final RestartedIds ids;
    private final PastBooks past;

    DepthDesk(final MarketSource market, final FaultBoard faults, final RestartedIds ids, final PastBooks past)
    {
        this.market = market;
        this.faults = faults;
        this.ids = ids;
        this.past = past;
    }

    /** Answers a request; may wait. @return the answer, empty if the book did not become available in time */
    Optional<DepthAnswer> answer(final String symbol, final int limit, final DepthDialect dialect)
        throws InterruptedException
    {
        final Optional<byte[]> lie = lie(symbol, limit, dialect);
        final Optional<DepthAnswer> answer = lie.isPresent() ? lie.map(DepthAnswer::of) :
            market.depth(new DepthRequest(symbol, limit, dialect, isStale(symbol)));
        // The numbers are asked for behind the book: one that counts anew must not be told in the former numbers.
        return answer.map((told) -> new DepthAnswer(ids.told(symbol, told.body()), told.sent()));
    }

    private boolean isStale(final String symbol)
    {
        final boolean stale = faults.due(FaultKind.STALE_SNAPSHOT, symbol).isPresent();
        if (stale)
        {
            faults.record(FaultKind.STALE_SNAPSHOT, symbol, MarketFrame.NO_UPDATE_ID);
        }
        return stale;
    }

    private Optional<byte[]> lie(final String symbol, final int limit, final DepthDialect dialect)
    {
        for (final FaultKind kind : LIES)
        {
            final Optional<Fault> fault = faults.due(kind, symbol);
            final Optional<TrueBook> book =
                fault.flatMap((due) -> market.trueBook(symbol).flatMap((truth) -> told(due, truth)));
            if (book.isPresent())
            {
                faults.record(kind, symbol, MarketFrame.NO_UPDATE_ID);
                return book.map((told) -> dialect.body(told, limit));
            }
        }
        return Optional.empty();
    }

    private Optional<TrueBook> told(final Fault fault, final TrueBook truth)
    {
        final String symbol = truth.symbol();
        final long id = truth.lastUpdateId();
        return switch (fault.kind())
        {
            case AHEAD_SNAPSHOT -> Optional.of(
                new TrueBook(symbol, id + AHEAD, truth.timeMs(), truth.bids(), truth.asks()));
            case SWAPPED_SNAPSHOT -> Optional.of(
                new TrueBook(symbol, id, truth.timeMs(), truth.asks(), truth.bids()));
            case FOREIGN_SNAPSHOT -> another(symbol).map((other) ->
                new TrueBook(symbol, id, truth.timeMs(), other.bids(), other.asks()));
            case CACHED_SNAPSHOT -> Optional.of(
                past.ago(symbol, fault.number(Fault.MILLISECONDS, PastBooks.DEFAULT_MS)).orElse(truth));
            default -> Optional.of(truth.best((int)fault.number(Fault.LEVELS, SHORT_LEVELS)));
        };
    }

    /** @return the book of the first other symbol, empty if there is none. */
    private Optional<TrueBook> another(final String symbol)
    {
        return market.symbols().stream().filter((name) -> !name.equals(symbol)).sorted()
            .flatMap((name) -> market.trueBook(name).stream()).findFirst();
    }
}
