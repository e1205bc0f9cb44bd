package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.feeds.transport.TransportListener;

/** Frames fed to the draft by hand: RFC 6455 rule by rule. */
class PayloadDraftTest
{
    private static final FrameLimits SMALL = new FrameLimits(200, 300, 4);

    private static DraftRun run(final byte[]... frames)
    {
        return new DraftRun(SMALL).read(Frames.concat(frames));
    }

    private static byte[] fragment(final int first, final String text)
    {
        return Frames.frame(first, Frames.utf8(text));
    }

    @Test
    void shouldDeliverFramesWhereverTwoReadsCutThem()
    {
        final byte[] stream = Frames.concat(Frames.text("first"), Frames.text("é€😀".repeat(20)),
            fragment(0x01, "frag"), Frames.frame(0x89, Frames.utf8("p")), fragment(0x00, ""), fragment(0x80, "ment"),
            Frames.frame(0x82, new byte[] {0, (byte)0xFF}), Frames.frame(0x8A, new byte[0]), Frames.text(""),
            Frames.close(1001, "going"));
        final List<String> messages = List.of(DraftRun.text("first"), DraftRun.text("é€😀".repeat(20)),
            DraftRun.text("fragment"), "binary 00ff", DraftRun.text(""));
        final List<String> controls = List.of("PING 70", "PONG ", "CLOSING 1001 going");
        for (int first = 0; first <= stream.length; first++)
        {
            for (int second = first; second <= stream.length; second++)
            {
                final DraftRun run = new DraftRun(SMALL);
                readUnlessEmpty(run, Arrays.copyOf(stream, first));
                readUnlessEmpty(run, Arrays.copyOfRange(stream, first, second));
                readUnlessEmpty(run, Arrays.copyOfRange(stream, second, stream.length));
                assertEquals(messages, run.messages);
                assertEquals(controls, run.controls);
                assertEquals(0, run.refusedWith);
            }
        }
    }

    private static void readUnlessEmpty(final DraftRun run, final byte[] bytes)
    {
        if (bytes.length > 0)
        {
            run.read(bytes);
        }
    }

    @Test
    void shouldDeliverFrameOfSixteenMebibytesArrivingByteByByteAtItsHeadAndInReadsThen()
    {
        final byte[] payload = new byte[FrameLimits.DEFAULT.maxFrameBytes()];
        Arrays.fill(payload, (byte)'z');
        final byte[] stream = Frames.frame(0x82, payload);
        final int[] delivered = new int[1];
        final PayloadDraft draft = new PayloadDraft(FrameLimits.DEFAULT, 1024, new TransportListener()
        {
            @Override
            public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
            {
                assertEquals(-1, Arrays.mismatch(payload, 0, payload.length, buffer, offset, offset + length));
                delivered[0]++;
            }

            @Override
            public void onClosed(final int code, final String reason, final boolean byPeer)
            {
                throw new AssertionError("a draft does not close");
            }
        });
        int at = 0;
        while (at < stream.length)
        {
            final int end = at < 20 ? at + 1 : Math.min(stream.length, at + 65_536);
            final ByteBuffer read = ByteBuffer.wrap(stream, at, end - at);
            assertSame(Collections.emptyList(), assertDoesNotThrow(
                () -> draft.translateFrame(read)));
            assertEquals(0, read.remaining());
            at = end;
        }
        assertEquals(1, delivered[0]);
    }

