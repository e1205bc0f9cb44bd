package org.ringtape.engine.instrument;

/**
 * One tradable thing at one venue. Its id becomes another's once it is retired: whoever keeps one asks
 * {@link InstrumentTable#isCurrent} before it looks anything up by the id.
 *
 * @param id         dense, 0 …
 * @param generation which life of the id this is, 1 …
 * @param venueId    number of the venue
 * @param symbol     the venue's text for it
 */
public record Instrument(int id, int generation, int venueId, String symbol)
{
}
