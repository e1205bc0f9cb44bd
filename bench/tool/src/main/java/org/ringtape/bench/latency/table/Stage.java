package org.ringtape.bench.latency.table;

import org.ringtape.bench.latency.source.Timeline;

/** A part of a frame's way, between two points of the {@link Timeline}. */
public enum Stage
{
    /** From the plan to the listener: what counts. */
    TOTAL("total", false),
    /** From the payload being complete to its decoding. */
    SOCKET_DECODED("socket-decoded", true),
    /** From there to its place in the ring. */
    DECODED_PUBLISHED("decoded-published", true),
    /** From there to the market thread's having picked it up. */
    PUBLISHED_HANDLED("published-handled", true),
    /** From there, through book or tape, to the listener. */
    HANDLED_LISTENER("handled-listener", true),
    /** From the plan to the sender's handing it over: how late the sender itself was. */
    SEND_LAG("send-lag", false);

    private final String label;
    private final boolean inside;

    Stage(final String label, final boolean inside)
    {
        this.label = label;
        this.inside = inside;
    }

    /** Name in result files. */
    public String label()
    {
        return label;
    }

    /** True if it is measured inside Ringtape, so the naive pipeline has none. */
    public boolean isInside()
    {
        return inside;
    }

    /** When the stage began for a frame; 0 if it never did. */
    long fromNs(final Timeline timeline, final int frame, final long plannedNs)
    {
        switch (this)
        {
            case SOCKET_DECODED:
                return timeline.received[frame];
            case DECODED_PUBLISHED:
                return timeline.decoded[frame];
            case PUBLISHED_HANDLED:
                return timeline.published[frame];
            case HANDLED_LISTENER:
                return timeline.picked[frame];
            default:
                return plannedNs;
        }
    }

    /** When it ended; 0 if it never did. */
    long toNs(final Timeline timeline, final int frame)
    {
        switch (this)
        {
            case SOCKET_DECODED:
                return timeline.decoded[frame];
            case DECODED_PUBLISHED:
                return timeline.published[frame];
            case PUBLISHED_HANDLED:
                return timeline.picked[frame];
            case SEND_LAG:
                return timeline.sent[frame];
            default:
                return timeline.heard[frame];
        }
    }
}
