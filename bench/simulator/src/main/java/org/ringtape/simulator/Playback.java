package org.ringtape.simulator;

import java.util.function.BooleanSupplier;

/**
 * A recording behind its venue's simulator, which adds nothing to it; it plays once everything it holds is subscribed
 * to.
 *
 * @param simulator    not started yet
 * @param onLive       to be run when the client is live: where the simulator cannot know what all there is
 * @param isFinished   true once the last frame was sent
 * @param isBodyAtWork true while a REST body that was served may still make a book live
 */
public record Playback(
    VenueSimulator simulator, Runnable onLive, BooleanSupplier isFinished, BooleanSupplier isBodyAtWork)
{
    /** A playback that begins by itself, of a venue without REST bodies. */
    public Playback(final VenueSimulator simulator, final BooleanSupplier isFinished)
    {
        this(simulator, () ->
        {
        }, isFinished, () -> false);
    }
}
