package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ringtape.codecs.DecodeStatus;

/** A decoder, a recording sink, and the oracle beside them. */
final class KiyotakaCheck
{
    final RecordingSink sink = new RecordingSink();
    final KiyotakaFrameDecoder decoder = new KiyotakaFrameDecoder((bytes, offset, length) -> length);

    DecodeStatus decode(final String frame)
    {
        final byte[] bytes = bytes(frame);
        return decoder.decode(bytes, 0, bytes.length, sink);
    }

    /** Decodes and returns what the sink got; the status must be as expected. */
    List<String> events(final DecodeStatus expected, final String frame)
    {
        assertEquals(expected, decode(frame), frame);
        return sink.take();
    }

    /** Decodes inside a larger array, and compares with the oracle. */
    DecodeStatus againstOracle(final String frame, final String note)
    {
        final byte[] bytes = bytes(frame);
        final NaiveKiyotaka.Meaning meaning = NaiveKiyotaka.of(bytes);
        final byte[] padded = bytes("]}\"" + frame + "]}\"}}]}");
        final DecodeStatus status = decoder.decode(padded, 3, bytes.length, sink);
        final List<String> events = sink.take();
        assertEquals(meaning.status(), status, () -> frame + note);
        if (status != DecodeStatus.MALFORMED)
        {
            // The oracle does not say what text stands for an error that is none.
            final String expected = String.join("\n", meaning.events());
            final String actual = String.join("\n", events);
            assertEquals(expected, expected.endsWith("?") ? actual.substring(0, expected.length() - 1) + "?" : actual,
                () -> frame + note);
        }
        return status;
    }

    static byte[] bytes(final String frame)
    {
        return frame.getBytes(StandardCharsets.ISO_8859_1);
    }
}
