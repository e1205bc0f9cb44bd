package org.ringtape.bench.cli;

import java.util.Set;
import java.util.function.BooleanSupplier;

import org.ringtape.bench.frames.FrameFile;
import org.ringtape.bench.simulator.BinanceSimulator;
import org.ringtape.bench.simulator.KiyotakaRecordedSource;
import org.ringtape.bench.simulator.KiyotakaSimulator;
import org.ringtape.bench.simulator.PlaybackStart;
import org.ringtape.bench.simulator.RecordedMarket;
import org.ringtape.bench.simulator.VaticRecordedSource;
import org.ringtape.bench.simulator.VaticSimulator;
import org.ringtape.bench.simulator.VenueSimulator;
import org.ringtape.feeds.Venue;

/**
 * A recording behind its venue's simulator; it plays once everything it holds is subscribed to.
 *
 * @param simulator  not started yet
 * @param onLive     to be run when all sessions are live: where the simulator cannot know what all there is
 * @param isFinished true once the last frame was sent
 */
record Playback(VenueSimulator simulator, Runnable onLive, BooleanSupplier isFinished)
{
    /**
     * The playback of a recording.
     *
     * @param speed   times the recorded pace; 0 is as fast as possible
     * @param streams to wait for, where frames name their streams
     */
    static Playback of(final Venue venue, final FrameFile file, final double speed, final Set<String> streams)
    {
        switch (venue)
        {
            case KIYOTAKA:
                final KiyotakaRecordedSource points = KiyotakaRecordedSource.builder(file).speed(speed)
                    .startWhen(PlaybackStart.EVERYTHING_SUBSCRIBED).build();
                return new Playback(KiyotakaSimulator.builder(points).apiKey(VenueFeeds.SIMULATED_KEY).build(),
                    Playback::nothing, points::allServed);
            case VATIC:
                final VaticRecordedSource windows = VaticRecordedSource.builder(file).speed(speed)
                    .startWhen(PlaybackStart.ON_CALL).build();
                return new Playback(VaticSimulator.builder(windows).build(), windows::begin, windows::allServed);
            default:
                final RecordedMarket market = RecordedMarket.builder(file).speed(speed)
                    .startWhenSubscribed(streams).build();
                return new Playback(BinanceSimulator.builder(market).build(), Playback::nothing,
                    () -> market.playbackFinished().isDone());
        }
    }

    private static void nothing()
    {
        // it begins by itself
    }
}
