package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.venue.Capability;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModule;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.SimulatorModules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code venues}: what the modules at hand say of themselves. */
@Command(
    name = "venues",
    description = "Lists the venues at hand: streams, settings and limits of each.",
    footer = {
        "",
        "A venue in a jar of its own is at hand once RINGTAPE_CLASSPATH names the jar:",
        "  RINGTAPE_CLASSPATH=my-venue.jar scripts/ringtape venues"
    })
final class VenuesCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Option(names = "--venue", paramLabel = "V", description = "only this one: ${COMPLETION-CANDIDATES}",
        completionCandidates = VenueOption.Names.class, converter = VenueOption.class)
    private Venue venue;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        final PrintWriter out = spec.commandLine().getOut();
        for (final VenueModule module : VenueModules.installed().all())
        {
            if (venue == null || venue.equals(module.venue()))
            {
                show(module, out);
            }
        }
        out.flush();
        return ExitStatus.HOLDS;
    }

    private static void show(final VenueModule module, final PrintWriter out)
    {
        final String label = module.venue().label();
        final SessionLimits limits = module.limits();
        out.println(label + "  number " + module.venue().id() + ", simulator: " +
            (SimulatorModules.installed().find(label).isPresent() ? "yes" : "no"));
        out.println("  settings: " + String.join(", ", module.newFeed().settings().stream().sorted().toList()));
        out.println("  a connection: " + limits.messagesPerSecond() + " messages a second, " +
            (limits.streamsPerConnection() == Integer.MAX_VALUE ? "any number of" : limits.streamsPerConnection()) +
            " streams");
        for (final Capability capability : module.capabilities())
        {
            out.println("  " + String.join(" or ", capability.channels()) + "  as " +
                String.join(", ", capability.types()));
        }
        out.println();
    }
}
