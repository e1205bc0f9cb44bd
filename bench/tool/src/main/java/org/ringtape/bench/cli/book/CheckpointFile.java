package org.ringtape.bench.cli.book;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.ringtape.bench.cli.FileName;
import org.ringtape.bench.cli.Messages;
import org.ringtape.bench.cli.UserError;
import org.ringtape.simulator.frames.BoundedLines;
import org.ringtape.bench.results.Json;

/**
 * Reads checkpoints of a book, plain or gzip, in two forms: one JSON object a line with {@code u}, {@code bids},
 * {@code asks} and optionally {@code appliedDiffs}, {@code bidLevels}, {@code askLevels}; or rows
 * {@code depth_u,bid,bid_qty,ask,ask_qty} under that header.
 */
public final class CheckpointFile
{
    private static final String CSV_HEADER = "depth_u,bid,bid_qty,ask,ask_qty";
    private static final int CSV_COLUMNS = 5;

    private CheckpointFile()
    {
    }

    /**
     * All checkpoints of a file.
     *
     * @throws UserError naming file and line if a line cannot be understood
     */
    public static List<Checkpoint> read(final String file)
    {
        final List<Checkpoint> checkpoints = new ArrayList<>();
        try (BoundedLines lines = BoundedLines.of(FileName.of("--checkpoints", file)))
        {
            boolean csv = false;
            byte[] bytes;
            while ((bytes = lines.next()) != null)
            {
                final String line = new String(bytes, StandardCharsets.UTF_8);
                if (checkpoints.isEmpty() && line.equals(CSV_HEADER))
                {
                    csv = true;
                }
                else if (!line.isBlank())
                {
                    checkpoints.add(parse(file, lines.number(), line, csv));
                }
            }
        }
        if (checkpoints.isEmpty())
        {
            throw new UserError(file + ": no checkpoint in it");
        }
        return checkpoints;
    }

    private static Checkpoint parse(final String file, final long number, final String line, final boolean csv)
    {
        final String place = file + ":" + number;
        try
        {
            return csv ? row(place, line) : object(place, line);
        }
        catch (final IOException | RuntimeException | StackOverflowError e)
        {
            throw new UserError(place + ": malformed checkpoint: " + Messages.of(e));
        }
    }

    private static Checkpoint row(final String place, final String line)
    {
        final String[] columns = line.split(",", -1);
        if (columns.length != CSV_COLUMNS)
        {
            throw new IllegalArgumentException("expected " + CSV_HEADER);
        }
        return new Checkpoint(
            place,
            Long.parseLong(columns[0]),
            -1,
            -1,
            -1,
            level(columns[1], columns[2]),
            level(columns[3], columns[4]));
    }

    private static Checkpoint object(final String place, final String line) throws IOException
    {
        final byte[] json = line.getBytes(StandardCharsets.UTF_8);
        final Map<String, Object> object = Json.object(json, json.length);
        return new Checkpoint(
            place,
            number(object, "u", -1).longValueExact(),
            number(object, "appliedDiffs", -1).longValueExact(),
            number(object, "bidLevels", -1).intValueExact(),
            number(object, "askLevels", -1).intValueExact(),
            levels(object, "bids"),
            levels(object, "asks"));
    }

    private static BigDecimal number(final Map<String, Object> object, final String key, final int otherwise)
    {
        final Object value = object.get(key);
        if (value == null && !"u".equals(key))
        {
            return BigDecimal.valueOf(otherwise);
        }
        if (!(value instanceof Number))
        {
            throw new IllegalArgumentException("'" + key + "' is not a number");
        }
        return new BigDecimal(value.toString());
    }

    private static List<List<String>> levels(final Map<String, Object> object, final String key)
    {
        if (!(object.get(key) instanceof List<?> rows))
        {
            throw new IllegalArgumentException("'" + key + "' is not a list of levels");
        }
        final List<List<String>> levels = new ArrayList<>();
        for (final Object row : rows)
        {
            if (!(row instanceof List<?> pair) || pair.size() != 2)
            {
                throw new IllegalArgumentException("'" + key + "' holds something else than [price, quantity]");
            }
            levels.add(List.of(canonical(pair.get(0).toString()), canonical(pair.get(1).toString())));
        }
        return levels;
    }

    private static List<List<String>> level(final String price, final String quantity)
    {
        return price.isEmpty() ? List.of() : List.of(List.of(canonical(price), canonical(quantity)));
    }

    private static String canonical(final String decimal)
    {
        final BigDecimal value = new BigDecimal(decimal);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
