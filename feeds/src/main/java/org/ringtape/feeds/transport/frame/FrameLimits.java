package org.ringtape.feeds.transport.frame;

import org.ringtape.feeds.transport.CloseCode;

/**
 * Bounds of what a peer may make us hold; beyond them the connection ends with {@link CloseCode#TOO_BIG}.
 *
 * @param maxFrameBytes   payload of one frame
 * @param maxMessageBytes payload of one message, all fragments together
 * @param maxFragments    frames of one message; bounds an endless run of empty ones
 */
public record FrameLimits(int maxFrameBytes, int maxMessageBytes, int maxFragments)
{
    /** 16 MiB a frame and a message, 16,384 fragments. */
    public static final FrameLimits DEFAULT = new FrameLimits(16 << 20, 16 << 20, 16 << 10);

    private static final int MAX_BYTES = 1 << 30;

    /** Checks that each bound is at least 125 bytes, or 1 fragment, and that none can overflow an array. */
    public FrameLimits
    {
        requireBetween("maxFrameBytes", maxFrameBytes, FrameParser.MAX_CONTROL_PAYLOAD, MAX_BYTES);
        requireBetween("maxMessageBytes", maxMessageBytes, FrameParser.MAX_CONTROL_PAYLOAD, MAX_BYTES);
        requireBetween("maxFragments", maxFragments, 1, Integer.MAX_VALUE);
    }

    public static void requireBetween(final String name, final int value, final int low, final int high)
    {
        if (value < low || value > high)
        {
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + ": " + value);
        }
    }
}
