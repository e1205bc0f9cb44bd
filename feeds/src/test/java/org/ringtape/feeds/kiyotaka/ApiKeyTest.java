package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.VenueProtocol;

/** Where the key comes from, what is said when it does not, and where it never shows. */
class ApiKeyTest
{
    private static final String SECRET = "s3cr3t-0123456789";
    private static final String STREAM = "TRADE:OKEX:A";

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheVariable()
    {
        assertPresents(SECRET, feed(Map.of("RINGTAPE_KIYOTAKA_KEY", SECRET)));
        assertPresents("other", feed(Map.of("RINGTAPE_KIYOTAKA_KEY", SECRET, "MY_KEY", " other\n"))
            .setting("keyVariable", "MY_KEY"));
    }

    @Test
    void shouldPreferTheHostToTheFileToTheVariable() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("key"), "from-file\n");
        final KiyotakaFeed feed = feed(Map.of("RINGTAPE_KIYOTAKA_KEY", SECRET))
            .setting("keyFile", file.toString());
        assertPresents("from-file", feed);
        assertPresents("from-host", feed.apiKey(() -> "from-host"));
    }

    @Test
    void shouldBuildAndDecodeWithoutAKey()
    {
        final VenueFeed feed = feed(Map.of()).build();
        assertNotNull(feed.protocol().newDecoder((frame, offset, length) -> 0));
        assertNotNull(feed.protocol().streamFor(STREAM));
    }

    @Test
    void shouldNameTheVariableWhenASessionIsMadeWithoutAKey()
    {
        final VenueProtocol protocol = feed(Map.of()).build().protocol();
        for (final Exception thrown : new Exception[]{
            assertThrows(IllegalStateException.class, () -> protocol.newTasks(null)),
            assertThrows(IllegalStateException.class, () -> protocol.authenticateRequest(1))})
        {
            assertEquals(
                "kiyotaka: no API key in variable RINGTAPE_KIYOTAKA_KEY; set it, or keyFile", thrown.getMessage());
        }
    }

    @Test
    void shouldNotLaunchWithoutAKey()
    {
        try (MarketPipeline pipeline = MarketPipeline.launch(
            new PipelineContext().ringCapacity(256).threadingMode(ThreadingMode.INVOKER)))
        {
            final FeedsContext context = new FeedsContext()
                .pipeline(pipeline).transports(new FakeTransports()).fetcher(new FakeFetcher())
                .add(feed(Map.of()).build());
            final Exception thrown = assertThrows(IllegalStateException.class, () -> Feeds.launch(context));
            assertTrue(thrown.getMessage().contains("RINGTAPE_KIYOTAKA_KEY"), thrown.getMessage());
        }
    }

    @Test
    void shouldNameAFileThatHoldsNoKey() throws IOException
    {
        final Path blank = Files.writeString(folder.resolve("blank"), " \n");
        final VenueProtocol protocol = feed(Map.of("RINGTAPE_KIYOTAKA_KEY", SECRET)).keyFile(blank).build().protocol();
        final Exception thrown = assertThrows(IllegalStateException.class, () -> protocol.newTasks(null));
        assertTrue(thrown.getMessage().contains(blank.toString()), thrown.getMessage());

        final Path missing = folder.resolve("missing");
        final KiyotakaFeed feed = feed(Map.of());
        final Exception refused = assertThrows(IllegalArgumentException.class, () -> feed.keyFile(missing));
        assertTrue(refused.getMessage().contains("keyFile") && refused.getMessage().contains(missing.toString()));
    }

    @Test
    void shouldNotSayWhatItHolds() throws IOException
    {
        final Path several = Files.writeString(folder.resolve("several"), SECRET + "\n" + SECRET + "\n");
        final VenueProtocol broken = feed(Map.of()).keyFile(several).build().protocol();
        assertSilent(assertThrows(IllegalStateException.class, () -> broken.newTasks(null)));

        final KiyotakaFeed feed = feed(Map.of("RINGTAPE_KIYOTAKA_KEY", SECRET));
        assertSilent(assertThrows(IllegalArgumentException.class, () -> feed.setting("keyVariable", SECRET)));
        assertSilent(assertThrows(IllegalArgumentException.class, () -> feed.setting("apiKey", SECRET)));

        final VenueFeed built = feed.build();
        assertPresents(SECRET, feed);
        built.protocol().newTasks(null);
        final ApiKey key = new ApiKey((variable) -> SECRET);
        key.read();
        for (final Object thing : new Object[]{feed, built, built.protocol(), built.endpoints(), key,
            built.protocol().endpoint(), built.streams()})
        {
            assertFalse(thing.toString().contains(SECRET), thing.getClass().getName());
        }
        assertEquals("API key in variable RINGTAPE_KIYOTAKA_KEY", key.toString());
    }

    private static KiyotakaFeed feed(final Map<String, String> environment)
    {
        return new KiyotakaFeed(environment::get).streams(STREAM);
    }

    private static void assertPresents(final String key, final KiyotakaFeed feed)
    {
        final VenueProtocol protocol = feed.build().protocol();
        assertTrue(protocol.newTasks(null).isEmpty());
        assertTrue(protocol.authenticateRequest(1).contains("\"" + key + "\""));
    }

    private static void assertSilent(final Throwable thrown)
    {
        final StringWriter said = new StringWriter();
        thrown.printStackTrace(new PrintWriter(said));
        assertFalse(said.toString().contains(SECRET), said.toString());
    }
}
