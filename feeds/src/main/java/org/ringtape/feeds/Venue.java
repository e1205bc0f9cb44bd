package org.ringtape.feeds;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The venues that this version can feed from. Numbers are stable: they stand in events. */
public enum Venue
{
    /** Binance European options, v2 streams. */
    BINANCE_OPTIONS(1, "binance-options"),
    /** Binance USD-M futures; also reads recordings of COIN-M futures, whose frames are the same. */
    BINANCE_USDM(2, "binance-usdm"),
    /** Binance European options, the retired streams. */
    BINANCE_OPTIONS_LEGACY(3, "binance-options-legacy"),
    /** Kiyotaka, market data of many exchanges. */
    KIYOTAKA(4, "kiyotaka"),
    /** Vatic, target prices of windows. */
    VATIC(5, "vatic");

    private final int id;
    private final String label;

    Venue(final int id, final String label)
    {
        this.id = id;
        this.label = label;
    }

    /** Number of the venue in events. */
    public int id()
    {
        return id;
    }

    /** Name of the venue in commands and configuration. */
    public String label()
    {
        return label;
    }

    /**
     * The venue of a name.
     *
     * @throws IllegalArgumentException naming the venues that there are
     */
    public static Venue of(final String label)
    {
        return Arrays.stream(values())
            .filter((venue) -> venue.label.equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(
                "unknown venue '" + label + "'; known: " + labels()));
    }

    /** The venue of a number. */
    public static Venue of(final int id)
    {
        return Arrays.stream(values())
            .filter((venue) -> venue.id == id)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown venue number " + id));
    }

    /** All names, for messages. */
    public static String labels()
    {
        return Arrays.stream(values()).map(Venue::label).collect(Collectors.joining(", "));
    }
}
