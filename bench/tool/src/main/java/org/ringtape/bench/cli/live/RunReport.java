package org.ringtape.bench.cli.live;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.status.CountersReader;
import org.ringtape.bench.cli.Messages;
import org.ringtape.bench.cli.OneLine;
import org.ringtape.bench.cli.book.FinalState;
import org.ringtape.bench.results.Json;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.LastError;

/**
 * What a run came to: a table for people, or one JSON object of version {@value #VERSION} for programs, with the fields
 * {@code version, holds, reason, seconds, sessions, books, values, crossedBooks, resyncs, counters, latencyNs,
 * stateHash}. Version 3 added {@code holds} and {@code reason}, {@code lastError} and {@code streamErrors} of sessions,
 * {@code reason} and {@code wasLive} of books, and books that were asked for and never came to be.
 */
final class RunReport
{
    static final int VERSION = 3;

    private static final int MAX_BOOKS_SHOWN = 4;
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_US = 1e3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    private final LiveRun run;
    private final FinalState last;
    private final Optional<String> reason;
    private final long resyncs;
    private final Map<Integer, MarketBoard.SessionLine> states;
    private final double seconds;
    private final Map<String, Map<PipelineCounter, Long>> bySession;
    private final Map<String, Histogram> latencies;

    /**
     * A report; counters are those of now, books as they were.
     *
     * @param run    before it is stopped
     * @param last   how it ended
     * @param reason why it does not hold; empty if it does
     */
    RunReport(final LiveRun run, final FinalState last, final Optional<String> reason)
    {
        this.run = run;
        this.last = last;
        this.reason = reason;
        seconds = run.elapsedNs() / NS_PER_S;
        states = Map.copyOf(run.board().sessions());
        resyncs = run.board().resyncs();
        bySession = countersBySession(run.counters().reader(), run.feeds().sessions());
        latencies = run.board().latencies().histograms();
    }

    Map<String, Object> json()
    {
        final List<Object> books = new ArrayList<>();
        last.books().forEach((book) -> books.add(book(book)));
        final Map<String, Object> counters = new TreeMap<>();
        for (final PipelineCounter counter : PipelineCounter.values())
        {
            counters.put(counter.name(), run.total(counter));
        }
        return Json.map(
            "version", VERSION,
            "holds", reason.isEmpty(),
            "reason", reason.orElse(null),
            "seconds", seconds,
            "sessions", sessions(),
            "books", books,
            "values", last.kinds().stream().map((kind) -> Json.map(
                "venue", kind.venue(), "type", kind.type().name(), "count", kind.count())).toList(),
            "crossedBooks", run.board().crossedBooks(),
            "resyncs", resyncs,
            "counters", counters,
            "latencyNs", latencyNs(),
            "stateHash", last.stateHash());
    }

    private static Map<String, Object> book(final FinalState.Book book)
    {
        final MarketPicture.Book top = book.top();
        return Json.map(
            "venue", top.venue(),
            "stream", top.stream(),
            "instrument", top.symbol(),
            "state", top.standing().state().name(),
            "reason", top.standing().reason(),
            "wasLive", top.standing().wasLive(),
            "sequence", book.sequence() == EventLayout.ABSENT ? null : Long.toString(book.sequence()),
            "bidLevels", top.bidLevels(),
            "askLevels", top.askLevels(),
            "bids", top.bids(),
            "asks", top.asks(),
            "sha256", book.sha256());
    }

    private List<Object> sessions()
    {
        final List<Object> sessions = new ArrayList<>();
        bySession.forEach((name, counters) ->
        {
            final Map<String, Object> session = Json.map(
                "name", name,
                "state", stateOf(name).state().name(),
                "lastError", stateOf(name).lastError().isEmpty() ? null : stateOf(name).lastError(),
                "streamErrors", streamErrors(name));
            counters.forEach((counter, value) -> session.put(counter.name(), value));
            sessions.add(session);
        });
        return sessions;
    }

