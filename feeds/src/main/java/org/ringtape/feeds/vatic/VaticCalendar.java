package org.ringtape.feeds.vatic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.codecs.vatic.WindowCalendar;

/**
 * Begins and ends of windows: the short intervals by the UTC clock, four hours and a day by the wall clock of US
 * Eastern. Known from 1970 to 2100. Immutable, any thread; only its making allocates.
 *
 * <p>Eastern is the zone America/New_York with daylight saving, which the vendor says only as "US Eastern": INFERRED.
 * The clocks change at two in the morning, never at a boundary, so each boundary has exactly one instant.
 */
public final class VaticCalendar implements WindowCalendar
{
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    /** The one there needs to be; behind what its making reads. */
    public static final VaticCalendar INSTANCE = new VaticCalendar();

    private final long lastNs = ns(LAST);
    private final long firstOffsetNs;
    /** When the clocks change, ascending, epoch nanoseconds. */
    private final long[] changesNs;
    /** Local time minus UTC from each change on. */
    private final long[] offsetsNs;

    private VaticCalendar()
    {
        final ZoneRules rules = ZoneId.of("America/New_York").getRules();
        firstOffsetNs = TimeUnit.SECONDS.toNanos(rules.getOffset(Instant.EPOCH).getTotalSeconds());
        final List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
        while (change != null && change.getInstant().isBefore(LAST))
        {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        changesNs = changes.stream().mapToLong((each) -> ns(each.getInstant())).toArray();
        offsetsNs = changes.stream()
            .mapToLong((each) -> TimeUnit.SECONDS.toNanos(each.getOffsetAfter().getTotalSeconds()))
            .toArray();
    }

    @Override
    public long startNs(final VaticInterval interval, final long instantNs)
    {
        if (instantNs < 0 || instantNs >= lastNs)
        {
            return DecimalRow.ABSENT;
        }
        if (!isEastern(interval))
        {
            return instantNs - instantNs % interval.nominalNs();
        }
        final long localNs = instantNs + offsetNs(instantNs);
        // The first hours of 1970 belong to a window of 1969.
        return localNs < 0 ? DecimalRow.ABSENT : instantOf(localNs - localNs % interval.nominalNs(), instantNs);
    }

    @Override
    public long endNs(final VaticInterval interval, final long startNs)
    {
        if (startNs(interval, startNs) != startNs || startNs == DecimalRow.ABSENT)
        {
            return DecimalRow.ABSENT;
        }
        if (!isEastern(interval))
        {
            return startNs + interval.nominalNs();
        }
        return instantOf(startNs + offsetNs(startNs) + interval.nominalNs(), startNs + interval.nominalNs());
    }

    private static boolean isEastern(final VaticInterval interval)
    {
        return interval == VaticInterval.FOUR_HOURS || interval == VaticInterval.DAY;
    }

    /**
     * Instant of a boundary on the wall clock.
     *
     * @param nearNs an instant at most a day away, so that its offset is wrong by one change at most
     */
    private long instantOf(final long localNs, final long nearNs)
    {
        final long guessNs = localNs - offsetNs(nearNs);
        return localNs - offsetNs(guessNs);
    }

    private long offsetNs(final long instantNs)
    {
        int low = 0;
        int high = changesNs.length;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (changesNs[middle] <= instantNs)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low == 0 ? firstOffsetNs : offsetsNs[low - 1];
    }

    private static long ns(final Instant instant)
    {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond());
    }
}
