package org.ringtape.bench.latency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.ringtape.bench.latency.source.PlannedSchedule;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.latency.table.LatencyReport;
import org.ringtape.bench.latency.table.MachineProbe;
import org.ringtape.bench.latency.table.SeriesKey;
import org.ringtape.bench.latency.table.SeriesResult;
import org.ringtape.bench.latency.table.Verdicts;
import org.ringtape.bench.results.MachineFacts;

/**
 * Measures latencies, open loop, and checks the results of what it measured.
 * <pre>
 *                 ┌─ memory ─► session receiver ─┐
 * planned frames ─┤                              ├─► decoder ─► ring ─► market thread ─► listener     ringtape
 *                 └─ socket ─► transport ────────┘
 *                 ┌─ memory ─────────────────────┐
 *                 ┤                              ├─► Jackson ─► BigDecimal ─► queue ─► TreeMap ─► listener   naive
 *                 └─ socket ─► stock client ─────┘
 * </pre>
 * Each series has pipelines, sockets and books of its own. The calling thread drives; senders spin on theirs.
 */
public final class LatencyHarness
{
    private static final long WARM_UP_RATE = 20_000;
    private static final long HEAP_SHARE = 4;

    private final HarnessSettings settings;
    private final HarnessThreads threads = new HarnessThreads(Runtime.getRuntime().availableProcessors());
    private final BooleanSupplier stopped;
    private final Consumer<String> progress;
    private final List<String> excluded = new ArrayList<>();
    private final List<SeriesResult> results = new ArrayList<>();

    /**
     * A harness.
     *
     * @param stopped  true once the run is to be ended early; any thread may ask
     * @param progress told what is being done, in short lines
     */
    public LatencyHarness(
        final HarnessSettings settings, final BooleanSupplier stopped, final Consumer<String> progress)
    {
        this.settings = settings;
        this.stopped = stopped;
        this.progress = progress;
    }

    /**
     * Runs everything.
     *
     * @param command that repeats the run
     * @param tables  measured beside it, by their name in {@code run.json}
     * @throws HarnessException if the warm-up fails: then nothing can be measured
     */
    public LatencyReport run(final String command, final Map<String, List<Map<String, Object>>> tables)
    {
        final Instant started = Instant.now();
        progress.accept("probing the machine");
        final MachineProbe probe = MachineProbe.of(settings.probeSeconds(), stopped);
        final SeriesRunner runner = new SeriesRunner(threads, stopped);
        excluded.add(String.format(Locale.ROOT, "warm-up: a series of %.1f s at %,d/s of each kind is run before " +
            "and not recorded, and the first %.1f s of each series do not count",
            settings.warmUpSeconds(), WARM_UP_RATE, settings.warmUpSeconds()));
        excluded.add("the venue's and the network's share: senders are on the same machine, without TLS");
        for (final VenueMix mix : settings.venues())
        {
            warmUp(runner, mix);
            for (final long rate : settings.rates())
            {
                sweep(runner, mix, rate);
            }
        }
        final int cores = Runtime.getRuntime().availableProcessors();
        final List<String> verdicts = new Verdicts(probe, cores).sentences(threads.isPinned());
        results.stream().filter(SeriesResult::isSaturated).forEach((result) -> verdicts.add(saturated(result)));
        results.stream().filter((result) -> !result.problem().isEmpty())
            .forEach((result) -> verdicts.add("wrong: " + result.key().label() + ": " + result.problem()));
        results.stream().filter((result) -> result.dropped() > 0).forEach((result) -> verdicts.add(dropped(result)));
        return new LatencyReport(started, command, MachineFacts.read(), probe, cores, HarnessThreads.SPINNING,
            threads.isPinned(), verdicts, List.copyOf(excluded), List.copyOf(results), tables, !stopped.getAsBoolean());
    }

    private void warmUp(final SeriesRunner runner, final VenueMix mix)
    {
        final PreparedFrames frames = prepare(mix, WARM_UP_RATE, settings.warmUpSeconds());
        for (final String path : settings.paths())
        {
            for (final String name : settings.names())
            {
                if (frames.count() > 0 && !stopped.getAsBoolean())
                {
                    progress.accept("warm-up: " + name + ", " + path + ", " + mix.label());
                    runner.run(new SeriesKey(name, path, mix, WARM_UP_RATE, PlannedSchedule.EVEN), frames, 0);
                }
            }
        }
    }

    private void sweep(final SeriesRunner runner, final VenueMix mix, final long rate)
    {
        if (stopped.getAsBoolean())
        {
            return;
        }
        final double wanted = settings.seconds() + settings.warmUpSeconds();
        final PreparedFrames frames = prepare(mix, rate, wanted);
        if (frames.count() < new PlannedSchedule(rate, PlannedSchedule.EVEN).framesIn(wanted))
        {
            excluded.add(String.format(Locale.ROOT, "%s at %,d/s: only %.1f of %.1f s, whose frames fill the memory " +
                "allowed", mix.label(), rate, (double)frames.count() / rate, wanted));
        }
        for (final int burst : settings.bursts() ? List.of(PlannedSchedule.EVEN, PlannedSchedule.BURST) :
            List.of(PlannedSchedule.EVEN))
        {
            for (final String path : settings.paths())
            {
                for (final String name : settings.names())
                {
                    measure(runner, new SeriesKey(name, path, mix, rate, burst), frames);
                }
            }
        }
    }

    private void measure(final SeriesRunner runner, final SeriesKey key, final PreparedFrames frames)
    {
        if (stopped.getAsBoolean())
        {
            return;
        }
        progress.accept(String.format(Locale.ROOT, "%s, %s, %s: %,d frames a second%s", key.name(), key.path(),
            key.venues().label(), key.ratePerSecond(), key.burst() > 1 ? " in bursts" : ""));
        try
        {
            final SeriesResult result = runner.run(key, frames, warmUpFrames(frames));
            if (result != null)
            {
                results.add(result);
            }
        }
        catch (final HarnessException e)
        {
            results.add(SeriesResult.failed(key, frames, e.getMessage())); // the other series are still worth running
        }
    }

    private PreparedFrames prepare(final VenueMix mix, final long rate, final double seconds)
    {
        final long wanted = new PlannedSchedule(rate, PlannedSchedule.EVEN).framesIn(seconds);
        final long mostBytes = Math.min(settings.mostBytes(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        return PreparedFrames.of(mix, settings.seed(), Math.toIntExact(wanted), mostBytes);
    }

    /** Of a series that memory makes shorter, the same part is warm-up. */
    private int warmUpFrames(final PreparedFrames frames)
    {
        return (int)(frames.count() * settings.warmUpSeconds() / (settings.warmUpSeconds() + settings.seconds()));
    }

    private static String dropped(final SeriesResult result)
    {
        return String.format(Locale.ROOT, "%s: the ring was full, %,d frames were dropped and %,d never told because " +
            "they came behind a gap; the latencies are of those that came through",
            result.key().label(), result.dropped(), result.withheld());
    }

    private static String saturated(final SeriesResult result)
    {
        return String.format(Locale.ROOT, "%s could not keep up with %,d/s (%s, %s%s): cut off after %,d of %,d " +
            "frames, its latencies are lower bounds", result.key().name(), result.key().ratePerSecond(),
            result.key().path(), result.key().venues().label(), result.key().burst() > 1 ? ", bursts" : "",
            result.sent(), result.planned());
    }
}
