package org.ringtape.feeds.publish;

import java.nio.charset.StandardCharsets;

import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.instrument.StreamDefinition;

/**
 * Puts what a stream is in front of its first event on each connection. The staging sink's own; same thread. Allocates
 * once a stream and connection.
 */
public final class StreamDescriptions
{
    private final FrameStaging staging;
    private final DefinedIds described = new DefinedIds();
    private final StreamDescription description = new StreamDescription();

    StreamDescriptions(final FrameStaging staging)
    {
        this.staging = staging;
    }

    void beginFrame(final int epoch)
    {
        described.beginFrame(epoch);
    }

    /** Events of a stream follow. */
    void stage(final StreamDefinition stream)
    {
        if (!described.contains(stream.id(), stream.generation()))
        {
            describe(stream);
        }
    }

    /** What the frame had staged is left out. */
    void discard()
    {
        described.discard();
    }

    void published()
    {
        described.published();
    }

    private void describe(final StreamDefinition stream)
    {
        if (!described.isStaged(stream.id()) && staging.appendSilently(
            description, EventType.STREAM, StreamDescription.BASE_LENGTH, stream.instrumentId(), 0L))
        {
            fill(description, stream);
            described.staged(stream.id(), stream.generation());
        }
    }

    /** Writes what a stream is into an event that has its place in the frame and no more. */
    public static void fill(final StreamDescription description, final StreamDefinition stream)
    {
        description.streamId(stream.id());
        description.instrumentId(stream.instrumentId());
        description.continuityRule(stream.rule());
        description.generation(stream.generation());
        description.scope(StreamDescription.Scope.STREAM);
        description.name(stream.name().getBytes(StandardCharsets.UTF_8));
    }
}
