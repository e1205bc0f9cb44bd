package org.ringtape.feeds.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceConfigurationError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionLimits;

/** Which venues there are, and that none is taken for another. */
final class VenueModulesTest
{
    @Test
    void shouldFindOursByNumberAndHaveEachTellOfItself()
    {
        assertEquals("binance-options, binance-usdm, binance-options-legacy, kiyotaka, vatic",
            VenueModules.installed().labels());
        for (final VenueModule module : VenueModules.installed().all())
        {
            assertEquals(module, VenueModules.installed().of(module.venue()));
            assertEquals(module.venue().label(), VenueModules.installed().labelOf(module.venue().id()));
            assertTrue(module.limits().messagesPerSecond() > 0);
            assertTrue(!module.capabilities().isEmpty() && !module.codec().scopes().isEmpty());
            assertThrows(IllegalStateException.class, () -> module.newFeed().build(), "nothing is asked for yet");
        }
        assertEquals("venue-77", VenueModules.installed().labelOf(77));
    }

    @Test
    void shouldSayWhatIsKnownOfAVenueThatIsNot()
    {
        assertEquals("unknown venue 'kyan'; known: " + VenueModules.installed().labels(),
            assertThrows(IllegalArgumentException.class, () -> VenueModules.installed().of("kyan")).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1, other", "900, binance-options"})
    void shouldRefuseTwoModulesOfOneNumberOrName(final int id, final String label)
    {
        final String said = assertThrows(ServiceConfigurationError.class, () -> VenueModules.of(List.of(
            VenueModules.installed().of("binance-options"), new Bare(new Venue(id, label))))).getMessage();
        assertTrue(said.contains("binance-options") && said.contains(Bare.class.getName()), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "a--b", "-a", "a b", "a/b", "abcdefghijklmnopqrstuvwxyz1234567"})
    void shouldRefuseWhatIsNoName(final String label)
    {
        assertThrows(IllegalArgumentException.class, () -> new Venue(5, label));
        assertThrows(IllegalArgumentException.class, () -> new Venue(0, "a"));
        assertThrows(IllegalArgumentException.class, () -> new Venue(65_536, "a"));
    }

    @ParameterizedTest
    @CsvSource({"2, mine", "901, vatic"})
    void shouldNotFeedFromAVenueThatWouldBeTakenForAnother(final int id, final String label)
    {
        final String said = launch(new Venue(id, label));
        assertTrue(said.startsWith("venue " + label + " (" + id + ") would be taken for "), said);
    }

    @Test
    void shouldNotFeedFromTwoVenuesOfOneNumber()
    {
        assertEquals("venues mine and yours have the same number: 901",
            launch(new Venue(901, "mine"), new Venue(901, "yours")));
    }

    private static String launch(final Venue... venues)
    {
        try (MarketPipeline pipeline =
            MarketPipeline.launch(new PipelineContext().threadingMode(ThreadingMode.INVOKER)))
        {
            final FeedsContext context = new FeedsContext().pipeline(pipeline).transports(new FakeTransports());
            for (final Venue venue : venues)
            {
                context.add(new VenueFeed(venue, new PlainProtocol(SessionLimits.defaults()), List.of(
                    new VenueFeed.Stream(venue.label() + "@trade", "C", ContinuityRule.STEP, false))));
            }
            return assertThrows(IllegalStateException.class, () -> Feeds.launch(context)).getMessage();
        }
    }

    /** A venue that has nothing. */
    private record Bare(Venue venue) implements VenueModule
    {
        @Override
        public FeedBuilder newFeed()
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public VenueCodec codec()
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public SessionLimits limits()
        {
            return SessionLimits.defaults();
        }

        @Override
        public List<Capability> capabilities()
        {
            return List.of();
        }
    }
}
