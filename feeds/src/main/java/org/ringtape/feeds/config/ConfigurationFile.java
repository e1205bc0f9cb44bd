package org.ringtape.feeds.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.transport.ReceiveMode;
import org.ringtape.feeds.transport.TlsProvider;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
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
 *   - venue: binance-options
 *     symbols: [BTC-261030-85000-C]
 *     channels: [depth, optionTrade]
 *     underlyings: BTCUSDT          # a list of one may go without brackets
 *     expiries: [261030, 261127]
 * </pre>
 * Beside the keys that all venues have, a venue has those of its builder ({@link FeedBuilder#settings()}). Unknown keys
 * are errors; all errors are reported at once, each with file, line and key. A file holds no secret: it names the file
 * or the environment variable that does.
 */
public final class ConfigurationFile
{
    /** Names of settings that would hold a secret itself; its value is not even repeated in an error. */
    private static final String SECRET = "(?i).*(key|secret|password|passphrase|token)";
    private static final Set<String> VENUE_KEYS = Set.of(
        "venue", "symbols", "streams", "webSocket", "rest", "receive", "tls");

    private final String name;
    private final BaseUrls baseUrls;
    private final List<Problem> errors = new ArrayList<>();
    private final List<VenueFeed> feeds = new ArrayList<>();
    private Integer ringCapacity;

    /** What is wrong, and on which line; 0 if it is the file itself. */
    private record Problem(int line, String text)
    {
    }

    private ConfigurationFile(final String name, final BaseUrls baseUrls)
    {
        this.name = name;
        this.baseUrls = baseUrls;
    }

    /**
     * Reads a file.
     *
     * @param file     to read
     * @param baseUrls of the environment, which go before those of the file
     * @return what it says
     * @throws ConfigurationException with everything that is wrong
     */
    public static ConfigurationFile read(final Path file, final BaseUrls baseUrls)
    {
        final ConfigurationFile read = new ConfigurationFile(file.toString(), baseUrls);
        try (Reader reader = Files.newBufferedReader(file))
        {
            final Optional<Node> root = new Compose(LoadSettings.builder().setLabel(read.name).build())
                .composeReader(reader);
            if (root.isPresent())
            {
                read.root(root.get());
            }
            else
            {
                read.error(0, "empty");
            }
        }
        catch (final MarkedYamlEngineException e)
        {
            read.error(e.getProblemMark().map((mark) -> mark.getLine() + 1).orElse(1), "not YAML: " + e.getProblem());
        }
        catch (final NoSuchFileException e)
        {
            read.error(0, "no such file");
        }
        catch (final YamlEngineException | IOException e)
        {
            read.error(0, "cannot be read: " + e.getMessage());
        }
        if (!read.errors.isEmpty())
        {
            throw new ConfigurationException(read.errors.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList());
        }
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
        for (final NodeTuple entry : entries(node, "the file", Set.of("ringCapacity", "venues")))
        {
            if (key(entry).equals("ringCapacity"))
            {
                attempt(entry, () -> ringCapacity = (int)FeedBuilder.wholeNumber(text(entry.getValueNode())));
            }
            else if (entry.getValueNode() instanceof SequenceNode list)
            {
                list.getValue().forEach(this::venue);
            }
            else
            {
                error(entry.getValueNode(), "venues", "expected a list");
            }
        }
        if (feeds.isEmpty() && errors.isEmpty())
        {
            error(node, "venues", "no venue given");
        }
    }

    private void venue(final Node node)
    {
        final int errorsBefore = errors.size();
        final Venue venue = venueOf(node);
        if (venue == null)
        {
            if (errors.size() == errorsBefore)
            {
                error(node, "venue", "missing; known: " + Venue.labels());
            }
            return;
        }
        final FeedBuilder feed = builderOf(venue, node);
        if (feed == null)
        {
            return;
        }
        final Set<String> keys = new HashSet<>(VENUE_KEYS);
        keys.addAll(feed.settings());
        entries(node, "a venue", keys).forEach(
            (entry) -> attempt(entry, () -> set(feed, key(entry), entry.getValueNode())));
        if (errors.size() == errorsBefore)
        {
            attempt(node, "symbols", () ->
            {
                baseUrls.apply(venue, feed);
                feeds.add(feed.build());
            });
        }
    }

    private Venue venueOf(final Node node)
    {
        if (!(node instanceof MappingNode mapping))
        {
            error(node, "a venue", "expected keys and values");
            return null;
        }
        final Venue[] found = new Venue[1];
        for (final NodeTuple entry : mapping.getValue())
        {
            if (key(entry).equals("venue"))
            {
                attempt(entry, () -> found[0] = Venue.of(text(entry.getValueNode())));
            }
        }
        return found[0];
    }

    /** Null, and an error, if this version has no builder for the venue. */
    private FeedBuilder builderOf(final Venue venue, final Node node)
    {
        final FeedBuilder[] found = new FeedBuilder[1];
        attempt(node, "venue", () -> found[0] = FeedBuilder.of(venue));
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
                feed.webSocket(BaseUrls.parse(text(value), "ws"));
                break;
            case "rest":
                feed.rest(BaseUrls.parse(text(value), "http"));
                break;
            case "receive":
                feed.receive(ReceiveMode.of(text(value)));
                break;
            case "tls":
                feed.tls(TlsProvider.of(text(value)).require());
                break;
            default:
                setting(feed, key, value);
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
            feed.setting(key, text(value));
        }
    }

    private List<NodeTuple> entries(final Node node, final String what, final Set<String> known)
    {
        if (!(node instanceof MappingNode mapping))
        {
            error(node, what, "expected keys and values");
            return List.of();
        }
        final Set<String> seen = new HashSet<>();
        final List<NodeTuple> entries = new ArrayList<>();
        for (final NodeTuple entry : mapping.getValue())
        {
            if (key(entry).matches(SECRET))
            {
                error(entry.getKeyNode(), key(entry),
                    "a secret does not stand here; name the file or the variable that has it");
            }
            else if (!known.contains(key(entry)))
            {
                error(entry.getKeyNode(), key(entry),
                    "unknown key; known: " + String.join(", ", known.stream().sorted().toList()));
            }
            else if (!seen.add(key(entry)))
            {
                error(entry.getKeyNode(), key(entry), "given twice");
            }
            else
            {
                entries.add(entry);
            }
        }
        return entries;
    }

    private void attempt(final NodeTuple entry, final Runnable step)
    {
        attempt(entry.getValueNode(), key(entry), step);
    }

    private void attempt(final Node node, final String key, final Runnable step)
    {
        try
        {
            step.run();
        }
        catch (final IllegalArgumentException | IllegalStateException | ConfigurationException e)
        {
            error(node, key, e.getMessage());
        }
    }

    private void error(final Node node, final String key, final String problem)
    {
        error(node.getStartMark().map((mark) -> mark.getLine() + 1).orElse(1), key + ": " + problem);
    }

    private void error(final int line, final String problem)
    {
        errors.add(new Problem(line, name + (line == 0 ? "" : ":" + line) + ": " + problem));
    }

    /** What is wrong with an item is said with the item's own line. */
    private void each(final String key, final Node list, final Consumer<String> step)
    {
        if (!(list instanceof SequenceNode sequence))
        {
            throw new IllegalArgumentException("expected a list");
        }
        sequence.getValue().forEach((item) -> attempt(item, key, () -> step.accept(text(item))));
    }

    private static String key(final NodeTuple entry)
    {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private static String text(final Node node)
    {
        if (node instanceof SequenceNode)
        {
            throw new IllegalArgumentException("expected one value, not a list");
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank())
        {
            throw new IllegalArgumentException("expected a value");
        }
        return scalar.getValue();
    }
}
