package org.ringtape.simulator.vatic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The venue's intervals and where their windows begin. Source: the vendor's page "WebSocket". */
public enum VaticInterval
{
    /** Every five minutes. */
    MIN_5("5min", 300, 0, "5m"),
    /** Every quarter of an hour. */
    MIN_15("15min", 900, 0, "15m"),
    /** Every hour. */
    HOUR_1("1hour", 3600, 0, "1h", "1hr"),
    /** At 00, 04, 08, 12, 16 and 20 h US Eastern. */
    HOUR_4("4hour", 0, 4, "4h"),
    /** At midnight US Eastern. */
    DAILY("daily", 0, 24, "day");

    private static final ZoneId EASTERN = ZoneId.of("America/New_York");

    private final String label;
    private final long seconds;
    private final int easternHours;
    private final List<String> aliases;

    VaticInterval(final String label, final long seconds, final int easternHours, final String... aliases)
    {
        this.label = label;
        this.seconds = seconds;
        this.easternHours = easternHours;
        this.aliases = List.of(aliases);
    }

    /** @return the name on the wire. */
    public String label()
    {
        return label;
    }

    /** @return the interval of a canonical name. */
    static Optional<VaticInterval> named(final Object name)
    {
        return Arrays.stream(values()).filter(interval -> interval.label.equals(name)).findFirst();
    }

    /** @return the interval of a canonical name or of an alias that the REST side takes. */
    static Optional<VaticInterval> aliased(final String name)
    {
        return Arrays.stream(values())
            .filter(interval -> interval.label.equals(name) || interval.aliases.contains(name)).findFirst();
    }

    /** @return the start of the window that holds the instant; both epoch seconds. */
    public long startOf(final long epochSeconds)
    {
        if (seconds > 0)
        {
            return Math.floorDiv(epochSeconds, seconds) * seconds;
        }
        final LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSeconds), EASTERN);
        return local.toLocalDate().atTime(local.getHour() / easternHours * easternHours, 0)
            .atZone(EASTERN).toEpochSecond();
    }

    /** @return the start of the window after the one that begins at this second. */
    public long next(final long startSeconds)
    {
        if (seconds > 0)
        {
            return startSeconds + seconds;
        }
        // By the wall clock: on the days of a change a window is an hour longer or shorter.
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(startSeconds), EASTERN)
            .plus(Duration.ofHours(easternHours)).atZone(EASTERN).toEpochSecond();
    }
}
