package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.SessionRig;

/** What the venue's answers grant: the intervals that they name, and no others. */
class VaticAnswersTest
{
    private SessionRig rig;

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldConfirmOnlyTheIntervalsThatAreNamed()
    {
        connect("btc@5min", "btc@15min");
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"marketTypes\":[\"5min\"]}");
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "btc@15min REQUESTED"), rig.subscribed());
        rig.after(5_000);
        assertEquals(List.of("btc@5min CONFIRMED", "btc@15min REFUSED"), rig.subscribed());
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(
            "stream btc@15min refused: the venue's answer does not name it; asked again in 30000 ms",
            rig.session.lastError().text());
        assertTrue(rig.told.stream().anyMatch((line) -> line.startsWith("LOSS STREAM_REFUSED")), rig.told::toString);

        rig.after(30_000);
        assertEquals("{\"type\":\"subscribe\",\"asset\":\"btc\",\"marketTypes\":[\"5min\",\"15min\"]}",
            rig.transports.last().sent.get(1));
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"marketTypes\":[\"5min\",\"15min\"]}");
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "btc@15min CONFIRMED"), rig.subscribed());
        assertEquals(2, rig.confirmed.size());
    }

    @Test
    void shouldNotConfirmAnotherAssetByALateAnswerAndAttributeTheErrorThatFollows()
    {
        connect("btc@5min", "eth@5min");
        rig.after(5_000);
        assertEquals(List.of("btc@5min UNANSWERED", "eth@5min REQUESTED"), rig.subscribed());
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"marketTypes\":[\"5min\"]}");
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "eth@5min REQUESTED"), rig.subscribed());
        frame("{\"event\":\"error\",\"message\":\"Unknown asset: eth\"}");
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "eth@5min REFUSED"), rig.subscribed());
        assertEquals("Unknown asset: eth", rig.session.subscriptions().all().get(1).lastError().text());
        assertTrue(rig.told.stream().anyMatch((line) -> line.contains("stream eth@5min refused: Unknown asset: eth")),
            rig.told::toString);
    }

    @Test
    void shouldNotRefuseAnotherAssetByALateError()
    {
        connect("btc@5min", "eth@5min");
        rig.after(5_000);
        frame("{\"event\":\"error\",\"message\":\"Unknown asset: btc\"}");
        frame("{\"event\":\"subscribed\",\"asset\":\"eth\",\"marketTypes\":[\"5min\"]}");
        rig.cycle();
        assertEquals(List.of("btc@5min REFUSED", "eth@5min CONFIRMED"), rig.subscribed());
    }

    @Test
    void shouldTellMarkPricesFromTargetsOfTheSameAsset()
    {
        connect("btc@5min", "btc@hyperliquid_mark_price");
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"marketTypes\":[\"5min\"]}");
        rig.cycle();
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "btc@hyperliquid_mark_price REQUESTED"), rig.subscribed());
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"marketTypes\":[\"5min\"]}");
        rig.cycle();
        assertEquals("btc@hyperliquid_mark_price REQUESTED", rig.subscribed().get(1));
        frame("{\"event\":\"subscribed\",\"asset\":\"btc\",\"channel\":\"hyperliquid_mark_price\"}");
        rig.cycle();
        assertEquals(List.of("btc@5min CONFIRMED", "btc@hyperliquid_mark_price CONFIRMED"), rig.subscribed());
    }

    @Test
    void shouldConnectAgainWhenTheVenueSaysThatNothingIsSubscribedTo()
    {
        connect("btc@5min");
        frame("{\"event\":\"unsubscribed\"}");
        rig.cycle();
        assertEquals(List.of(), rig.confirmed, "no answer to a subscription");
        rig.cycle();
        assertEquals("the venue has ended all subscriptions", rig.session.lastError().text());
        assertEquals(1, rig.count(PipelineCounter.DISCONNECTS));
    }

    @Test
    void shouldWaitEverLongerForAnAssetThatThereIsNot()
    {
        connect("foo@5min");
        for (final int seconds : new int[]{30, 60, 120, 240})
        {
            final int sent = rig.transports.last().sent.size();
            frame("{\"event\":\"error\",\"message\":\"Unknown asset: foo\"}");
            rig.cycle();
            for (int i = 0; i < seconds - 1; i++)
            {
                rig.transports.last().listener.onPing();
                rig.after(1_000);
            }
            assertEquals(sent, rig.transports.last().sent.size());
            rig.transports.last().listener.onPing();
            rig.after(1_000);
            assertEquals(sent + 1, rig.transports.last().sent.size(), rig.told::toString);
        }
        assertEquals(1, rig.transports.made.size());
        assertEquals(SessionState.SUBSCRIBING, rig.state());
    }

    private void connect(final String... streams)
    {
        rig = SessionRig.of(new VaticFeed().streams(streams).build());
        rig.open();
        frame("{\"event\":\"connected\"}");
        rig.cycle();
        assertEquals(1, rig.transports.last().sent.size());
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }
}
