package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/**
 * A thousand random wounds: exactly one gap per loss or swap, none per repeat, never LIVE and wrong, LIVE and right
 * after the resync, and the other book of the connection untouched unless the connection itself was cut.
 */
final class WoundedRecordingTest
{
    private static final int STREAM_WOUNDS = 700;
    private static final int CUTS = 300;
    private static final int MAX_PASSES = 12;

    private final long seed = Long.getLong("ringtape.seed", System.nanoTime());

    @Test
    void shouldSurviveAThousandWoundsOfRecordedStreams()
    {
        System.out.println("WoundedRecordingTest recorded seed " + seed + " (-Dringtape.seed)");
        final TrueStream btc = new TrueStream("BTCUSDT", Recordings.btcUsdt());
        final TrueStream eth = new TrueStream("ETHUSDT", Recordings.ethUsdt());
        survive(btc, eth, Recordings.ETH_FINAL_SHA256, new SplittableRandom(seed));
    }

    @Test
    void shouldSurviveAThousandWoundsOfGeneratedStreams()
    {
        System.out.println("WoundedRecordingTest generated seed " + seed + " (-Dringtape.seed)");
        final SplittableRandom random = new SplittableRandom(seed);
        final TrueStream first = new TrueStream("AAAUSDT", GeneratedRecording.of("AAAUSDT", 6_000, random));
        final TrueStream second = new TrueStream("BBBUSDT", GeneratedRecording.of("BBBUSDT", 6_000, random));
        survive(first, second, null, random);
    }

    private static void survive(
        final TrueStream wounded, final TrueStream witness, final String witnessSha256, final SplittableRandom random)
    {
        int done = 0;
        int staleAnswers = 0;
        for (int pass = 0; done < STREAM_WOUNDS; pass++)
        {
            assertTrue(pass < MAX_PASSES, done + " wounds in " + pass + " passes");
            try (WoundedPass wounds = new WoundedPass(wounded, witness, false, random))
            {
                wounds.run(STREAM_WOUNDS - done);
                done += wounds.wounds();
                staleAnswers += wounds.staleAnswers();
                requireWhole(wounds, wounded, witness);
                assertEquals(0, wounds.witnessLeftLive(), "the other book must not feel another stream's wounds");
                if (witnessSha256 != null)
                {
                    assertEquals(witnessSha256, TrueStream.sha256(wounds.book(witness)));
                }
                for (final Wound kind : new Wound[]{Wound.LOSS, Wound.REPEAT, Wound.SWAP})
                {
                    assertTrue(pass > 0 || wounds.wounds(kind) > 0, () -> "no " + kind);
                }
            }
        }
        assertTrue(staleAnswers > 0, "some answers must be older than the gap");
        int cut = 0;
        for (int pass = 0; cut < CUTS; pass++)
        {
            assertTrue(pass < MAX_PASSES, cut + " cuts in " + pass + " passes");
            try (WoundedPass wounds = new WoundedPass(wounded, witness, true, random))
            {
                wounds.run(CUTS - cut);
                cut += wounds.wounds();
                requireWhole(wounds, wounded, witness);
                assertEquals(wounds.wounds(), wounds.witnessLeftLive(), "each cut ends the other book's LIVE once");
            }
        }
    }

    private static void requireWhole(final WoundedPass wounds, final TrueStream wounded, final TrueStream witness)
    {
        assertTrue(wounds.compared() > wounded.diffs() / 2, () -> "compared only " + wounds.compared());
        for (final TrueStream truth : new TrueStream[]{wounded, witness})
        {
            assertTrue(wounds.book(truth).isLive(), () -> truth.symbol() + " is " + wounds.book(truth).state());
            assertEquals(truth.sequence(), wounds.book(truth).sequence());
            assertNull(truth.difference(wounds.book(truth)));
        }
    }
}
