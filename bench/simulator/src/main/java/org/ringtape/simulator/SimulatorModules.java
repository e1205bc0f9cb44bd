package org.ringtape.simulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The simulators at hand: every {@link SimulatorModule} that jars on the class path name. Immutable; any thread. */
public final class SimulatorModules
{
    private static SimulatorModules installed;

    private final Map<String, SimulatorModule> byVenue = new LinkedHashMap<>();

    private SimulatorModules(final Collection<SimulatorModule> modules)
    {
        for (final SimulatorModule module : modules)
        {
            final SimulatorModule other = byVenue.putIfAbsent(module.venue(), module);
            if (other != null)
            {
                throw new ServiceConfigurationError("two simulators of venue " + module.venue() + ": " +
                    module.getClass().getName() + ", " + other.getClass().getName());
            }
        }
    }

    /**
     * @return what stands beside this library; looked for once.
     * @throws ServiceConfigurationError if a module that is named cannot be made, or two are of one venue
     */
    public static synchronized SimulatorModules installed()
    {
        if (installed == null)
        {
            installed = of(ServiceLoader.load(SimulatorModule.class, SimulatorModules.class.getClassLoader())
                .stream().map(ServiceLoader.Provider::get).toList());
        }
        return installed;
    }

    /** @return those given. @throws ServiceConfigurationError if two are of one venue */
    public static SimulatorModules of(final Collection<SimulatorModule> modules)
    {
        return new SimulatorModules(modules);
    }

    /** @return the simulator module of a venue, if it has one. */
    public Optional<SimulatorModule> find(final String venue)
    {
        return Optional.ofNullable(byVenue.get(venue));
    }

    /** @return the simulator module of a venue. @throws IllegalArgumentException naming the venues that have one */
    public SimulatorModule of(final String venue)
    {
        return find(venue).orElseThrow(() -> new IllegalArgumentException(
            "no simulator of venue '" + venue + "'; there are: " + venues()));
    }

    /** @return all names, for messages. */
    public String venues()
    {
        return byVenue.keySet().stream().collect(Collectors.joining(", "));
    }
}
