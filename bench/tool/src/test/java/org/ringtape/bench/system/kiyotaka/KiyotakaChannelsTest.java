package org.ringtape.bench.system.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.bench.system.LiveRig;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.market.ProfileView;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;

/** All seven channels of nine generated markets over real sockets: what is told, and what is so in the end. */
@Timeout(60)
final class KiyotakaChannelsTest
{
    private static final String IMAGES = "updateFrequency=100ms";
    private static final String BOOKS = IMAGES + "&maxDepth=" + KiyotakaLive.DEPTH;
    /** Nine markets, a coarse one, and the groups of four exchanges and a spot market under one wildcard. */
    private static final int BOOK_COUNT = 9 + 1 + 5;
    private static final int NEWEST = 50;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellEverythingAndEndInTheTruth(final boolean compressed)
    {
        try (KiyotakaLive rig = start(compressed))
        {
            live(rig);
            final KiyotakaWatch watch = rig.watch();
            for (final EventType type : List.of(EventType.BOOK_UPDATE, EventType.TRADE, EventType.CANDLE,
                EventType.MARKET_LIQUIDATION, EventType.FUNDING, EventType.OPEN_INTEREST, EventType.VOLUME_PROFILE))
            {
                assertTrue(watch.told(type) > 0, () -> type + " of " + rig);
            }
            assertEquals(rig.source().tradeCount(), watch.told(EventType.TRADE), rig::toString);
            assertEquals(rig.source().tradeCount(), (long)rig.ask(KiyotakaChannelsTest::tradesOnTapes));
            assertTrue(watch.fundingsUnknown() > 0 && watch.fundingsKnown() > 0, "some rates are not published");
            requireOnlyPerpetualsFunded(rig);
            requireTextIds(rig);
            assertEquals(2, rig.total(PipelineCounter.CONNECTS));
            assertEquals(compressed, rig.total(PipelineCounter.BYTES_INFLATED) > 0);
            requireNoHarm(rig);
        }
    }

    @Test
    void shouldEndInTheSameStateWithAndWithoutCompression()
    {
        final List<String> states = new ArrayList<>();
        for (final boolean compressed : new boolean[]{false, true})
        {
            try (KiyotakaLive rig = start(compressed))
            {
                live(rig);
                states.add(rig.ask(KiyotakaChannelsTest::picture));
            }
        }
        assertTrue(states.get(0).length() > 10_000, "there is something to compare");
        assertEquals(states.get(0), states.get(1));
    }

    private static KiyotakaLive start(final boolean compressed)
    {
        return new KiyotakaLive(
            UnaryOperator.identity(),
            (feed) -> feed.brotli(compressed).streams(streams()),
            UnaryOperator.identity());
    }

    private static String[] streams()
    {
        final List<String> streams = new ArrayList<>(List.of(
            "TRADE:*:BTCUSDT",
            "BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:BTCUSDT?blockSize=125&" + BOOKS,
            "BLOCK_BOOK_SNAPSHOT:*:coin=BTC?blockSize=25&" + BOOKS));
        for (final KiyotakaMarket market : KiyotakaMarket.defaults())
        {
            final String name = market.exchange() + ':' + market.symbol();
            if (!"BTCUSDT".equals(market.symbol()))
            {
                streams.add("TRADE:" + name);
            }
            streams.add("TRADE_AGG:" + name + "?batchInterval=200ms");
            streams.add("LIQUIDATION:" + name);
            streams.add("FUNDING_RATE:" + name);
            streams.add("OPEN_INTEREST:" + name);
            streams.add("VOLUME_PROFILE_AGG:" + name + '?' + IMAGES);
            streams.add("BLOCK_BOOK_SNAPSHOT:" + name + "?blockSize=" + market.blockSize().toPlainString() + '&' +
                BOOKS);
        }
        return streams.toArray(String[]::new);
    }

    /** The same steps whatever the threads do, so that two runs see the same. */
    private static void live(final KiyotakaLive rig)
    {
        rig.awaitLive();
        for (int i = 0; i < 200; i++)
        {
            rig.pass(KiyotakaLive.STEP_MS);
        }
        rig.source().halt();
        for (int i = 0; i < 10; i++)
        {
            rig.pass(KiyotakaLive.STEP_MS);
        }
        final KiyotakaTruth truth = new KiyotakaTruth(rig.source(), KiyotakaLive.DEPTH);
        final String[] difference = new String[1];
        rig.await("all frames decoded", () -> rig.total(PipelineCounter.FRAMES_DECODED) ==
            rig.simulator().statistics().framesSent());
        final boolean right = LiveRig.holdsWithin(LiveRig.TIMEOUT_NS / 3, () ->
        {
            difference[0] = rig.ask((context) -> truth.bookDifference(context, BOOK_COUNT));
            difference[0] = difference[0] != null ? difference[0] :
                rig.ask((context) -> truth.profileDifference(context, rig.source().markets()));
            return difference[0] == null && rig.source().tradeCount() == rig.total(PipelineCounter.TRADES);
        });
        assertTrue(right, () -> difference[0] + ": " + rig);
    }

