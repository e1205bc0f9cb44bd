package org.ringtape.engine.instrument;

/**
 * One tradable thing at one venue.
 *
 * @param id      dense, 0 …
 * @param venueId number of the venue
 * @param symbol  the venue's text for it
 */
public record Instrument(int id, int venueId, String symbol)
{
}
