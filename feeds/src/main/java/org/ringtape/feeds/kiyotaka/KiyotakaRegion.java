package org.ringtape.feeds.kiyotaka;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the vendor serves its streams. Source: page "Connecting". */
public enum KiyotakaRegion
{
    /** Singapore. */
    SINGAPORE("wss://ap-sin3.ws.api.kiyotaka.ai/"),
    /** Europe. */
    EUROPE("wss://eu-de3.ws.api.kiyotaka.ai/");

    private final URI base;

    KiyotakaRegion(final String base)
    {
        this.base = URI.create(base);
    }

    /** Base address; the path of a family is added. */
    public URI base()
    {
        return base;
    }

    /** Name in configuration. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The region of a name, in either case.
     *
     * @throws IllegalArgumentException naming the regions that there are
     */
    public static KiyotakaRegion of(final String label)
    {
        return Arrays.stream(values())
            .filter((region) -> region.label().equalsIgnoreCase(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown region '" + label + "'; known: " +
                Arrays.stream(values()).map(KiyotakaRegion::label).collect(Collectors.joining(", "))));
    }
}
