package org.ringtape.feeds.config;

import static org.ringtape.feeds.config.Problems.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.agrona.BitUtil;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.feeds.BaseAddress;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.StorePassword;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModule;
import org.ringtape.feeds.venue.VenueModules;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One YAML file, with the names of the builders:
 * <pre>
 * ringCapacity: 16384
 * venues:
 *   - venue: binance-usdm
 *     symbols: [BTCUSDT]            # or streams: [btcusdt&#64;depth&#64;100ms]
 *     webSocket: ws://127.0.0.1:9001/
 *     rest: http://127.0.0.1:9002/
 *     depthLimit: 1000
 *     dataSilenceMs: 30000
 *     receive: spinning             # or blocking, which is the default
 *     tls: conscrypt                # or jdk, which is the default
 *     trustStore: /etc/venue-ca.pem # PEM, PKCS12 or JKS; whom to trust, in place of whom the JDK trusts
 *     proxy: proxy.example:3128     # or none, or system, which is the default
 *   - venue: binance-options
 *     symbols: [BTC-261030-85000-C]
 *     channels: [depth, optionTrade]
 *     underlyings: BTCUSDT          # a list of one may go without brackets
 *     expiries: [261030, 261127]
 * </pre>
 * {@code trustStore} and {@code proxy} may stand above {@code venues}, too, and are then those of all venues that do
 * not say otherwise. The password of a PKCS12 or JKS store is in {@code trustStorePasswordFile} or
 * {@code trustStorePasswordVariable}, or in the variable {@link StorePassword#DEFAULT_VARIABLE}.
 *
 * <p>Beside the keys that all venues have, a venue has those of its builder ({@link FeedBuilder#settings()}). Unknown
 * keys are errors; all errors are reported at once, each on one line with file, line and key. A file has at most 1 MiB
 * and 16 lists and mappings within each other. It holds no secret: it names the file or the environment variable that
 * does.
 */
public final class ConfigurationFile
{
    /** Names of settings that would hold a secret itself; its value is not even repeated in an error. */
    private static final String SECRET = "(?i).*(key|secret|password|passphrase|token)";
    private static final Set<String> VENUE_KEYS = Set.of(
        "venue", "symbols", "streams", "webSocket", "rest", "receive", "tls");

    private static final Set<String> FILE_KEYS = Set.of("ringCapacity", "venues");

    private final VenueModules modules;
    private final BaseUrls baseUrls;
    private final Problems problems;
    private final List<VenueFeed> feeds = new ArrayList<>();
    /** Line of the venue that has a stream. */
    private final Map<String, Integer> streams = new HashMap<>();
    private final Map<Venue, NetworkRoute> routes = new TreeMap<>();
    private Integer ringCapacity;

    private ConfigurationFile(final String name, final VenueModules modules, final BaseUrls baseUrls)
    {
        this.modules = modules;
        this.baseUrls = baseUrls;
        problems = new Problems(name);
    }

    /**
     * Reads a file; its venues are those that are {@link VenueModules#installed()}.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static ConfigurationFile read(final Path file, final BaseUrls baseUrls)
    {
        return read(file, VenueModules.installed(), baseUrls);
    }

    /**
     * Reads a file.
     *
     * @param file     to read
     * @param modules  of the venues that it may name
     * @param baseUrls of the environment, which go before those of the file
     * @return what it says
     * @throws ConfigurationException with everything that is wrong
     */
    public static ConfigurationFile read(
        final Path file, final VenueModules modules, final BaseUrls baseUrls)
    {
        final ConfigurationFile read = new ConfigurationFile(file.toString(), modules, baseUrls);
        final Node root = BoundedYaml.read(file, read.problems);
        if (root != null)
        {
            read.root(root);
        }
        read.problems.throwIfAny();
        return read;
    }

    /** Slots of the ring, if the file says so. */
    public Optional<Integer> ringCapacity()
    {
        return Optional.ofNullable(ringCapacity);
    }

    /** The feeds wanted, in the order of the file. */
    public List<VenueFeed> feeds()
    {
        return List.copyOf(feeds);
    }

    private void root(final Node node)
    {
        final int problemsBefore = problems.count();
        final Set<String> keys = new HashSet<>(FILE_KEYS);
        keys.addAll(RouteSettings.KEYS);
        final List<NodeTuple> entries = entries(node, "the file", keys);
        final RouteSettings route = RouteSettings.read(entries, problems);
        for (final NodeTuple entry : entries)
        {
            if (key(entry).equals("ringCapacity"))
            {
                problems.attempt(entry, () -> ringCapacity = capacity(Values.text(entry.getValueNode())));
            }
            else if (key(entry).equals("venues"))
            {
                if (!(entry.getValueNode() instanceof SequenceNode list))
                {
                    problems.add(entry.getValueNode(), "venues", "expected a list");
                }
                else
                {
                    list.getValue().forEach((venue) -> venue(venue, route));
                }
            }
        }
        if (feeds.isEmpty() && problems.count() == problemsBefore)
        {
            problems.add(node, "venues", "no venue given");
        }
    }

    private static int capacity(final String text)
    {
        final int slots = (int)FeedBuilder.wholeNumber(text);
        if (!BitUtil.isPowerOfTwo(slots) || slots < EventRing.MIN_CAPACITY || slots > EventRing.MAX_CAPACITY)
        {
            throw new IllegalArgumentException("must be a power of two from " + EventRing.MIN_CAPACITY + " to " +
                EventRing.MAX_CAPACITY + ": " + slots);
        }
        return slots;
    }

    private void venue(final Node node, final RouteSettings routeOfFile)
    {
        final int problemsBefore = problems.count();
        final VenueModule module = moduleOf(node);
        if (module == null)
        {
            if (problems.count() == problemsBefore)
            {
                problems.add(node, "venue", "missing; known: " + modules.labels());
            }
            return;
        }
        final FeedBuilder feed = module.newFeed();
        final Set<String> keys = new HashSet<>(VENUE_KEYS);
        keys.addAll(RouteSettings.KEYS);
        keys.addAll(feed.settings());
        final List<NodeTuple> entries = entries(node, "a venue", keys);
        routeOfFile.apply(feed);
        RouteSettings.read(entries, problems).apply(feed);
        entries.forEach((entry) -> problems.attempt(entry, () -> set(feed, key(entry), entry.getValueNode())));
        if (problems.count() == problemsBefore)
        {
            problems.attempt(node, "symbols", () ->
            {
                baseUrls.apply(module.venue(), feed);
                add(feed.build(), node);
            });
        }
    }

    /** What would be refused when the feeds are launched is refused here, where there are lines. */
    private void add(final VenueFeed feed, final Node node)
    {
        final String venue = feed.venue().label();
        for (final VenueFeed.Stream stream : feed.streams())
        {
            final Integer line = streams.putIfAbsent(venue + " " + stream.name(), Problems.line(node));
            if (line != null)
            {
                throw new IllegalArgumentException(
                    "stream given twice: " + stream.name() + " (" + venue + ", line " + line + ")");
            }
        }
        final NetworkRoute route = routes.putIfAbsent(feed.venue(), feed.receivePath().route());
        if (route != null && !route.equals(feed.receivePath().route()))
        {
            throw new IllegalArgumentException("trustStore and proxy must be the same wherever " + venue + " is given");
        }
        feeds.add(feed);
    }

    private VenueModule moduleOf(final Node node)
    {
        if (!(node instanceof MappingNode mapping))
        {
            problems.add(node, "a venue", "expected keys and values");
            return null;
        }
        final VenueModule[] found = new VenueModule[1];
        for (final NodeTuple entry : mapping.getValue())
        {
            if (key(entry).equals("venue"))
            {
                problems.attempt(entry, () -> found[0] = modules.of(Values.text(entry.getValueNode())));
            }
        }
        return found[0];
    }

    private void set(final FeedBuilder feed, final String key, final Node value)
    {
        switch (key)
        {
            case "venue":
                break; // read before
            case "symbols":
                each(key, value, (symbol) -> feed.symbols(symbol));
                break;
            case "streams":
                each(key, value, (stream) -> feed.streams(stream));
                break;
            case "webSocket":
                feed.webSocket(BaseAddress.parse(Values.text(value), "ws"));
                break;
            case "rest":
                feed.rest(BaseAddress.parse(Values.text(value), "http"));
                break;
            case "receive":
                feed.receive(ReceiveMode.of(Values.text(value)));
                break;
            case "tls":
                feed.tls(TlsProvider.of(Values.text(value)).require());
                break;
            default:
                if (!RouteSettings.KEYS.contains(key))
                {
                    setting(feed, key, value);
                }
                break;
        }
    }

    private void setting(final FeedBuilder feed, final String key, final Node value)
    {
        if (value instanceof SequenceNode && feed.listSettings().contains(key))
        {
            each(key, value, (item) -> feed.setting(key, item));
        }
        else
        {
            feed.setting(key, Values.text(value));
        }
    }

    private List<NodeTuple> entries(final Node node, final String what, final Set<String> known)
    {
        if (!(node instanceof MappingNode mapping))
        {
            problems.add(node, what, "expected keys and values");
            return List.of();
        }
        final Set<String> seen = new HashSet<>();
        final List<NodeTuple> entries = new ArrayList<>();
        for (final NodeTuple entry : mapping.getValue())
        {
            if (key(entry).matches(SECRET))
            {
                problems.add(entry.getKeyNode(), key(entry),
                    "a secret does not stand here; name the file or the variable that has it");
            }
            else if (!known.contains(key(entry)))
            {
                problems.add(entry.getKeyNode(), key(entry),
                    "unknown key; known: " + String.join(", ", known.stream().sorted().toList()));
            }
            else if (!seen.add(key(entry)))
            {
                problems.add(entry.getKeyNode(), key(entry), "given twice");
            }
            else
            {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** What is wrong with an item is said with the item's own line. */
    private void each(final String key, final Node list, final Consumer<String> step)
    {
        Values.list(list).forEach((item) -> problems.attempt(item, key, () -> step.accept(Values.text(item))));
    }
}
