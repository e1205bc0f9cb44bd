package org.ringtape.bench.cli.live;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;
import org.ringtape.bench.cli.OneLine;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.VenueSession;

/**
 * Shows a run while it goes on: redrawn in place on a terminal, one line a second elsewhere. The command's thread.
 */
final class LiveView
{
    private static final double NS_PER_S = 1e9;
    private static final long LINE_PERIOD_NS = 1_000_000_000L;
    private static final int DEPTH = 3;
    private static final int MAX_TRADES = 4;
    private static final int SECONDS_AN_EXAMPLE = 2;
    private static final String ESCAPE = "\u001b[";

    private final LiveRun run;
    private final PrintWriter out;
    private final boolean terminal;
    private final int rows = rowsOf(System.getenv("LINES"));
    private long lastNs;
    private long lastFrames;
    private double framesPerSecond;

    LiveView(final LiveRun run, final PrintWriter out, final boolean terminal)
    {
        this.run = run;
        this.out = out;
        this.terminal = terminal;
        if (terminal)
        {
            // A screen of its own, without cursor; lines that are too long are cut, else they would push others down.
            out.print(ESCAPE + "?1049h" + ESCAPE + "?25l" + ESCAPE + "?7l");
        }
    }

    /** True if output goes to a terminal that understands more than plain lines. */
    static boolean isTerminal()
    {
        final String kind = System.getenv("TERM");
        return System.console() != null && kind != null && !kind.equals("dumb");
    }

    /** Shows how things stand; to be called a few times a second. */
    void update()
    {
        final long nowNs = run.elapsedNs();
        final long frames = run.total(PipelineCounter.FRAMES_RECEIVED);
        if (nowNs - lastNs >= LINE_PERIOD_NS)
        {
            framesPerSecond = (frames - lastFrames) * NS_PER_S / (nowNs - lastNs);
            lastNs = nowNs;
            lastFrames = frames;
            if (!terminal)
            {
                out.println(RunReport.line(run, framesPerSecond));
                out.flush();
            }
        }
        if (terminal)
        {
            draw();
        }
    }

    /** Gives the terminal back. */
    void end()
    {
        if (terminal)
        {
            out.print(ESCAPE + "?7h" + ESCAPE + "?25h" + ESCAPE + "?1049l");
            out.flush();
        }
    }

    private void draw()
    {
        final StringBuilder screen = new StringBuilder(ESCAPE + "H");
        line(screen, ESCAPE + "1mringtape" + ESCAPE + "0m   " + RunReport.line(run, framesPerSecond));
        line(screen, "");
        sessions(screen);
        final MarketPicture picture = run.board().picture();
        final List<MarketPicture.Book> books = picture.books();
        if (!books.isEmpty())
        {
            book(screen, books.get(0));
        }
        MarketPicture.firstOfEachVenue(books, MarketPicture.Book::venue).forEach((book) -> top(screen, book));
        others(screen, books);
        kinds(screen, picture.kinds());
        line(screen, "trades");
        picture.trades().stream().limit(MAX_TRADES).forEach((print) -> line(screen, String.format(
            "  %-24s %-7s %14s × %s", OneLine.of(print.symbol()), print.side(), print.price(), print.quantity())));
        line(screen, "");
        latencies(screen);
        line(screen, "");
        line(screen, "Ctrl-C ends");
        out.print(fitting(screen, rows) + ESCAPE + 'J');
        out.flush();
    }

    /** The lines that a terminal has room for: one more, and everything would move up. */
    static String fitting(final CharSequence screen, final int rows)
    {
        final String[] lines = screen.toString().split("(?<=\\n)");
        final String shown = String.join("", List.of(lines).subList(0, Math.min(lines.length, rows)));
        return lines.length < rows ? shown : shown.stripTrailing();
    }

    /** Rows of the terminal as the script found them; without it, as many as there may be. */
    private static int rowsOf(final String lines)
    {
        return lines != null && lines.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(lines) : Integer.MAX_VALUE;
    }

    private void sessions(final StringBuilder screen)
    {
        final Map<Integer, MarketBoard.SessionLine> lines = run.board().sessions();
        for (final VenueSession session : run.feeds().sessions())
        {
            final MarketBoard.SessionLine state = lines.getOrDefault(
                session.identity().sessionId(), MarketBoard.SessionLine.NONE);
            line(screen, String.format("  %-24s %.90s", session.identity().name(), state));
        }
        line(screen, "");
    }

    private static void book(final StringBuilder screen, final MarketPicture.Book book)
    {
        line(screen, String.format("%s  %s  %d + %d levels%s", OneLine.of(book.symbol()), book.standing().state(),
            book.bidLevels(), book.askLevels(), book.standing().crossed() ? "  CROSSED" : ""));
        for (int i = 0; i < DEPTH; i++)
        {
            line(screen, String.format("  %14s %14s │ %-14s %-14s",
                MarketPicture.cell(book.bids(), i, 1), MarketPicture.cell(book.bids(), i, 0),
                MarketPicture.cell(book.asks(), i, 0), MarketPicture.cell(book.asks(), i, 1)));
        }
        line(screen, "");
    }

    private static void top(final StringBuilder screen, final MarketPicture.Book book)
    {
        line(screen, String.format("%-22s %-34.34s %-9s %12s × %-12s %d + %d levels",
            book.venue(), OneLine.of(book.symbol()), book.standing().state(), MarketPicture.cell(book.bids(), 0, 0),
            MarketPicture.cell(book.asks(), 0, 0), book.bidLevels(), book.askLevels()));
    }

    private static void others(final StringBuilder screen, final List<MarketPicture.Book> books)
    {
        final long live = books.stream().filter(MarketPicture.Book::isLive).count();
        line(screen, live + " of " + books.size() + " books live");
        line(screen, "");
    }

    /** Of each venue what came how often, and an example of the kind that is its turn now. */
    private void kinds(final StringBuilder screen, final List<MarketPicture.Kind> kinds)
    {
        for (final MarketPicture.Kind first : MarketPicture.firstOfEachVenue(kinds, MarketPicture.Kind::venue))
        {
            final List<MarketPicture.Kind> own =
                kinds.stream().filter((kind) -> kind.venue().equals(first.venue())).toList();
            line(screen, String.format("%-22s %s", first.venue(), own.stream()
                .map((kind) -> String.format(Locale.ROOT, "%s %,d", kind.type(), kind.count()))
                .collect(Collectors.joining("  "))));
            final MarketPicture.Kind turn = own.get((int)(lastNs / LINE_PERIOD_NS / SECONDS_AN_EXAMPLE % own.size()));
            line(screen, String.format("%-22s   %s: %.80s", "", turn.type(), OneLine.of(turn.example())));
        }
        line(screen, "");
    }

    private void latencies(final StringBuilder screen)
    {
        for (final Map.Entry<String, Histogram> stage : run.board().latencies().histograms().entrySet())
        {
            final Histogram histogram = stage.getValue();
            line(screen, String.format(Locale.ROOT, "  %-22s p50 %8.1f   p99 %8.1f   p99.9 %8.1f   max %9.1f µs",
                stage.getKey(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3));
        }
    }

    private static void line(final StringBuilder screen, final String text)
    {
        screen.append(text).append(ESCAPE).append("K\r\n");
    }
}
