package org.ringtape.simulator.generator;

import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.JsonWounds;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The faults that change an event's text. Guarded by the simulator's lock; repeatable by its seed. */
public final class VaticWounds
{
    private static final String DISCRIMINATOR = "event";

    private final FaultBoard faults;
    private final JsonWounds json;

    public VaticWounds(final FaultBoard faults, final long seed)
    {
        this.faults = faults;
        this.json = new JsonWounds(new Random(seed));
    }

    /** @return the text as it goes out; the same bytes if no fault changes it. */
    public byte[] rewritten(final String asset, final byte[] text)
    {
        if (faults.isIdle())
        {
            return text;
        }
        byte[] result = text;
        try
        {
            if (isDue(FaultKind.QUOTED_NUMBERS, asset))
            {
                result = bytes(JsonWriter.compact(JsonWounds.quoted(JsonReader.read(result))));
            }
            if (isDue(FaultKind.SHUFFLED_KEYS, asset))
            {
                result = bytes(json.shuffled(JsonReader.read(result)));
            }
            if (isDue(FaultKind.EXTRA_KEYS, asset))
            {
                result = bytes(json.withExtraKeys(JsonReader.read(result)));
            }
            if (isDue(FaultKind.DISCRIMINATOR_LAST, asset))
            {
                result = bytes(JsonWriter.compact(discriminatorLast(JsonReader.read(result))));
            }
            if (isDue(FaultKind.BLANKS, asset))
            {
                result = bytes(json.withBlanks(JsonReader.read(result)));
            }
        }
        catch (final JsonSyntaxException e)
        {
            throw new IllegalStateException("events are JSON", e);
        }
        return isDue(FaultKind.MALFORMED_FRAME, asset) ? Arrays.copyOf(result, result.length / 2) : result;
    }

    private static Object discriminatorLast(final Object event)
    {
        final Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>)event).forEach((key, value) -> copy.put((String)key, value));
        copy.put(DISCRIMINATOR, copy.remove(DISCRIMINATOR));
        return copy;
    }

    private boolean isDue(final FaultKind kind, final String asset)
    {
        final boolean due = faults.due(kind, asset).isPresent();
        if (due)
        {
            faults.record(kind, asset, MarketFrame.NO_UPDATE_ID);
        }
        return due;
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
