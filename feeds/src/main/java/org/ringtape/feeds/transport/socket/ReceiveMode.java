package org.ringtape.feeds.transport.socket;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a receiver thread waits for bytes. */
public enum ReceiveMode
{
    /** Blocks in the socket's read: no CPU while nothing comes, a wake-up by the kernel for each read. */
    BLOCKING,
    /** Polls a non-blocking channel: no wake-up, and a core of its own for as long as the connection lives. */
    SPINNING;

    /** Name in configuration and commands: {@code blocking} or {@code spinning}. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode of a name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static ReceiveMode of(final String label)
    {
        return Arrays.stream(values())
            .filter((mode) -> mode.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown receive mode '" + label + "'; known: " +
                Arrays.stream(values()).map(ReceiveMode::label).collect(Collectors.joining(", "))));
    }
}
