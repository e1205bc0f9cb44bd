package org.ringtape.feeds.venue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that a venue has and we read.
 *
 * @param channels shapes of stream names, in the spelling of the venue's feed, or of requests such as
 *                 {@code GET /path}: {@code <…>} stands for a value or one of several, {@code […]} may be absent
 * @param types    names of the types of event it arrives as, each perhaps with a word behind it
 * @param basis    where we know its frames from (documented, observed), and what of them is inferred
 */
public record Capability(List<String> channels, Set<String> types, String basis)
{
    /** Keeps its own copies; types are in order. */
    public Capability
    {
        channels = List.copyOf(channels);
        types = Collections.unmodifiableSet(new TreeSet<>(types));
    }

    /** One channel that arrives as one type. */
    public static Capability of(final String channel, final String type, final String basis)
    {
        return new Capability(List.of(channel), Set.of(type), basis);
    }
}
