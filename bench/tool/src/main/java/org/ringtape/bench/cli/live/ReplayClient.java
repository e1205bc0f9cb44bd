package org.ringtape.bench.cli.live;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.ringtape.bench.cli.book.BookWatch;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.status.PipelineCounter;

/** How far a pipeline is with what a simulator has sent it. Any thread. */
public final class ReplayClient
{
    /** Every frame ends in exactly one of these, once its events are in the ring. */
    private static final List<PipelineCounter> OUTCOMES = List.of(
        PipelineCounter.FRAMES_DECODED,
        PipelineCounter.FRAMES_PARTIAL,
        PipelineCounter.FRAMES_IGNORED,
        PipelineCounter.FRAMES_MALFORMED,
        PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT,
        PipelineCounter.FRAMES_TOO_LARGE);

    /** The first one that ends after a look may have begun before it. */
    private static final int WHOLE_CYCLES = 2;
    private static final int LOOKS = 100;
    private static final long LOOK_NS = 1_000_000;

    /** Writer: the command's thread, once. */
    private volatile LiveRun run;
    /** Writer: the command's thread, before {@link #run}. */
    private VenueSimulator simulator;

    /** Says who plays for whom. Until then nothing is handled and every book needs everything. */
    void watch(final VenueSimulator player, final LiveRun launched)
    {
        simulator = player;
        run = launched;
    }

    /** True if everything that was sent has arrived, and everything that arrived is handled. */
    boolean hasHandledAll()
    {
        final LiveRun now = run;
        return now != null && outcomes(now) >= simulator.statistics().framesSent() && isRingEmpty(now.board());
    }

    /** True if the market thread, soon, went through a whole cycle that began after this call and found nothing. */
    private static boolean isRingEmpty(final MarketBoard board)
    {
        final long before = board.idleCycles();
        for (int i = 0; i < LOOKS && board.idleCycles() - before < WHOLE_CYCLES; i++)
        {
            LockSupport.parkNanos(LOOK_NS);
        }
        return board.idleCycles() - before >= WHOLE_CYCLES;
    }

    /** True unless all books of a symbol that begin with a REST body are live after everything that was sent. */
    boolean needsBody(final String symbol)
    {
        return !hasHandledAll() || !isEveryBookLive(symbol);
    }

    /** True if all books that begin with a REST body are live. */
    boolean isEveryBookLive()
    {
        return isEveryBookLive(null);
    }

    private boolean isEveryBookLive(final String symbol)
    {
        final LiveRun now = run;
        final StreamTable streams = now.pipeline().streams();
        for (int id = 0; id < streams.limit(); id++)
        {
            final StreamDefinition stream = streams.stream(id);
            if (stream != null && stream.rule() == ContinuityRule.CHAINED && BookWatch.isBook(stream) &&
                now.pipeline().bookState(id) != BookState.LIVE && (symbol == null || symbol.equals(
                    now.pipeline().instruments().instrument(stream.instrumentId()).symbol())))
            {
                return false;
            }
        }
        return true;
    }

    private static long outcomes(final LiveRun run)
    {
        return OUTCOMES.stream().mapToLong(run::total).sum();
    }
}
