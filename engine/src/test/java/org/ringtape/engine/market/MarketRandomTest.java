package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Tables after many random events equal a model of maps that knows nothing of stamps, bytes and open addressing. */
final class MarketRandomTest
{
    private static final int STEPS = 60_000;
    private static final int SESSIONS = 3;
    private static final int INSTRUMENTS = 40;
    private static final long[] INTERVALS = {60, 300, 900, Long.MIN_VALUE};

    /** What the model keeps of a key. */
    private static final class Kept
    {
        private long value;
        private long timeNs;
        private int session;
        private int epoch;
        private int streamId;
        private boolean current;
    }

    private static final int STREAMS = 4;

    private final MarketEvents events = new MarketEvents();
    private final Map<String, Kept> model = new HashMap<>();
    private final int[] epochs = new int[SESSIONS];
    private final boolean[] down = new boolean[SESSIONS];
    private long outOfOrder;
    private long oldEpochs;

    @Test
    void shouldEqualModelAfterRandomEvents()
    {
        final long seed = System.nanoTime();
        System.out.println("market values seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int session = 0; session < SESSIONS; session++)
        {
            events.sessionId = session;
            events.epoch = epochs[session];
            events.status(SessionState.LIVE); // what comes first of a session cannot be known to be old
        }
        for (int step = 0; step < STEPS; step++)
        {
            step(random, step);
            if (step % 500 == 0)
            {
                compare(seed);
            }
        }
        compare(seed);
        assertEquals(outOfOrder, events.count(PipelineCounter.VALUES_OUT_OF_ORDER), "seed " + seed);
        assertEquals(oldEpochs, events.count(PipelineCounter.EVENTS_OF_OLD_EPOCH), "seed " + seed);
        assertTrue(outOfOrder > 1_000 && oldEpochs > 100 && model.size() > 300, "seed " + seed);
        assertEquals(events.told.size(), events.count(PipelineCounter.VALUES_APPLIED), "seed " + seed);
    }

    private void step(final SplittableRandom random, final int step)
    {
        final int session = random.nextInt(SESSIONS);
        events.sessionId = session;
        events.epoch = epochs[session];
        final int dice = random.nextInt(1000);
        if (dice < 5)
        {
            final SessionState state = SessionState.values()[random.nextInt(SessionState.values().length)];
            events.status(state);
            down[session] = state == SessionState.DISCONNECTED || state == SessionState.BACKING_OFF ||
                state.isFinal();
            if (down[session] || state == SessionState.STALE)
            {
                outdate(session, -1);
            }
        }
        else if (dice < 10)
        {
            final int lost = random.nextInt(5) == 0 ? -1 : session * STREAMS + random.nextInt(STREAMS);
            events.loss(lost, LossCause.values()[random.nextInt(LossCause.values().length)]);
            outdate(lost < 0 ? session : -1, lost);
        }
        else
        {
            value(random, step, session, dice);
        }
    }

    private void value(final SplittableRandom random, final int step, final int session, final int dice)
    {
        final boolean old = dice < 20;
        events.epoch = old ? epochs[session] - 1 : epochs[session];
        if (dice >= 20 && dice < 24)
        {
            events.epoch = ++epochs[session];
            down[session] = false;
            outdate(session, -1);
        }
        events.streamId = session * STREAMS + random.nextInt(STREAMS); // a stream comes by one session
        final int instrumentId = random.nextInt(INSTRUMENTS);
        final long timeNs = random.nextInt(8) == 0 ? 0 : 1 + step + random.nextInt(100);
        final int kind = random.nextInt(3);
        final String key;
        if (kind == 0)
        {
            key = "mark " + instrumentId;
            events.markPrice(instrumentId, timeNs, step);
        }
        else if (kind == 1)
        {
            key = "index " + instrumentId;
            events.indexPrice(instrumentId, timeNs, step);
        }
        else
        {
            final long interval = INTERVALS[random.nextInt(INTERVALS.length)];
            final int side = random.nextInt(3);
            key = "candle " + instrumentId + " " + interval + " " + Aggressor.of(side);
            events.candle(instrumentId, timeNs, interval, side, step);
        }
        if (old)
        {
            oldEpochs++;
            return;
        }
        keep(key, step, timeNs, session);
    }

    private void keep(final String key, final int value, final long timeNs, final int session)
    {
        final Kept kept = model.computeIfAbsent(key, (absent) -> new Kept());
        if (timeNs != 0 && kept.timeNs > timeNs && kept.session == session && kept.epoch == events.epoch)
        {
            outOfOrder++;
            return;
        }
        kept.value = value;
        kept.timeNs = timeNs;
        kept.session = session;
        kept.epoch = events.epoch;
        kept.streamId = events.streamId;
        kept.current = true;
    }

    private void outdate(final int session, final int streamId)
    {
        for (final Kept kept : model.values())
        {
            kept.current &= kept.session != session && kept.streamId != streamId;
        }
    }

    private void compare(final long seed)
    {
        model.forEach((key, kept) ->
        {
            final String[] parts = key.split(" ");
            final int instrumentId = Integer.parseInt(parts[1]);
            final String label = key + " seed " + seed;
            final boolean current = kept.current && !down[kept.session];
            switch (parts[0])
            {
                case "mark":
                    final MarkPrice mark = events.values.markPrice(instrumentId);
                    assertEquals(kept.value, mark.mantissa(MarkPrice.Field.MARK), label);
                    assertEquals(current, events.values.markPrices().isCurrent(instrumentId), label);
                    break;

                case "index":
                    assertEquals(kept.value, events.values.indexPrice(instrumentId).price(), label);
                    assertEquals(current, events.values.indexPrices().isCurrent(instrumentId), label);
                    break;

                default:
                    final long interval = Long.parseLong(parts[2]);
                    final Aggressor side = Aggressor.valueOf(parts[3]);
                    final Candle candle = events.values.candle(instrumentId, interval, side);
                    assertEquals(kept.value, candle.mantissa(Candle.Field.CLOSE), label);
                    assertEquals(current, events.values.candles().isCurrent(instrumentId, interval, side), label);
                    break;
            }
        });
    }
}
