package org.ringtape.bench.system;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;
import org.ringtape.simulator.frames.RecordedFrame;

/** Recordings, for tests that are skipped where there are none. */
final class Recordings
{
    /** SHA-256 of the final book of {@link #ethUsdt()}, from the recording's own truth. */
    static final String ETH_FINAL_SHA256 = "f34b6cce60ff1767eceda7cb9a06ead9addd85cc1adcbbc10ea29e87b37c15b9";

    private Recordings()
    {
    }

    static List<RecordedFrame> btcUsdt()
    {
        final String name = "binance-options/real-usdm-btcusdt-20240808";
        return FrameFile.read(file(name + ".jsonl"), null, file(name + ".rest-depth.json")).frames();
    }

    static List<RecordedFrame> ethUsdt()
    {
        return FrameFile.read(file("books/binance/usdm-ethusdt-20240808.gz")).frames();
    }

    /** A file of the folder of recordings; where it is not there, the test is skipped. */
    static Path file(final String name)
    {
        final Path file = FrameFolder.file(name).orElse(null);
        Assumptions.assumeTrue(file != null,
            "no recording " + name + ": set " + FrameFolder.VARIABLE + " to the folder of recordings");
        return file;
    }
}