    private List<Object> streamErrors(final String name)
    {
        final List<Object> errors = new ArrayList<>();
        run.feeds().sessions().stream()
            .filter((session) -> session.identity().name().equals(name))
            .flatMap((session) -> session.subscriptions().all().stream())
            .filter((subscription) -> subscription.lastError() != LastError.NONE)
            .forEach((subscription) -> errors.add(Json.map(
                "stream", subscription.stream().name(),
                "status", subscription.lastError().status(),
                "text", subscription.lastError().text())));
        return errors;
    }

    private MarketBoard.SessionLine stateOf(final String name)
    {
        return run.feeds().sessions().stream()
            .filter((session) -> session.identity().name().equals(name))
            .map((session) -> states.get(session.identity().sessionId()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(MarketBoard.SessionLine.NONE);
    }

    private Map<String, Object> latencyNs()
    {
        final Map<String, Object> stages = new LinkedHashMap<>();
        latencies.forEach((stage, histogram) ->
        {
            final Map<String, Object> values = Json.map("count", histogram.getTotalCount());
            for (final double percentile : PERCENTILES)
            {
                values.put("p" + (percentile == (int)percentile ? "" + (int)percentile : "" + percentile),
                    histogram.getValueAtPercentile(percentile));
            }
            stages.put(stage, values);
        });
        return stages;
    }

    /** Tables for people, with the best levels of the first books. */
    void print(final PrintWriter out, final int depth)
    {
        out.printf(Locale.ROOT, "%nSummary after %.1f s%n%n", seconds);
        printStates(out);
        printSessions(out);
        printKinds(out);
        printTops(out, depth);
        printBooks(out);
        printLatencies(out);
        if (run.firstError() != null)
        {
            out.println("first exception: " + Messages.of(run.firstError()));
        }
        out.flush();
    }

    private void printSessions(final PrintWriter out)
    {
        out.printf("%-26s %10s %10s %9s %8s %8s %8s %8s %7s%n",
            "session", "frames", "frames/s", "ignored", "malform.", "dropped", "connects", "stale", "snaps");
        final String row = "%-26s %,10d %,10.0f %,9d %,8d %,8d %,8d %,8d %,7d%n";
        bySession.forEach((name, counters) -> out.printf(Locale.ROOT, row,
            name,
            counters.getOrDefault(PipelineCounter.FRAMES_RECEIVED, 0L),
            counters.getOrDefault(PipelineCounter.FRAMES_RECEIVED, 0L) / Math.max(seconds, 1e-3),
            counters.getOrDefault(PipelineCounter.FRAMES_IGNORED, 0L),
            counters.getOrDefault(PipelineCounter.FRAMES_MALFORMED, 0L),
            counters.getOrDefault(PipelineCounter.FRAMES_DROPPED, 0L),
            counters.getOrDefault(PipelineCounter.CONNECTS, 0L),
            counters.getOrDefault(PipelineCounter.STALE_EPISODES, 0L),
            counters.getOrDefault(PipelineCounter.SNAPSHOT_REQUESTS, 0L)));
    }

    private void printBooks(final PrintWriter out)
    {
        final List<FinalState.Book> books = last.books();
        final long live = books.stream().filter((book) -> book.top().isLive()).count();
        final long levels = books.stream().mapToLong((book) -> book.top().bidLevels() + book.top().askLevels()).sum();
        out.printf(Locale.ROOT,
            "%nbooks %d (%d live, %,d levels)  crossed %d  updates %,d  gaps %d  resyncs %d  duplicates %d%n",
            books.size(), live, levels, run.board().crossedBooks(),
            run.total(PipelineCounter.BOOK_UPDATES_APPLIED), run.total(PipelineCounter.BOOK_GAPS),
            resyncs, run.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
        out.printf(Locale.ROOT, "trades %,d  trade gaps %d  best quotes %,d  losses %d  exceptions %d%n",
            run.total(PipelineCounter.TRADES), run.total(PipelineCounter.TRADE_GAPS),
            run.total(PipelineCounter.TOPS_OF_BOOK), run.total(PipelineCounter.LOSSES),
            run.total(PipelineCounter.LISTENER_ERRORS) + run.total(PipelineCounter.CONDUCTOR_ERRORS));
        out.println("state hash " + last.stateHash());
    }

    private void printStates(final PrintWriter out)
    {
        for (final VenueSession session : run.feeds().sessions())
        {
            out.printf("%-26s %s%n", session.identity().name(), stateOf(session.identity().name()));
        }
        out.println();
    }

    private void printTops(final PrintWriter out, final int depth)
    {
        final List<FinalState.Book> all = last.books();
        final List<FinalState.Book> shown = all.size() <= MAX_BOOKS_SHOWN ? all :
            MarketPicture.firstOfEachVenue(all, (book) -> book.top().venue());
        for (final FinalState.Book one : shown)
        {
            final MarketPicture.Book book = one.top();
            out.printf("%n%s  %s  %s  %s  sha256 %s%n",
                book.venue(), OneLine.of(book.symbol()), OneLine.of(book.stream()), book.standing(), one.sha256());
            for (int row = 0; row < Math.min(depth, Math.max(book.bids().size(), book.asks().size())); row++)
            {
                out.printf("  %14s %14s │ %-14s %-14s%n",
                    MarketPicture.cell(book.bids(), row, 1), MarketPicture.cell(book.bids(), row, 0),
                    MarketPicture.cell(book.asks(), row, 0), MarketPicture.cell(book.asks(), row, 1));
            }
        }
    }

    private void printKinds(final PrintWriter out)
    {
        if (last.kinds().isEmpty())
        {
            return;
        }
        out.printf("%n%-22s %-20s %10s  %s%n", "venue", "event", "count", "last seen");
        last.kinds().forEach((kind) -> out.printf(Locale.ROOT, "%-22s %-20s %,10d  %.80s%n",
            kind.venue(), kind.type(), kind.count(), OneLine.of(kind.example())));
    }

    private void printLatencies(final PrintWriter out)
    {
        out.printf("%n%-22s %10s %9s %9s %9s %9s %9s   (µs)%n",
            "latency", "count", "p50", "p90", "p99", "p99.9", "max");
        latencies.forEach((stage, histogram) -> out.printf(Locale.ROOT, "%-22s %,10d %9.1f %9.1f %9.1f %9.1f %9.1f%n",
            stage, histogram.getTotalCount(), us(histogram, 50), us(histogram, 90), us(histogram, 99),
            us(histogram, 99.9), us(histogram, 100)));
    }

    private static double us(final Histogram histogram, final double percentile)
    {
        return histogram.getValueAtPercentile(percentile) / NS_PER_US;
    }

    private static Map<String, Map<PipelineCounter, Long>> countersBySession(
        final CountersReader reader, final List<VenueSession> sessions)
    {
        final Map<String, Map<PipelineCounter, Long>> result = new LinkedHashMap<>();
        for (final VenueSession session : sessions)
        {
            final Map<PipelineCounter, Long> values = new TreeMap<>();
            reader.forEach((counterId, typeId, key, label) ->
            {
                for (final PipelineCounter counter : PipelineCounter.values())
                {
                    if (counter.id() == typeId && key.getInt(0) == session.identity().sessionId())
                    {
                        values.put(counter, reader.getCounterValue(counterId));
                    }
                }
            });
            result.put(session.identity().name(), values);
        }
        return result;
    }

    /** States of books and sessions in one line, for terminals without a live view. */
    static String line(final LiveRun run, final double framesPerSecond)
    {
        final MarketPicture picture = run.board().picture();
        final long live = picture.books().stream().filter(MarketPicture.Book::isLive).count();
        final long sessions = run.board().sessions().values().stream()
            .filter((session) -> session.state() == SessionState.LIVE).count();
        return String.format(Locale.ROOT,
            "%6.1f s  sessions %d/%d live  books %d/%d live  %,9.0f frames/s  trades %,d  gaps %d  dropped %d",
            run.elapsedNs() / NS_PER_S, sessions, run.feeds().sessions().size(), live, picture.books().size(),
            framesPerSecond, run.total(PipelineCounter.TRADES), run.total(PipelineCounter.BOOK_GAPS),
            run.total(PipelineCounter.FRAMES_DROPPED));
    }
}
