package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ringtape.codecs.DecodeStatus;

/** A decoder, one without the path of the documented order, a recording sink, and the oracle beside them. */
final class KiyotakaCheck
{
    final RecordingSink sink = new RecordingSink();
    final KiyotakaFrameDecoder decoder = new KiyotakaFrameDecoder((bytes, offset, length) -> length);
    private final KiyotakaFrameDecoder general =
        new KiyotakaFrameDecoder((bytes, offset, length) -> length, false);
    private int framesInOrder;
    private int pointsReadAgain;

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

    /** Makes the decoder know the series of a frame. */
    void prime(final String frame)
    {
        decode(frame);
        sink.take();
    }

    /**
     * Decodes inside a larger array, and compares with the oracle; decodes in an array of the frame's length and on the
     * general path alone, and compares every event and every count.
     */
    DecodeStatus againstOracle(final String frame, final String note)
    {
        final byte[] bytes = bytes(frame);
        final NaiveKiyotaka.Meaning meaning = NaiveKiyotaka.of(bytes);
        final byte[] padded = bytes("]}\"" + frame + "]}\"}}]}");
        final DecodeStatus status = decoder.decode(padded, 3, bytes.length, sink);
        final List<String> events = sink.take();
        framesInOrder += decoder.pointsInOrder() > 0 ? 1 : 0;
        pointsReadAgain += decoder.isPointReadAgain() ? 1 : 0;
        assertEquals(meaning.status(), status, () -> frame + note);
        if (status != DecodeStatus.MALFORMED)
        {
            // The oracle does not say what text stands for an error that is none.
            final String expected = String.join("\n", meaning.events());
            final String actual = String.join("\n", events);
            assertEquals(expected, expected.endsWith("?") ? actual.substring(0, expected.length() - 1) + "?" : actual,
                () -> frame + note);
        }
        againstGeneralPath(bytes, status, status == DecodeStatus.MALFORMED ? null : events, counts(decoder), note);
        return status;
    }

    /** Frames of {@link #againstOracle} some of whose points were read in order. */
    int framesInOrder()
    {
        return framesInOrder;
    }

    /** Frames of {@link #againstOracle} with a point that deviated behind its series. */
    int pointsReadAgain()
    {
        return pointsReadAgain;
    }

    private void againstGeneralPath(
        final byte[] bytes,
        final DecodeStatus status,
        final List<String> eventsOrNull,
        final List<Integer> counts,
        final String note)
    {
        for (final KiyotakaFrameDecoder other : List.of(general, decoder))
        {
            assertEquals(status, other.decode(bytes, 0, bytes.length, sink), () -> new String(bytes) + note);
            final List<String> events = sink.take();
            assertEquals(counts, counts(other), () -> new String(bytes) + note);
            if (eventsOrNull != null)
            {
                assertEquals(eventsOrNull, events, () -> new String(bytes) + note);
            }
        }
    }

    private static List<Integer> counts(final KiyotakaFrameDecoder of)
    {
        return List.of(of.decodedEvents(), of.ignoredEvents(), of.malformedEvents(), of.unknownEvents(),
            of.skippedKeys());
    }

    static byte[] bytes(final String frame)
    {
        return frame.getBytes(StandardCharsets.ISO_8859_1);
    }
}
