package org.ringtape.simulator.frames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frame files in all their forms, and what is said about broken ones. */
final class FrameFileTest
{
    private static final String DIFF_1 =
        "{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":5,\"u\":9,\"pu\":4,\"b\":[],\"a\":[]}";
    private static final String DIFF_2 =
        "{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":11,\"u\":15,\"pu\":9,\"b\":[],\"a\":[]}";
    private static final String DIFF_3 =
        "{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":16,\"u\":19,\"pu\":15,\"b\":[],\"a\":[]}";
    private static final String BODY = "{\"lastUpdateId\":10,\"bids\":[],\"asks\":[]}";

    @TempDir
    Path folder;

    @Test
    void shouldReadPlainFramesAsTheyStand()
    {
        final List<RecordedFrame> frames = FrameFile.read(write("a.jsonl", "{\"a\":1}\n\n[2]\r\nnot json\n")).frames();
        assertEquals(List.of("{\"a\":1}", "[2]", "not json"), frames.stream().map(RecordedFrame::text).toList());
        assertEquals(List.of(1L, 3L, 4L), frames.stream().map(RecordedFrame::lineNumber).toList());
        assertFalse(frames.get(0).isTimed());
    }

    @Test
    void shouldReadReceiveTimesInBothUnits()
    {
        final List<RecordedFrame> frames = FrameFile.read(write("a",
            "1723161255088156767 {\"a\":1}\n1626992741.06217: {\"b\": 2}\n1626992741.5 [3]")).frames();
        assertEquals(1_723_161_255_088_156_767L, frames.get(0).timeNs());
        assertEquals(1_626_992_741_062_170_000L, frames.get(1).timeNs());
        assertEquals(1_626_992_741_500_000_000L, frames.get(2).timeNs());
        assertEquals("{\"b\": 2}", frames.get(1).text());
    }

    @Test
    void shouldSkipWhatTheClientSentAndKeepRestAnswersOfMultiVenueRecordings()
    {
        final List<RecordedFrame> frames = FrameFile.read(write("a", "wss://h/ws <-> 1626992741.1\n" +
            "wss://h/ws <- 1626992741.2: {\"op\":\"x\"}\nhttps://h/depth?symbol=X&limit=5 -> 1626992741.3: " + BODY +
            "\n1626992741.4: {\"text\":\"a <- b\"}\n")).frames();
        assertEquals(2, frames.size());
        assertEquals(FrameKind.REST_DEPTH, frames.get(0).kind());
        assertEquals("X", frames.get(0).symbol());
        assertEquals(BODY, frames.get(0).text());
        assertEquals("{\"text\":\"a <- b\"}", frames.get(1).text());
    }

    @Test
    void shouldTellRestBodiesByTheirTopLevelKeys()
    {
        final List<RecordedFrame> frames = FrameFile.read(write("a", BODY + "\n{\"stream\":\"s\",\"data\":" + BODY +
            "}\n{\"e\":\"x\",\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}\n")).frames();
        assertEquals(List.of(FrameKind.REST_DEPTH, FrameKind.FRAME, FrameKind.FRAME),
            frames.stream().map(RecordedFrame::kind).toList());
    }

    @Test
    void shouldPutSeparateBodyBehindTheFirstDiffThatReachesIt()
    {
        final Path frames = write("a", DIFF_1 + "\n" + DIFF_2 + "\n" + DIFF_3 + "\n");
        final FrameFile merged = FrameFile.read(frames, null, write("b", BODY));
        assertEquals(List.of(DIFF_1, DIFF_2, BODY, DIFF_3), merged.frames().stream().map(RecordedFrame::text).toList());
        assertEquals("X", merged.frames().get(2).symbol());
    }

