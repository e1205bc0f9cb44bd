package org.ringtape.simulator;

import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.RecordedFrame;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a playback is made of.
 *
 * @param recording  to play
 * @param speed      times the recorded pace; 0 is as fast as possible
 * @param streams    to wait for, where frames name their streams
 * @param unreadable true for a frame that the client's codec cannot read; it is played all the same
 * @param needsBody  true while the client still needs a REST body for a symbol
 */
public record PlaybackSettings(
    FrameFile recording,
    double speed,
    Set<String> streams,
    Predicate<RecordedFrame> unreadable,
    Predicate<String> needsBody)
{
}
