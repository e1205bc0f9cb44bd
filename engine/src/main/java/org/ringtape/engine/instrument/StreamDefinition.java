package org.ringtape.engine.instrument;

import org.ringtape.engine.event.ContinuityRule;

/**
 * One subscription's data.
 *
 * @param id           dense, 0 …
 * @param venueId      number of the venue
 * @param instrumentId its instrument, or {@link org.ringtape.engine.event.EventLayout#NO_ID} if it carries several
 * @param name         the venue's text for it
 * @param rule         how its events must join
 */
public record StreamDefinition(int id, int venueId, int instrumentId, String name, ContinuityRule rule)
{
}
