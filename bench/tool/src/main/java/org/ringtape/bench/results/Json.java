package org.ringtape.bench.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.runtime.Settings;

/** Machine-readable output, off the hot path: maps, lists, text, numbers and booleans to one line of JSON. */
public final class Json
{
    private static final DslJson<Object> DSL = new DslJson<>(Settings.withRuntime());

    private Json()
    {
    }

    /** One line of JSON without an end of line. */
    public static String text(final Map<String, Object> object)
    {
        try
        {
            final JsonWriter writer = DSL.newWriter();
            DSL.serialize(writer, object);
            return new String(writer.toByteArray(), StandardCharsets.UTF_8);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON object as a map. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(final byte[] json, final int length)
    {
        try
        {
            return DSL.deserialize(Map.class, json, length);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A map of pairs in the order given. */
    public static Map<String, Object> map(final Object... pairs)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2)
        {
            map.put((String)pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
