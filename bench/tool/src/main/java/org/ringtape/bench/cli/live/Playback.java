package org.ringtape.bench.cli.live;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.kiyotaka.KiyotakaRecordedSource;
import org.ringtape.simulator.kiyotaka.KiyotakaSimulator;
import org.ringtape.simulator.market.PlaybackStart;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.vatic.VaticRecordedSource;
import org.ringtape.simulator.vatic.VaticSimulator;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.feeds.Venue;

/**
 * A recording behind its venue's simulator, which adds nothing to it; it plays once everything it holds is subscribed
 * to. Frames that the venue's codec calls malformed are played too.
 *
 * @param simulator    not started yet
 * @param onLive       to be run when all sessions are live: where the simulator cannot know what all there is
 * @param isFinished   true once the last frame was sent
 * @param isBodyAtWork true while a REST body that was served may still make a book live
 * @param client       that it is played to
 */
public record Playback(
    VenueSimulator simulator,
    Runnable onLive,
    BooleanSupplier isFinished,
    BooleanSupplier isBodyAtWork,
    ReplayClient client)
{
    private static final Set<String> UNREADABLE =
        Set.of(DecodeStatus.MALFORMED.name(), DecodeStatus.TOO_LARGE.name());

    /**
     * The playback of a recording.
     *
     * @param speed   times the recorded pace; 0 is as fast as possible
     * @param streams to wait for, where frames name their streams
     */
    public static Playback of(final Venue venue, final FrameFile file, final double speed, final Set<String> streams)
    {
        final ReplayClient client = new ReplayClient();
        final RawDecoder decoder = new RawDecoder(venue);
        final Predicate<RecordedFrame> unreadable = (frame) -> UNREADABLE.contains(
            String.valueOf(decoder.decode(frame.lineNumber(), frame.bytes()).get("status")));
        switch (venue)
        {
            case KIYOTAKA:
                final KiyotakaRecordedSource points = KiyotakaRecordedSource.builder(file).speed(speed)
                    .startWhen(PlaybackStart.EVERYTHING_SUBSCRIBED).alsoUnreadable(unreadable).build();
                return new Playback(KiyotakaSimulator.builder(points).apiKey(VenueFeeds.SIMULATED_KEY).build(),
                    Playback::nothing, points::allServed, () -> false, client);
            case VATIC:
                final VaticRecordedSource windows = VaticRecordedSource.builder(file).speed(speed)
                    .startWhen(PlaybackStart.ON_CALL).alsoUnreadable(unreadable).build();
                return new Playback(
                    VaticSimulator.builder(windows).build(), windows::begin, windows::allServed, () -> false, client);
            default:
                final RecordedMarket market = RecordedMarket.builder(file).speed(speed)
                    .startWhenSubscribed(streams).recordedBodiesOnly(client::needsBody).alsoUnreadable(unreadable)
                    .build();
                return new Playback(BinanceSimulator.builder(market).build(), Playback::nothing,
                    () -> market.playbackFinished().isDone(), market::isBodyAtWork, client);
        }
    }

    private static void nothing()
    {
        // it begins by itself
    }
}
