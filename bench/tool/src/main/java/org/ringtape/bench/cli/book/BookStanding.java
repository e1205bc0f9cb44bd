package org.ringtape.bench.cli.book;

import org.ringtape.engine.event.BookState;

/**
 * Whether a book can be trusted, and could be before.
 *
 * @param state   as the engine says
 * @param reason  name of why it is not live; null where it is, or the state alone says it
 * @param wasLive at some time
 * @param crossed best bid ≥ best ask after the last event, though live
 */
public record BookStanding(BookState state, String reason, boolean wasLive, boolean crossed)
{
    /** True if it is what was asked for. */
    public boolean isRight()
    {
        return state == BookState.LIVE && !crossed;
    }

    /** The standing for a person, such as {@code GAPPED (LOSS)}. */
    @Override
    public String toString()
    {
        return state + (crossed ? " and crossed" : "") + (reason == null ? "" : " (" + reason + ")") +
            (wasLive ? "" : " and never was live");
    }
}
