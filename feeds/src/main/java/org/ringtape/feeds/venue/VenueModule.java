package org.ringtape.feeds.venue;

import java.util.List;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.session.SessionLimits;

/**
 * All that makes one venue known: its jar names an implementation in
 * {@code META-INF/services/org.ringtape.feeds.venue.VenueModule}, and commands and configuration files know it by its
 * name as they know ours. Implementations have a public constructor without parameters and no state; any thread may
 * call them.
 */
public interface VenueModule
{
    /** Its number and its name, both of which no other module may have. */
    Venue venue();

    /** A new builder of its feeds, with the venue's own addresses and no streams; it also names the settings. */
    FeedBuilder newFeed();

    /** How its frames are read where nothing is connected. */
    VenueCodec codec();

    /** What holds for one connection of its, as far as that does not depend on the streams it carries; a copy. */
    SessionLimits limits();

    /** What can be subscribed to or asked for, and as which events it arrives. */
    List<Capability> capabilities();
}
