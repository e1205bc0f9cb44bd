package org.ringtape.bench.latency.table;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.HdrHistogram.Histogram;
import org.ringtape.bench.latency.ReceiveRun;
import org.ringtape.bench.latency.source.LoopbackKey;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;

/**
 * What each way to receive costs and gains, in one run: blocking and spinning reads; plain TCP, TLS by the JDK, TLS by
 * Conscrypt if its jar is there. One frame of 125 bytes at a time over loopback, as a venue sends them, each a TLS
 * record of its own; the server's end is always the JDK's.
 *
 * <pre>
 *  nanoTime ─► stamped into the payload ─► write ... read ─► onFrame ─► nanoTime
 * </pre>
 *
 * The latency is the difference of the two readings: write, kernel, wake-up, TLS, framing. At both rates nearly
 * every frame is a read of its own, so bytes a frame are bytes a read.
 */
public final class ReceiveTable
{
    /** One frame a millisecond: the receiver sleeps, or spins in vain, between any two. */
    public static final int SPARSE_PER_SECOND = 1_000;
    /** One frame each 100 µs. */
    public static final int STEADY_PER_SECOND = 10_000;
    /** Value of {@code tls} for a connection without. */
    public static final String PLAIN = "plain";

    private ReceiveTable()
    {
    }

    /**
     * Measures all rows, one after the other, on the calling thread, which sends.
     *
     * @param eachRow time for which each row's frames are sent; its connection is warmed up before
     * @return a map a row: {@code receive} and {@code tls} by label, {@code ratePerSecond}, {@code frames}, {@code
     *     p50Ns}, {@code p99Ns}, {@code maxNs}, {@code cpuPercent} of one core that the receiver thread used, {@code
     *     bytesPerFrame} that it allocated, {@code cores} of this machine. On fewer than two, spinning means nothing
     * @throws IOException if loopback or keytool fails, or frames are lost
     */
    public static List<Map<String, Object>> measure(final Duration eachRow) throws IOException
    {
        final LoopbackKey key = LoopbackKey.make();
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final String tls : tls())
        {
            final SSLContext server = tls.equals(PLAIN) ? null : key.serverContext();
            final SSLContext client = tls.equals(PLAIN) ? null : key.clientContext(TlsProvider.of(tls));
            for (final ReceiveMode mode : ReceiveMode.values())
            {
                try (ReceiveRun run = new ReceiveRun(mode, server, client))
                {
                    run.warmUp();
                    rows.add(row(run, tls, mode, SPARSE_PER_SECOND, eachRow));
                    rows.add(row(run, tls, mode, STEADY_PER_SECOND, eachRow));
                }
            }
        }
        return rows;
    }

    private static List<String> tls()
    {
        final List<String> labels = new ArrayList<>(List.of(PLAIN, TlsProvider.JDK.label()));
        try
        {
            labels.add(TlsProvider.CONSCRYPT.require().label());
        }
        catch (final IllegalStateException e)
        {
            return labels; // the jar is optional, and so are its rows
        }
        return labels;
    }

    private static Map<String, Object> row(
        final ReceiveRun run, final String tls, final ReceiveMode mode, final int ratePerSecond, final Duration time)
        throws IOException
    {
        final int frames = Math.max(1, (int)(ratePerSecond * time.toMillis() / 1_000));
        run.measure(frames, ratePerSecond);
        final Histogram latency = run.latency();
        final Map<String, Object> row = new LinkedHashMap<>();
        row.put("receive", mode.label());
        row.put("tls", tls);
        row.put("ratePerSecond", ratePerSecond);
        row.put("frames", latency.getTotalCount());
        row.put("p50Ns", latency.getValueAtPercentile(50));
        row.put("p99Ns", latency.getValueAtPercentile(99));
        row.put("maxNs", latency.getMaxValue());
        row.put("cpuPercent", Math.round(1_000.0 * run.cpuNs() / run.tookNs()) / 10.0);
        row.put("bytesPerFrame", Math.round(10.0 * run.allocatedBytes() / frames) / 10.0);
        row.put("cores", Runtime.getRuntime().availableProcessors());
        return row;
    }
}