    private static long tradesOnTapes(final StrategyContext context)
    {
        long trades = 0;
        for (int id = 0; id < context.instruments().size(); id++)
        {
            final TradeTape tape = context.tape(id);
            trades += tape == null ? 0 : tape.tradeCount();
        }
        return trades;
    }

    private static void requireOnlyPerpetualsFunded(final KiyotakaLive rig)
    {
        for (final KiyotakaMarket market : rig.source().markets())
        {
            final Funding funding = rig.ask((context) -> context.values().funding(
                context.instruments().register(KiyotakaModule.VENUE.id(), market.exchange() + ':' + market.symbol())));
            if ("SPOT".equals(market.category()))
            {
                assertNull(funding, market::toString);
            }
            else
            {
                assertNotNull(funding, market::toString);
            }
        }
    }

    /** Ids that are UUIDs and hashes of 66 characters tell trades apart as well as numbers do. */
    private static void requireTextIds(final KiyotakaLive rig)
    {
        for (final String name : List.of("BITMEX:XBTUSD", "HYPERLIQUID_FUTURES:HYPE", "BINANCE_FUTURES:BTCUSDT"))
        {
            final long distinct = rig.ask((context) ->
            {
                final TradeTape tape = tape(context, name);
                final List<String> ids = new ArrayList<>();
                for (int n = 0; n < tape.size(); n++)
                {
                    ids.add(tape.idKind(n) == IdKind.NONE ? "" : tape.idHigh(n) + " " + tape.id(n));
                }
                return ids.stream().filter((id) -> !id.isEmpty()).distinct().count() - tape.size();
            });
            assertEquals(0, distinct, name);
        }
    }

    private static TradeTape tape(final StrategyContext context, final String name)
    {
        return context.tape(context.instruments().register(KiyotakaModule.VENUE.id(), name));
    }

    private static void requireNoHarm(final KiyotakaLive rig)
    {
        assertEquals(List.of(), rig.errors());
        for (final PipelineCounter counter : List.of(PipelineCounter.FRAMES_DROPPED, PipelineCounter.FRAMES_MALFORMED,
            PipelineCounter.FRAMES_PARTIAL, PipelineCounter.FRAMES_TOO_LARGE, PipelineCounter.EVENTS_MALFORMED,
            PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT, PipelineCounter.IMAGES_REFUSED, PipelineCounter.BOOK_OVERFLOWS,
            PipelineCounter.TRADES_DUPLICATE, PipelineCounter.LISTENER_ERRORS, PipelineCounter.CONDUCTOR_ERRORS,
            PipelineCounter.SUBSCRIPTIONS_REFUSED, PipelineCounter.TAPE_INTERRUPTIONS))
        {
            assertEquals(0, rig.total(counter), counter::toString);
        }
    }

    /** All that does not depend on when it came. Market thread. */
    private static String picture(final StrategyContext context)
    {
        final TreeMap<String, String> parts = new TreeMap<>();
        for (int id = 0; id < context.streams().size(); id++)
        {
            final OrderBook book = context.book(id);
            if (book != null)
            {
                parts.put(context.streams().stream(id).name(), book.venueTimeNs() + "\n" + KiyotakaTruth.text(book));
            }
        }
        for (int id = 0; id < context.instruments().size(); id++)
        {
            parts.put("instrument " + context.instruments().instrument(id).symbol(), values(context, id));
        }
        return parts.toString();
    }

    private static String values(final StrategyContext context, final int id)
    {
        final StringBuilder text = new StringBuilder();
        final TradeTape tape = context.tape(id);
        for (int n = 0; tape != null && n < Math.min(NEWEST, tape.size()); n++)
        {
            text.append(KiyotakaTruth.decimal(tape.price(n), tape.priceScale(n))).append(' ')
                .append(KiyotakaTruth.decimal(tape.quantity(n), tape.quantityScale(n))).append(' ')
                .append(tape.aggressor(n)).append(' ').append(tape.venueTimeNs(n)).append(' ')
                .append(tape.idHigh(n)).append(' ').append(tape.id(n)).append('\n');
        }
        final ProfileView profile = context.values().volumeProfile(id);
        for (int n = 0; profile != null && n < profile.blockCount(); n++)
        {
            text.append(KiyotakaTruth.decimal(profile.price(n), profile.priceScale(n))).append(' ')
                .append(profile.buyQuantity(n)).append(' ').append(profile.sellQuantity(n)).append('\n');
        }
        final Funding funding = context.values().funding(id);
        for (final Funding.Field field : funding == null ? new Funding.Field[0] : Funding.Field.values())
        {
            text.append(field).append(' ').append(funding.has(field) ?
                KiyotakaTruth.decimal(funding.mantissa(field), funding.scale(field)) : "unknown").append('\n');
        }
        return text.toString();
    }
}