    static Stream<Arguments> refused()
    {
        final byte[] a200 = new byte[200];
        return Stream.of(
            Arguments.of("masked frame", 1002, Frames.masked(0x81, Frames.utf8("hi"))),
            Arguments.of("RSV1", 1002, Frames.frame(0xC1, Frames.utf8("hi"))),
            Arguments.of("RSV2", 1002, Frames.frame(0xA1, Frames.utf8("hi"))),
            Arguments.of("RSV3 on a ping", 1002, Frames.frame(0x99, new byte[0])),
            Arguments.of("opcode 3", 1002, Frames.frame(0x83, new byte[0])),
            Arguments.of("opcode 11", 1002, Frames.frame(0x8B, new byte[0])),
            Arguments.of("fragmented ping", 1002, Frames.frame(0x09, new byte[0])),
            Arguments.of("fragmented close", 1002, Frames.frame(0x08, new byte[0])),
            Arguments.of("ping of 126 bytes", 1002, Frames.frame(0x89, new byte[126])),
            Arguments.of("continuation of nothing", 1002, Frames.frame(0x80, new byte[0])),
            Arguments.of("message inside a message", 1002,
                Frames.concat(Frames.frame(0x01, new byte[0]), Frames.text("x"))),
            Arguments.of("16-bit length for 125", 1002, Frames.concat(Frames.bytes(0x82, 126, 0, 125), new byte[125])),
            Arguments.of("64-bit length for 65535", 1002, Frames.longHead(0x82, 65_535)),
            Arguments.of("negative length", 1002, Frames.longHead(0x82, -1)),
            Arguments.of("length of 2^40", 1009, Frames.longHead(0x82, 1L << 40)),
            Arguments.of("length that is small in its lower half", 1009, Frames.longHead(0x82, (1L << 32) + 5)),
            Arguments.of("frame beyond the limit, by its head alone", 1009, Frames.bytes(0x82, 126, 0, 201)),
            Arguments.of("message beyond the limit", 1009,
                Frames.concat(Frames.frame(0x02, a200), Frames.bytes(0x00, 101))),
            Arguments.of("fifth fragment", 1009, Frames.concat(Frames.frame(0x02, new byte[0]),
                Frames.frame(0, new byte[0]), Frames.frame(0, new byte[0]), Frames.frame(0, new byte[0]),
                Frames.frame(0, new byte[0]))),
            Arguments.of("text that is not UTF-8", 1007, Frames.frame(0x81, Frames.bytes('a', 0xC0, 0xAF))),
            Arguments.of("surrogate", 1007, Frames.frame(0x81, Frames.bytes(0xED, 0xA0, 0x80))),
            Arguments.of("text that ends inside a character", 1007, Frames.frame(0x81, Frames.bytes('a', 0xE2, 0x82))),
            Arguments.of("fragment that no other can make UTF-8", 1007, Frames.frame(0x01, Frames.bytes('a', 0xFF))),
            Arguments.of("fragments that end inside a character", 1007,
                Frames.concat(Frames.frame(0x01, Frames.bytes(0xE2)), Frames.frame(0x80, Frames.bytes(0x82)))),
            Arguments.of("close of one byte", 1002, Frames.frame(0x88, new byte[1])),
            Arguments.of("close 999", 1002, Frames.close(999, "")),
            Arguments.of("close 1004", 1002, Frames.close(1004, "")),
            Arguments.of("close 1005", 1002, Frames.close(1005, "")),
            Arguments.of("close 1006", 1002, Frames.close(1006, "")),
            Arguments.of("close 1015", 1002, Frames.close(1015, "")),
            Arguments.of("close 2999", 1002, Frames.close(2999, "")),
            Arguments.of("close 5000", 1002, Frames.close(5000, "")),
            Arguments.of("close reason that is not UTF-8", 1002, Frames.frame(0x88, Frames.bytes(3, 232, 0xFF))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseBehindWhatCameBeforeAndIgnoreWhatFollows(final String name, final int code, final byte[] bad)
    {
        final DraftRun run = run(Frames.text("before"), bad, Frames.text("after"));
        run.read(Frames.text("later"));
        assertEquals(code, run.refusedWith);
        assertEquals(List.of(DraftRun.text("before")), run.messages);
        assertEquals(List.of(), run.controls);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseJustTheSameByteByByte(final String name, final int code, final byte[] bad)
    {
        final DraftRun run = new DraftRun(SMALL);
        for (final byte octet : Frames.concat(Frames.text("before"), bad, Frames.text("after")))
        {
            run.read(new byte[] {octet});
        }
        assertEquals(code, run.refusedWith);
        assertEquals(List.of(DraftRun.text("before")), run.messages);
    }

    @Test
    void shouldAcceptLimitsExactly()
    {
        final byte[] payload = new byte[200];
        final DraftRun run = run(Frames.frame(0x82, payload), Frames.frame(0x02, payload),
            Frames.frame(0x00, new byte[100]), Frames.frame(0x00, new byte[0]), Frames.frame(0x80, new byte[0]),
            Frames.frame(0x89, new byte[125]));
        assertEquals(0, run.refusedWith);
        assertEquals(List.of("binary " + "00".repeat(200), "binary " + "00".repeat(300)), run.messages);
        assertEquals(1, run.controls.size());
    }

    @Test
    void shouldJoinCharactersThatFragmentsCutInTwo()
    {
        final byte[] text = Frames.utf8("€😀");
        for (int cut = 0; cut <= text.length; cut++)
        {
            final DraftRun run = run(Frames.frame(0x01, Arrays.copyOf(text, cut)), Frames.frame(0x89, new byte[0]),
                Frames.frame(0x80, Arrays.copyOfRange(text, cut, text.length)));
            assertEquals(List.of(DraftRun.text("€😀")), run.messages);
            assertEquals(List.of("PING "), run.controls);
        }
    }

    @Test
    void shouldDeliverNothingBehindCloseFrame()
    {
        final DraftRun run = run(Frames.close(1000, "bye"), Frames.text("late"), Frames.frame(0x89, new byte[0]));
        run.read(Frames.text("later"));
        assertEquals(List.of(), run.messages);
        assertEquals(List.of("CLOSING 1000 bye"), run.controls);
    }

    @Test
    void shouldTellCloseWithoutCodeFromNormalClose()
    {
        assertEquals(List.of("CLOSING 1005 "), run(Frames.frame(0x88, new byte[0])).controls);
    }

    @Test
    void shouldCopyItselfWithoutItsState()
    {
        final DraftRun listener = new DraftRun(SMALL);
        final PayloadDraft draft = new PayloadDraft(SMALL, 1024, listener);
        assertDoesNotThrow(
            () -> draft.translateFrame(ByteBuffer.wrap(Frames.bytes(0x81))));
        final PayloadDraft copy = (PayloadDraft)draft.copyInstance();
        assertNotSame(draft, copy);
        assertDoesNotThrow(
            () -> copy.translateFrame(ByteBuffer.wrap(Frames.text("fresh"))));
        assertEquals(List.of(DraftRun.text("fresh")), listener.messages);
    }

    @Test
    void shouldRefuseLimitsThatBoundNothing()
    {
        assertThrows(IllegalArgumentException.class, () -> new FrameLimits(124, 300, 4));
        assertThrows(IllegalArgumentException.class, () -> new FrameLimits(200, Integer.MAX_VALUE, 4));
        assertThrows(IllegalArgumentException.class, () -> new FrameLimits(200, 300, 0));
    }
}
