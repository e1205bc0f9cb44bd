package org.ringtape.codecs.kiyotaka;

import java.util.List;

import org.ringtape.codecs.oracle.RecordedFrames;

/** Frames of the vendor's documents and synthetic ones, not part of the project: a test is skipped without them. */
final class KiyotakaRecordings
{
    static final List<String> SYNTHETIC = List.of("synthetic_trade_agg", "synthetic_block_book_snapshot",
        "synthetic_block_book_snapshot_depth500", "synthetic_volume_profile_agg", "synthetic_funding_open_interest",
        "synthetic_nonbook_stream", "synthetic_control", "synthetic_brotli_frames.expected");

    private KiyotakaRecordings()
    {
    }

    static List<String> lines(final String file)
    {
        return RecordedFrames.lines("kiyotaka/" + file + ".jsonl");
    }
}
