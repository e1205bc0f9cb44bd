package org.ringtape.feeds.venue;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The venues at hand: every {@link VenueModule} that jars on the class path name. Immutable; any thread.
 */
public final class VenueModules
{
    private static VenueModules installed;

    private final Map<String, VenueModule> byLabel = new LinkedHashMap<>();
    private final Map<Integer, VenueModule> byId = new HashMap<>();

    private VenueModules(final Collection<VenueModule> modules)
    {
        modules.stream().sorted(Comparator.comparing(VenueModule::venue)).forEach(this::add);
    }

    /**
     * What stands beside this library; looked for once.
     *
     * @throws ServiceConfigurationError as {@link #of(ClassLoader)}
     */
    public static synchronized VenueModules installed()
    {
        if (installed == null)
        {
            installed = of(VenueModules.class.getClassLoader());
        }
        return installed;
    }

    /**
     * What a class loader finds.
     *
     * @throws ServiceConfigurationError if a module that is named cannot be made, and as {@link #of(Collection)}
     */
    public static VenueModules of(final ClassLoader loader)
    {
        return of(ServiceLoader.load(VenueModule.class, loader).stream().map(ServiceLoader.Provider::get).toList());
    }

    /**
     * Those given.
     *
     * @throws ServiceConfigurationError naming two modules that have the same number or name
     */
    public static VenueModules of(final Collection<VenueModule> modules)
    {
        return new VenueModules(modules);
    }

    /** All, by number. */
    public Collection<VenueModule> all()
    {
        return Collections.unmodifiableCollection(byLabel.values());
    }

    /** The venues of all, by number. */
    public List<Venue> venues()
    {
        return byLabel.values().stream().map(VenueModule::venue).toList();
    }

    /**
     * The module of a name.
     *
     * @throws IllegalArgumentException naming the venues that there are
     */
    public VenueModule of(final String label)
    {
        final VenueModule module = byLabel.get(label);
        if (module == null)
        {
            throw new IllegalArgumentException("unknown venue '" + label + "'; known: " + labels());
        }
        return module;
    }

    /**
     * The module of a venue.
     *
     * @throws IllegalArgumentException naming the venues that there are
     */
    public VenueModule of(final Venue venue)
    {
        return of(venue.label());
    }

    /** Name of the venue of a number; one without a module, which its host feeds by itself, is called by its number. */
    public String labelOf(final int venueId)
    {
        final VenueModule module = byId.get(venueId);
        return module == null ? "venue-" + venueId : module.venue().label();
    }

    /**
     * Makes sure that nobody takes a venue without a module for another one: events carry its number alone.
     *
     * @throws IllegalStateException if a module has its number and another name, or its name and another number
     */
    public void requireDistinct(final Venue venue)
    {
        final VenueModule sameId = byId.get(venue.id());
        final VenueModule sameLabel = byLabel.get(venue.label());
        for (final VenueModule other : new VenueModule[] {sameId, sameLabel})
        {
            if (other != null && !other.venue().equals(venue))
            {
                throw new IllegalStateException("venue " + venue.label() + " (" + venue.id() +
                    ") would be taken for " + other.venue().label() + " (" + other.venue().id() + ")");
            }
        }
    }

    /** All names, for messages. */
    public String labels()
    {
        return byLabel.isEmpty() ? "none" : byLabel.keySet().stream().collect(Collectors.joining(", "));
    }

    private void add(final VenueModule module)
    {
        final Venue venue = module.venue();
        final VenueModule sameLabel = byLabel.putIfAbsent(venue.label(), module);
        final VenueModule sameId = byId.putIfAbsent(venue.id(), module);
        final VenueModule other = sameLabel == null ? sameId : sameLabel;
        if (other != null)
        {
            throw new ServiceConfigurationError("two modules of venue " + venue.label() + " (" + venue.id() + ") and " +
                other.venue().label() + " (" + other.venue().id() + "): " + module.getClass().getName() + ", " +
                other.getClass().getName());
        }
    }
}
