package org.ringtape.simulator.kiyotaka;

import org.junit.jupiter.api.Test;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.market.PlaybackStart;
import org.ringtape.simulator.net.PlainClient;
import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.simulator.vatic.VaticRecordedSource;
import org.ringtape.simulator.vatic.VaticRig;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringtape.simulator.kiyotaka.KiyotakaRig.OTHER;

/** Recordings of Kiyotaka and Vatic served again; those of the folder are skipped where it is not at hand. */
final class RecordedSessionsTest
{
    private static final String ONE = "{\"points\":[" + trade("AUSDT", 1, 10) + "," + trade("BUSDT", 2, 10) + "]}";
    private static final String TWO = "{\"points\": [" + trade("AUSDT", 3, 12) + "]}";

    @Test
    void shouldSendWantedPointsOnlyAndWholeFramesUnchanged()
    {
        final KiyotakaRecordedSource source = recorded(ONE, "{\"type\":\"pong\",\"timestamp\":1}", "nope", TWO,
            "{\"points\":[" + trade("CUSDT", 4, 13) + "]}").build();
        try (KiyotakaRig rig = new KiyotakaRig(source, builder -> builder))
        {
            final PlainClient client = rig.subscribed(OTHER, "", "'type':'TRADE','exchange':'X','symbol':'AUSDT'");
            assertFalse(source.allServed());
            rig.pass(1);
            assertEquals(List.of("{\"points\":[" + trade("AUSDT", 1, 10) + "]}", TWO), rig.texts(client));
            assertTrue(source.allServed());
            assertEquals(List.of(3L, 2L, 1L, 2L), List.of((long)source.frameCount(), source.framesSent(),
                source.framesUnwanted(), source.linesSkipped()));
        }
    }

    @Test
    void shouldKeepToTheRecordedPace()
    {
        final KiyotakaRecordedSource source = recorded(ONE, TWO).speed(2).build();
        try (KiyotakaRig rig = new KiyotakaRig(source, builder -> builder))
        {
            final PlainClient client = rig.subscribed(OTHER, "",
                "'type':'TRADE','exchange':'X','symbol':'AUSDT'", "'type':'TRADE','exchange':'X','symbol':'BUSDT'");
            rig.pass(0);
            assertEquals(List.of(ONE), rig.texts(client));
            rig.pass(999);
            assertEquals(List.of(), rig.texts(client));
            rig.pass(1);
            assertEquals(List.of(TWO), rig.texts(client));
        }
    }

    @Test
    void shouldWaitForEverythingToBeSubscribed()
    {
        final KiyotakaRecordedSource source =
            recorded(ONE, TWO).startWhen(PlaybackStart.EVERYTHING_SUBSCRIBED).build();
        try (KiyotakaRig rig = new KiyotakaRig(source, builder -> builder))
        {
            final PlainClient client = rig.subscribed(OTHER, "", "'type':'TRADE','exchange':'X','symbol':'AUSDT'");
            rig.pass(1);
            assertEquals(List.of(), rig.texts(client));
            KiyotakaRig.ask(client, KiyotakaRig.subscribe(3, "", "'type':'TRADE','exchange':'*','symbol':'BUSDT'"));
            rig.pass(1);
            assertEquals(List.of(ONE, TWO), rig.texts(client));
        }
    }

    @Test
    void shouldServeTheRecordedStreamByteByByte() throws Exception
    {
        final FrameFile file = FrameFile.read(path("kiyotaka/synthetic_nonbook_stream.jsonl"));
        final KiyotakaRecordedSource source = KiyotakaRecordedSource.builder(file)
            .startWhen(PlaybackStart.EVERYTHING_SUBSCRIBED).build();
        final List<String> expected = file.frames().stream().map(RecordedFrame::text)
            .filter(text -> text.startsWith("{\"points\"")).toList();
        final Set<String> channels = new TreeSet<>();
        expected.forEach(frame -> KiyotakaRig.points(frame).forEach(point -> channels.add(
            "'type':'" + KiyotakaRig.series(point, "type") + "','exchange':'" + KiyotakaRig.series(point, "exchange") +
            "','symbol':'" + KiyotakaRig.series(point, "symbol") + "'")));
        try (KiyotakaRig rig = new KiyotakaRig(source, builder -> builder))
        {
            final PlainClient client = rig.subscribed(OTHER, "", channels.toArray(String[]::new));
            rig.pass(1);
            assertEquals(expected, rig.texts(client));
            assertEquals(expected.size(), source.frameCount());
            assertTrue(source.allServed());
        }
    }

    @Test
    void shouldServeTheRecordedWindows() throws Exception
    {
        final FrameFile file = FrameFile.read(path("vatic/session-synthetic.jsonl"));
        final VaticRecordedSource source =
            VaticRecordedSource.builder(file).startWhen(PlaybackStart.ON_CALL).build();
        final List<String> expected = file.frames().stream().map(RecordedFrame::text)
            .filter(text -> text.contains("\"event\":\"window_open")).toList();
        try (VaticRig rig = new VaticRig("2026-01-15T04:52:00Z", source, builder -> builder))
        {
            final PlainClient client = rig.client();
            final List<String> served = new ArrayList<>();
            for (final String asset : List.of("btc", "eth", "sol", "xrp", "hype", "doge", "bnb"))
            {
                client.send(VaticRig.subscribe(asset));
            }
            served.addAll(rig.texts(client));
            served.removeIf(text -> text.startsWith("{\"event\":\"subscribed\""));
            assertEquals(35, served.size());
            rig.pass(1);
            assertEquals(List.of(), rig.texts(client));
            source.begin();
            rig.pass(1);
            served.addAll(rig.texts(client));
            assertEquals(expected, served);
            assertTrue(source.allServed());
            assertEquals("83139.21", rig.simulator.truth("btc", VaticInterval.MIN_5, 1768452900).orElseThrow()
                .price().toPlainString());
            assertEquals(Optional.empty(), rig.simulator.truth("hype", VaticInterval.MIN_5, 1768453200));
        }
    }

    private static KiyotakaRecordedSource.Builder recorded(final String... lines)
    {
        final List<RecordedFrame> frames = new ArrayList<>();
        for (final String line : lines)
        {
            frames.add(new RecordedFrame(frames.size() + 1, RecordedFrame.NO_TIME,
                line.getBytes(StandardCharsets.UTF_8), FrameKind.FRAME, ""));
        }
        return KiyotakaRecordedSource.builder(FrameFile.of("lines", frames));
    }

    private static String trade(final String symbol, final int id, final int second)
    {
        return "{\"series\":{\"type\":\"TRADE\",\"symbol\":\"" + symbol + "\",\"exchange\":\"X\",\"side\":\"BUY\"}," +
            "\"trade\":{\"id\":\"" + id + "\",\"price\":1.50,\"amount\":2,\"timestamp\":{\"seconds\":" + second + "}}}";
    }

    private static Path path(final String name)
    {
        final Optional<Path> path = FrameFolder.file(name);
        assumeTrue(path.isPresent(), "no recording " + name + "; set " + FrameFolder.VARIABLE);
        return path.get();
    }
}
