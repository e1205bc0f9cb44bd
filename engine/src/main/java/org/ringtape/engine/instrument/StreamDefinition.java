package org.ringtape.engine.instrument;

import org.ringtape.engine.event.ContinuityRule;

/**
 * One subscription's data. Its id becomes another's once it is retired; see {@link StreamTable#isCurrent}.
 *
 * @param id           dense, 0 …
 * @param generation   which life of the id this is, 1 …
 * @param venueId      number of the venue
 * @param instrumentId its instrument, or {@link org.ringtape.engine.event.EventLayout#NO_ID} if it carries several
 * @param name         the venue's text for it
 * @param rule         how its events must join
 */
public record StreamDefinition(
    int id, int generation, int venueId, int instrumentId, String name, ContinuityRule rule)
{
    /** A stream in the first life of its id. */
    public StreamDefinition(
        final int id, final int venueId, final int instrumentId, final String name, final ContinuityRule rule)
    {
        this(id, 1, venueId, instrumentId, name, rule);
    }
}
