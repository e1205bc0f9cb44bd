package org.ringtape.feeds.vatic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.codecs.vatic.WindowObserver;

/**
 * Which windows the socket has spoken of lately: what the receiver writes down for the conductor. Each entry has one
 * writer, the receiver whose connection carries it, and is stored with release and loaded with acquire order.
 *
 * <p>The last {@value #KEPT} windows of an (asset, interval) have a place each, so that a late message for an older
 * window does not hide the current one.
 */
final class WindowLog implements WindowObserver
{
    private static final int KEPT = 4;
    private static final long NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** How far the venue's clock may run ahead; what begins later is refused by whoever keeps the prices (rule 3). */
    private static final long FUTURE_LIMIT_NS = 2 * NS_PER_SECOND;

    private final List<String> assets;
    private final byte[][] symbols;
    /** Begin in seconds, doubled, plus one if the venue had no price; 0 if nothing was said. */
    private final AtomicLongArray entries;
    /** Time as the conductor last saw it; nothing is in the future before that. Writer: conductor, release order. */
    private final AtomicLong conductorNs = new AtomicLong(Long.MAX_VALUE);

    WindowLog(final List<String> assets)
    {
        this.assets = List.copyOf(assets);
        symbols = assets.stream().map((asset) -> asset.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        entries = new AtomicLongArray(symbols.length * VaticInterval.COUNT * KEPT);
    }

    /** Tells the receiver the time, which it has no clock for. Conductor thread. */
    void time(final long nowNs)
    {
        conductorNs.setRelease(nowNs);
    }

    /**
     * A price is not taken back by an error that comes after it, and a window that has not begun is not known yet: its
     * price will be refused, so it is still to come. Receiver thread.
     */
    @Override
    public void onWindow(
        final byte[] asset,
        final int offset,
        final int length,
        final VaticInterval interval,
        final long startNs,
        final WindowStatus status)
    {
        final int index = indexOf(asset, offset, length);
        if (index < 0 || startNs % NS_PER_SECOND != 0 || startNs - FUTURE_LIMIT_NS > conductorNs.getAcquire())
        {
            return; // no window of the calendar that anybody waits for
        }
        final int place = place(index, interval, startNs);
        final long open = startNs / NS_PER_SECOND << 1;
        if (status == WindowStatus.OPEN || entries.getPlain(place) != open)
        {
            entries.setRelease(place, status == WindowStatus.OPEN ? open : open | 1);
        }
    }

    /** Number of an asset, −1 if nobody subscribed to it. */
    int indexOf(final String asset)
    {
        return assets.indexOf(asset);
    }

    /** What was said of a window: OPEN, FAILED, or DUE if nothing. Any thread. */
    WindowStatus statusOf(final int assetIndex, final VaticInterval interval, final long startNs)
    {
        final long entry = entries.getAcquire(place(assetIndex, interval, startNs));
        if (entry >> 1 != startNs / NS_PER_SECOND)
        {
            return WindowStatus.DUE;
        }
        return (entry & 1) == 0 ? WindowStatus.OPEN : WindowStatus.FAILED;
    }

    private int indexOf(final byte[] asset, final int offset, final int length)
    {
        for (int i = 0; i < symbols.length; i++)
        {
            if (AsciiKeys.matches(asset, offset, length, symbols[i]))
            {
                return i;
            }
        }
        return -1;
    }

    /** Windows that follow one another differ here, also those of 3, 5, 23 and 25 hours. */
    private static int place(final int assetIndex, final VaticInterval interval, final long startNs)
    {
        final int window = (int)(startNs / interval.nominalNs() & KEPT - 1);
        return (assetIndex * VaticInterval.COUNT + interval.ordinal()) * KEPT + window;
    }
}
