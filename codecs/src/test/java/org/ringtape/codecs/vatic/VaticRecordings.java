package org.ringtape.codecs.vatic;

import java.util.List;

import org.ringtape.codecs.oracle.RecordedFrames;

/** Documented frames and sessions, which are not part of the project: a test that asks for them is skipped without. */
final class VaticRecordings
{
    private VaticRecordings()
    {
    }

    static List<String> lines(final String file)
    {
        return RecordedFrames.lines("vatic/" + file);
    }
}
