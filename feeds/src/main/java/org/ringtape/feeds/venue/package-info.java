/**
 * What a venue must bring to be known by its name: a {@link org.ringtape.feeds.venue.VenueModule} that its jar names,
 * found by {@link org.ringtape.feeds.venue.VenueModules}. Nothing here or elsewhere lists venues; {@code VENUES.md}
 * beside this module says how one is written.
 *
 * <p>Control path, any thread.
 */
package org.ringtape.feeds.venue;
