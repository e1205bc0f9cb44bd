package org.ringtape.bench.latency.source;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Whose frames a series is made of. */
public enum VenueMix
{
    /** Diffs of one busy book of Binance USD-M futures, about 1 KB each. */
    BINANCE_USDM("binance-usdm"),
    /** All finished venues in turn: diffs, images, best quotes, trades and mark prices on five connections. */
    MIXED("mixed");

    private final String label;

    VenueMix(final String label)
    {
        this.label = label;
    }

    /** Name in options and result files. */
    public String label()
    {
        return label;
    }

    /**
     * The mix of a name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static VenueMix of(final String label)
    {
        return Arrays.stream(values()).filter((mix) -> mix.label.equals(label)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such venues '" + label + "'; there are " +
                Arrays.stream(values()).map(VenueMix::label).collect(Collectors.joining(", "))));
    }
}
