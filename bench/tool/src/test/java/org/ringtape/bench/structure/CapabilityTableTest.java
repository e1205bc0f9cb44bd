package org.ringtape.bench.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringtape.bench.cli.CapabilityEvidence;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.EventType;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.binance.BinanceStreams;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

/** The README's table of capabilities says what the code does, no more and no less. */
final class CapabilityTableTest
{
    private static final List<TestedCapability> ROWS = CapabilityTable.rows();
    private static final Pattern CALL = Pattern.compile("([a-zA-Z]+)\\(");
    private static Map<Venue, Map<String, Set<String>>> seen;

    @BeforeAll
    static void gather() throws Exception
    {
        seen = CapabilityEvidence.gather();
    }

    @Test
    void shouldHaveSeenEveryChannelOfEveryRowAsTheRowSays()
    {
        for (final TestedCapability row : ROWS)
        {
            for (final String channel : row.channels())
            {
                final Pattern names = TestedCapability.names(channel);
                final Set<String> types = new TreeSet<>();
                seen.getOrDefault(row.venue(), Map.of()).forEach((stream, found) ->
                {
                    if (names.matcher(stream).matches())
                    {
                        types.addAll(found);
                    }
                });
                assertEquals(row.types(), types, row.venue().label() + " " + channel);
            }
        }
    }

    @Test
    void shouldHaveExactlyOneRowForEveryStreamSeen()
    {
        seen.forEach((venue, streams) -> streams.keySet().forEach((stream) ->
        {
            final List<TestedCapability> matching =
                ROWS.stream().filter((row) -> row.venue().equals(venue) && row.matches(stream)).toList();
            assertEquals(1, matching.size(), venue.label() + " " + stream + ": " + matching);
        }));
    }

    @Test
    void shouldListWhatTheFeedsSubscribeToAndNothingElse()
    {
        for (final Venue venue : List.of(BinanceModule.OPTIONS, BinanceModule.USDM, BinanceModule.OPTIONS_LEGACY))
        {
            final Set<String> listed = new TreeSet<>();
            ROWS.stream().filter((row) -> row.venue().equals(venue)).forEach((row) -> listed.addAll(row.channels()));
            listed.removeIf((channel) -> channel.startsWith("GET "));
            assertEquals(new TreeSet<>(BinanceStreams.shapes(venue)), listed, venue.label());
            seen.get(venue).keySet().stream().filter((stream) -> !stream.startsWith("GET ")).forEach((stream) ->
                assertTrue(BinanceStreams.isRead(venue, stream), stream));
        }
        assertEquals(Set.copyOf(VenueModules.installed().venues()), seen.keySet());
    }

    @Test
    void shouldNameStateThatAStrategyHas() throws Exception
    {
        for (final TestedCapability row : ROWS)
        {
            for (final String type : row.types())
            {
                EventType.valueOf(CapabilityText.eventType(type));
                final String state = CapabilityText.STATE.get(CapabilityText.eventType(type));
                assertNotNull(state, type);
                Class<?> owner = state.startsWith("on") ? Strategy.class : StrategyContext.class;
                final Matcher call = CALL.matcher(state);
                while (call.find())
                {
                    final String name = call.group(1);
                    owner = Arrays.stream(owner.getMethods()).filter((method) -> method.getName().equals(name))
                        .findFirst().orElseThrow(() -> new AssertionError(state)).getReturnType();
                }
            }
        }
    }

    @Test
    void shouldStandInTheReadmeAsItIsGenerated() throws IOException
    {
        final Map<String, Path> tests = testClasses();
        ROWS.forEach((row) -> row.tests().forEach((test) -> assertTrue(tests.containsKey(test), "no test " + test)));
        final String readme = Files.readString(root().resolve("README.md"));
        final int begin = readme.indexOf(CapabilityText.BEGIN);
        final int end = readme.indexOf(CapabilityText.END);
        final String expected = CapabilityText.section(ROWS, tests);
        final String actual =
            begin < 0 || end < begin ? "" : readme.substring(begin, end + CapabilityText.END.length());
        assertTrue(expected.equals(actual), "README, \"Venues\", must hold exactly this:\n\n" + expected + "\n");
    }

    /** Where each test class is, from the root, by its simple name. A row must not name one that is there twice. */
    private static Map<String, Path> testClasses() throws IOException
    {
        final Path root = root();
        final Map<String, Path> found = new HashMap<>();
        final List<String> twice = new ArrayList<>();
        for (final String module : List.of("codecs", "engine", "feeds", "bench/simulator", "bench/tool"))
        {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java")))
            {
                files.filter((file) -> file.toString().endsWith("Test.java")).forEach((file) ->
                {
                    final String name = file.getFileName().toString().replace(".java", "");
                    if (found.put(name, root.relativize(file)) != null)
                    {
                        twice.add(name);
                    }
                });
            }
        }
        ROWS.forEach((row) -> row.tests().forEach((test) -> assertTrue(!twice.contains(test), "two of " + test)));
        return found;
    }

    /** The repository's root. */
    private static Path root()
    {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("codecs/pom.xml")))
        {
            folder = folder.getParent();
        }
        return folder;
    }
}
