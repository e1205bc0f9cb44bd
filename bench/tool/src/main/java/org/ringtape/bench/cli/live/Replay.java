package org.ringtape.bench.cli.live;

import java.util.Set;
import java.util.function.Predicate;

import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.Playback;
import org.ringtape.simulator.PlaybackSettings;
import org.ringtape.simulator.SimulatorModules;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.RecordedFrame;

/**
 * A recording that is played to a pipeline. Frames that the venue's codec calls malformed are played too.
 *
 * @param playback of the recording
 * @param client   that it is played to
 */
public record Replay(Playback playback, ReplayClient client)
{
    private static final Set<String> UNREADABLE =
        Set.of(DecodeStatus.MALFORMED.name(), DecodeStatus.TOO_LARGE.name());

    /**
     * The replay of a recording.
     *
     * @param speed   times the recorded pace; 0 is as fast as possible
     * @param streams to wait for, where frames name their streams
     * @throws IllegalArgumentException if the venue has no simulator
     */
    public static Replay of(final Venue venue, final FrameFile file, final double speed, final Set<String> streams)
    {
        final ReplayClient client = new ReplayClient();
        final RawDecoder decoder = new RawDecoder(venue);
        final Predicate<RecordedFrame> unreadable = (frame) -> UNREADABLE.contains(
            String.valueOf(decoder.decode(frame.lineNumber(), frame.bytes()).get("status")));
        return new Replay(SimulatorModules.installed().of(venue.label()).playback(
            new PlaybackSettings(file, speed, streams, unreadable, client::needsBody)), client);
    }

    /** Who plays it; not started yet. */
    public VenueSimulator simulator()
    {
        return playback.simulator();
    }
}
