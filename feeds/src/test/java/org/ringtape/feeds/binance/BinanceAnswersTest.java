package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

/** What the venue's answers grant, and how quiet its streams may be. */
class BinanceAnswersTest
{
    private SessionRig rig;

    @AfterEach
    void close()
    {
        if (rig != null)
        {
            rig.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance-options", "binance-usdm", "binance-options-legacy"})
    void shouldGrantByTheIdOfTheRequestAndByNothingElse(final String label)
    {
        final Venue venue = VenueModules.installed().of(label).venue();
        rig = SessionRig.of(BinanceFeed.of(venue).symbols("BTC-261030-85000-C").channels(
            venue.equals(BinanceModule.OPTIONS) ? "optionTrade" : "trade")
            .build());
        rig.open();
        frame("{\"result\":null,\"id\":77}");
        rig.cycle();
        assertEquals(List.of(), rig.confirmed, "another's id");
        rig.after(5_000);
        frame("{\"result\":null}");
        rig.cycle();
        assertEquals(List.of(), rig.confirmed, "no id, and the request is late");
        frame("{\"result\":null,\"id\":1}");
        rig.cycle();
        assertEquals(1, rig.confirmed.size(), "late, but it names its request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance-options", "binance-options-legacy"})
    void shouldLeaveAQuietOptionLiveWhileTheVenuePings(final String label)
    {
        final Venue venue = VenueModules.installed().of(label).venue();
        rig = SessionRig.of(BinanceFeed.of(venue).symbols("BTC-261030-85000-C")
            .channels(venue.equals(BinanceModule.OPTIONS) ? "depth" : "depth100").build());
        rig.open();
        frame("{\"result\":null,\"id\":1}");
        rig.cycle();
        for (int minutes = 0; minutes < 180; minutes += 5)
        {
            rig.clock.advanceMs(5 * 60_000);
            rig.transports.last().listener.onPing();
            rig.cycle();
            assertEquals(SessionState.LIVE, rig.state());
        }
        assertEquals(0, rig.count(PipelineCounter.STALE_EPISODES));
        rig.after(15 * 60_000 + 1);
        assertEquals(SessionState.STALE, rig.state(), "no frame of any kind");
    }

    @Test
    void shouldNoticeAHalfOpenLinkByAPingOfItsOwn()
    {
        rig = SessionRig.of(BinanceFeed.options().symbols("BTC-261030-85000-C").channels("depth").build());
        rig.open();
        frame("{\"result\":null,\"id\":1}");
        rig.after(1_000);
        assertEquals(1, rig.transports.last().pings);
        rig.transports.last().listener.onPong();
        rig.after(30_000);
        assertEquals(2, rig.transports.last().pings);
        rig.after(10_000);
        assertEquals(SessionState.DRAINING, rig.state());
    }

    @Test
    void shouldCountSilenceOfDataWhereItIsStatedOrAskedFor()
    {
        assertFalse(limits(BinanceFeed.options().underlyings("BTCUSDT")).anyFrameCounts(), "marks come each second");
        assertFalse(limits(BinanceFeed.options().symbols("A-261030-1-C").dataSilenceMs(7)).anyFrameCounts());
        assertFalse(limits(BinanceFeed.usdm().symbols("BTCUSDT")).anyFrameCounts());
        assertTrue(limits(BinanceFeed.options().symbols("A-261030-1-C")).anyFrameCounts());
    }

    @Test
    void shouldDoubleItsWaitsFromHalfASecondToHalfAMinute()
    {
        final SessionLimits limits = limits(BinanceFeed.usdm().symbols("BTCUSDT"));
        assertEquals(TimeUnit.MILLISECONDS.toNanos(500), limits.firstRetryNs());
        assertEquals(TimeUnit.SECONDS.toNanos(30), limits.lastRetryNs());
        assertEquals(TimeUnit.SECONDS.toNanos(60), limits.policyCloseNs());
    }

    private static SessionLimits limits(final BinanceFeed feed)
    {
        return feed.build().endpoints().get(feed.build().endpoints().size() - 1).protocol().limits();
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }
}
