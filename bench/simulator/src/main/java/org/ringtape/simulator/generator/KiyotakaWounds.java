package org.ringtape.simulator.generator;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.JsonWounds;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.KiyotakaConnection;
import org.ringtape.simulator.kiyotaka.KiyotakaFrames;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.KiyotakaPoint;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The faults that change a frame's text or bytes. Guarded by the simulator's lock; repeatable by its randomness. */
public final class KiyotakaWounds
{
    private final FaultBoard faults;
    private final Random random;
    private final JsonWounds json;
    private final Map<KiyotakaConnection, Map<String, Long>> bookTimes = new HashMap<>();

    public KiyotakaWounds(final FaultBoard faults, final Random random)
    {
        this.faults = faults;
        this.random = random;
        this.json = new JsonWounds(random);
    }

    public void onClosed(final KiyotakaConnection connection)
    {
        bookTimes.remove(connection);
    }

    /** @return the text of the frame if a fault changes it. */
    public Optional<byte[]> rewritten(
        final KiyotakaConnection connection, final List<KiyotakaPoint> points, final String symbol)
    {
        final String subject = KiyotakaFrames.subject(points);
        final List<Object> members = new ArrayList<>();
        boolean changed = false;
        for (final KiyotakaPoint point : points)
        {
            final Map<String, Object> copy = point.members(connection.isWithSeries());
            changed |= point.series().type().isBook() && age(connection, point, copy);
            members.add(copy);
        }
        if (!points.isEmpty() && isDue(FaultKind.MALFORMED_POINT, symbol, subject))
        {
            members.add(random.nextInt(members.size() + 1), meaningless(points.get(0)));
            changed = true;
        }
        Object frame = new LinkedHashMap<>(Map.of("points", members));
        if (isDue(FaultKind.QUOTED_NUMBERS, symbol, subject))
        {
            frame = JsonWounds.quoted(frame);
            changed = true;
        }
        final Optional<String> respelled = respelled(frame, symbol, subject);
        final boolean cut = isDue(FaultKind.MALFORMED_FRAME, symbol, subject);
        if (!changed && respelled.isEmpty() && !cut)
        {
            return Optional.empty();
        }
        final byte[] text = respelled.orElse(JsonWriter.compact(frame)).getBytes(StandardCharsets.UTF_8);
        return Optional.of(cut ? Arrays.copyOf(text, text.length / 2) : text);
    }

    /** @return bytes that no Brotli decoder takes. */
    public byte[] corrupted(final byte[] compressed)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            final byte[] damaged = compressed.clone();
            for (int i = 0; i < 4; i++)
            {
                damaged[random.nextInt(damaged.length)] ^= (byte)(1 + random.nextInt(255));
            }
            if (damaged[0] != '{' && !isBrotli(damaged))
            {
                return damaged;
            }
        }
        return Arrays.copyOf(compressed, compressed.length / 2);
    }

    private Optional<String> respelled(final Object frame, final String symbol, final String subject)
    {
        String text = null;
        if (isDue(FaultKind.SHUFFLED_KEYS, symbol, subject))
        {
            text = json.shuffled(frame);
        }
        if (isDue(FaultKind.EXTRA_KEYS, symbol, subject))
        {
            text = json.withExtraKeys(frame);
        }
        if (isDue(FaultKind.BLANKS, symbol, subject))
        {
            text = json.withBlanks(frame);
        }
        return Optional.ofNullable(text);
    }

    /** Makes an image older than the last one of its book. @return whether it did. */
    private boolean age(
        final KiyotakaConnection connection, final KiyotakaPoint point, final Map<String, Object> members)
    {
        final String payload = point.series().type().payload();
        final String book = point.series().label() + " " + point.series().blockSize();
        final long timeNs = KiyotakaNumbers.timeNs(members.get(payload));
        final Long last = bookTimes.computeIfAbsent(connection, key -> new HashMap<>()).put(book, timeNs);
        final Optional<Fault> fault =
            last == null ? Optional.empty() : faults.due(FaultKind.OLD_BOOK, point.series().symbol());
        if (fault.isEmpty() || !(members.get(payload) instanceof Map<?, ?> values))
        {
            return false;
        }
        final Map<String, Object> older = new LinkedHashMap<>();
        values.forEach((key, value) -> older.put((String)key, value));
        final long oldNs = last - fault.get().number(Fault.MILLISECONDS, 1000) * 1_000_000L;
        older.put("timestamp", KiyotakaNumbers.timestamp(oldNs));
        members.put(payload, older);
        faults.record(FaultKind.OLD_BOOK, point.series().label(), MarketFrame.NO_UPDATE_ID);
        return true;
    }

    private Map<String, Object> meaningless(final KiyotakaPoint model)
    {
        final Map<String, Object> members = model.members(true);
        final String payload = model.series().type().payload();
        final JsonNumber one = new JsonNumber("1");
        switch (random.nextInt(3))
        {
            case 0:
                members.remove(payload);
                break;
            case 1:
                members.put(payload, new LinkedHashMap<>(Map.of("timestamp",
                    Map.of("seconds", one, "nanoseconds", new JsonNumber("1000000000")))));
                break;
            default:
                members.remove("series");
                break;
        }
        return members;
    }

    private boolean isDue(final FaultKind kind, final String symbol, final String subject)
    {
        final boolean due = faults.due(kind, symbol).isPresent();
        if (due)
        {
            faults.record(kind, subject, MarketFrame.NO_UPDATE_ID);
        }
        return due;
    }

    private static boolean isBrotli(final byte[] bytes)
    {
        try
        {
            final DirectDecompress result = Decoder.decompress(bytes);
            return result.getResultStatus() == DecoderJNI.Status.DONE;
        }
        catch (final IOException | RuntimeException e)
        {
            // Whatever way the decoder has to say no.
            return false;
        }
    }
}