    @Test
    void shouldReadGzipByContentWhateverItsName() throws IOException
    {
        final Path file = folder.resolve("frames.jsonl");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file)))
        {
            out.write("{}\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals("{}", FrameFile.read(file).frames().get(0).text());
        final byte[] cut = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(cut, cut.length - 9));
        assertFails("damaged gzip", file);
    }

    @Test
    void shouldTakeTimesFromTheirOwnFile()
    {
        final Path frames = write("a", DIFF_1 + "\n" + DIFF_2 + "\n");
        assertEquals(8, FrameFile.read(frames, write("t", "7\n8\n"), null).frames().get(1).timeNs());
        final Path three = write("t3", "7\n8\n9\n");
        final FrameFileException wrong =
            assertThrows(FrameFileException.class, () -> FrameFile.read(frames, three, null));
        assertTrue(wrong.getMessage().contains("3 times for the 2 lines"), wrong.getMessage());
        final Path bad = write("bad", "7\nx\n");
        final FrameFileException malformed =
            assertThrows(FrameFileException.class, () -> FrameFile.read(frames, bad, null));
        assertTrue(malformed.getMessage().contains("bad:2: malformed receive time"), malformed.getMessage());
    }

    @Test
    void shouldSayInOneLineWhatIsWrong()
    {
        assertFails("does not exist", folder.resolve("none"));
        assertFails("is a folder", folder);
        assertFails("is empty", write("e", ""));
        assertFails("holds no frame", write("n", "\n\n"));
        assertFails("is named .gz but is not gzip", write("p.gz", "{}\n"));
        assertFails("m:2: malformed receive time", write("m", "12 {}\n12.3.4 {}\n"));
        assertFails("out of range", write("r", "9999999999999999999 {}\n"));
        final Path frames = write("f", DIFF_1);
        final Path notBody = write("nb", "{}\n");
        final FrameFileException wrong =
            assertThrows(FrameFileException.class, () -> FrameFile.read(frames, null, notBody));
        assertTrue(wrong.getMessage().endsWith("nb:1: not a REST depth body"), wrong.getMessage());
    }

    @Test
    void shouldReadLinesAsTheyStandAndKeepCount()
    {
        final BoundedLines lines = lines("a\r\n\n\rb", Long.MAX_VALUE);
        assertEquals("a", new String(lines.next(), StandardCharsets.US_ASCII));
        assertEquals(0, lines.next().length);
        assertEquals("\rb", new String(lines.next(), StandardCharsets.US_ASCII));
        assertEquals(3, lines.number());
        assertEquals(null, lines.next());
    }

    @Test
    void shouldRefuseALineThatIsTooLong()
    {
        final String longest = "x".repeat(BoundedLines.MAX_LINE_BYTES);
        assertEquals(longest.length(), lines(longest, Long.MAX_VALUE).next().length);
        final BoundedLines tooLong = lines("a\n" + longest + "x", Long.MAX_VALUE);
        tooLong.next();
        final FrameFileException wrong = assertThrows(FrameFileException.class, tooLong::next);
        assertEquals("name:2: a line longer than 16 MB is no frame", wrong.getMessage());
    }

    @Test
    void shouldRefuseMoreThanFitsIntoMemoryHoweverShortTheLines()
    {
        final BoundedLines lines = lines("{}\n".repeat(100_000), 3_000_000);
        final FrameFileException wrong = assertThrows(FrameFileException.class, () ->
        {
            while (lines.next() != null)
            {
                // until it is too much
            }
        });
        assertTrue(wrong.getMessage().contains("holds more than the 3 MB"), wrong.getMessage());
        assertTrue(lines.number() < 10_000, () -> "line " + lines.number());
    }

    @Test
    void shouldGiveABodyWithoutASymbolToTheBookThatItFits()
    {
        final String other = DIFF_2.replace("\"X\"", "\"Y\"").replace("\"u\":15", "\"u\":99");
        final String far = BODY.replace("10", "50");
        final FrameFile two = FrameFile.read(write("two", DIFF_1 + "\n" + other + "\n" + far + "\n" + DIFF_3 + "\n"));
        assertEquals("Y", two.frames().get(2).symbol());
        final FrameFile nobody = FrameFile.read(
            write("nobody", DIFF_1 + "\n" + other + "\n" + BODY.replace("10", "500") + "\n"));
        assertEquals("", nobody.frames().get(2).symbol());
        final FrameFile one = FrameFile.read(write("one", BODY.replace("10", "500") + "\n" + DIFF_1 + "\n"));
        assertEquals("X", one.frames().get(0).symbol());
    }

    private static BoundedLines lines(final String text, final long mostBytes)
    {
        return BoundedLines.of(
            "name", new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), mostBytes);
    }

    @Test
    void shouldFindFolderByVariableOrUpward() throws IOException
    {
        final Path recordings = Files.createDirectories(folder.resolve("shared/frames"));
        final Path deep = Files.createDirectories(folder.resolve("project/module"));
        assertEquals(recordings, FrameFolder.locate(null, deep).orElseThrow());
        assertEquals(deep, FrameFolder.locate(deep.toString(), deep).orElseThrow());
        assertTrue(FrameFolder.locate(folder.resolve("absent").toString(), deep).isEmpty());
    }

    private void assertFails(final String part, final Path file)
    {
        final FrameFileException wrong = assertThrows(FrameFileException.class, () -> FrameFile.read(file));
        assertTrue(wrong.getMessage().contains(part), wrong.getMessage());
        assertTrue(wrong.getMessage().startsWith(file.toString()), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("\n"), wrong.getMessage());
    }

    private Path write(final String name, final String text)
    {
        try
        {
            return Files.writeString(folder.resolve(name), text);
        }
        catch (final IOException e)
        {
            throw new AssertionError(e);
        }
    }
}
