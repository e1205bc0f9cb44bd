package org.ringtape.simulator.fault;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which faults have candidates at which venue; elsewhere a fault would be at work for ever and never happen. */
public final class VenueFaults
{
    /** Where books come as images, and nothing over REST. */
    public static final Set<FaultKind> BINANCE_IMAGES = Collections.unmodifiableSet(EnumSet.of(
        FaultKind.DISCONNECT, FaultKind.CLOSE, FaultKind.SILENCE, FaultKind.SHUFFLED_KEYS, FaultKind.EXTRA_KEYS,
        FaultKind.BLANKS, FaultKind.REFUSE_UPGRADE, FaultKind.REJECT_SUBSCRIBE, FaultKind.BIG_MARK_FRAME));

    /** Where books come as diffs and REST bodies. */
    public static final Set<FaultKind> BINANCE = with(BINANCE_IMAGES,
        FaultKind.LOST_DIFF, FaultKind.DUPLICATE_DIFF, FaultKind.SWAPPED_DIFFS, FaultKind.ZERO_SPELLING,
        FaultKind.STALE_SNAPSHOT, FaultKind.SNAPSHOT_ERROR, FaultKind.SLOW_SNAPSHOT,
        FaultKind.AHEAD_SNAPSHOT, FaultKind.SWAPPED_SNAPSHOT, FaultKind.FOREIGN_SNAPSHOT, FaultKind.CACHED_SNAPSHOT,
        FaultKind.SHORT_SNAPSHOT, FaultKind.RESTARTED_IDS, FaultKind.FUTURE_ID, FaultKind.FUTURE_TIME,
        FaultKind.REPEATED_DIFFS, FaultKind.CUT_FRAME, FaultKind.CUT_FRAME_EARLY);

    private static final Set<FaultKind> OTHERS = EnumSet.of(
        FaultKind.DISCONNECT, FaultKind.CLOSE, FaultKind.SILENCE, FaultKind.STALL, FaultKind.SHUFFLED_KEYS,
        FaultKind.EXTRA_KEYS, FaultKind.BLANKS, FaultKind.QUOTED_NUMBERS, FaultKind.MALFORMED_FRAME,
        FaultKind.REFUSE_UPGRADE, FaultKind.REJECT_SUBSCRIBE);

    /** Kiyotaka. */
    public static final Set<FaultKind> KIYOTAKA = with(OTHERS,
        FaultKind.MALFORMED_POINT, FaultKind.BATCHED_POINTS, FaultKind.OLD_BOOK, FaultKind.CORRUPT_BROTLI,
        FaultKind.NO_AUTH_REPLY, FaultKind.AUTH_CLOSE, FaultKind.DUPLICATE_TRADE);

    /** Vatic. */
    public static final Set<FaultKind> VATIC = with(OTHERS,
        FaultKind.SNAPSHOT_ERROR, FaultKind.WINDOW_ERROR, FaultKind.LATE_WINDOW, FaultKind.DUPLICATE_WINDOW,
        FaultKind.CORRECTED_WINDOW, FaultKind.LOST_WINDOW, FaultKind.DISCRIMINATOR_LAST, FaultKind.PARTIAL_GRANT);

    private VenueFaults()
    {
    }

    private static Set<FaultKind> with(final Set<FaultKind> some, final FaultKind... more)
    {
        final EnumSet<FaultKind> all = EnumSet.copyOf(some);
        Collections.addAll(all, more);
        return Collections.unmodifiableSet(all);
    }
}
