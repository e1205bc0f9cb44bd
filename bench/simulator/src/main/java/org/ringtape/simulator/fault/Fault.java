package org.ringtape.simulator.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One way of going wrong and the occasions on which it happens. Immutable.
 *
 * <p>Text form: {@code kind[:key=value,…]}, such as {@code lost-diff:every=100,seed=7}. Candidates of the kind are
 * counted from 1 while the fault is at work.
 * <ul>
 * <li>without {@code every}: candidates {@code at} (default 1) to {@code at + count - 1} (default count 1);</li>
 * <li>{@code every=n}: one of each n candidates from {@code at} on, the last of them, or with {@code seed} a
 * pseudo-random one; {@code count} limits how often (default: no limit);</li>
 * <li>{@code symbol=S}: only candidates of this symbol count.</li>
 * </ul>
 * Further keys: {@code code} (close, default 1001; auth-close, default 1008), {@code status} (snapshot-error 429,
 * refuse-upgrade 503),
 * {@code retry-after} (snapshot-error; seconds, sent if given), {@code ms} (slow-snapshot, cached-snapshot and
 * old-book, default 1000; late-window, default 10000), {@code elements} (big-mark-frame, default 752; batched-points,
 * default 500; repeated-diffs, default 50), {@code levels} (short-snapshot, default 5).
 *
 * @param kind    what goes wrong
 * @param symbol  venue symbol to keep to, empty for all
 * @param numbers all numeric keys that were given
 */
public record Fault(FaultKind kind, String symbol, Map<String, Long> numbers)
{
    static final String EVERY = "every";
    static final String AT = "at";
    static final String COUNT = "count";
    static final String SEED = "seed";
    public static final String CODE = "code";
    public static final String STATUS = "status";
    public static final String RETRY_AFTER = "retry-after";
    public static final String MILLISECONDS = "ms";
    public static final String ELEMENTS = "elements";
    public static final String LEVELS = "levels";
    private static final String SYMBOL = "symbol";
    private static final List<String> COMMON = List.of(EVERY, AT, COUNT, SEED);

    /** Checks that every key belongs to the kind and is in range. */
    public Fault
    {
        numbers = Map.copyOf(numbers);
        for (final Map.Entry<String, Long> entry : numbers.entrySet())
        {
            check(kind, entry.getKey(), entry.getValue());
        }
    }

    /** @return a fault that happens once, on the next candidate. */
    public static Fault of(final FaultKind kind)
    {
        return new Fault(kind, "", Map.of());
    }

    /**
     * @param text the form described above
     * @return the fault
     * @throws FaultSyntaxException naming the unknown fault, the unknown key or the wrong value
     */
    public static Fault parse(final String text)
    {
        final int colon = text.indexOf(':');
        final FaultKind kind = kind((colon < 0 ? text : text.substring(0, colon)).strip());
        String symbol = "";
        final Map<String, Long> numbers = new TreeMap<>();
        for (final String pair : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1))
        {
            final int equals = pair.indexOf('=');
            if (equals < 0)
            {
                throw new FaultSyntaxException("fault " + kind.text() + ": expected key=value, got '" + pair + "'");
            }
            final String key = pair.substring(0, equals).strip();
            final String value = pair.substring(equals + 1).strip();
            if (SYMBOL.equals(key))
            {
                symbol = value;
            }
            else
            {
                numbers.put(key, number(kind, key, value));
            }
        }
        return new Fault(kind, symbol, numbers);
    }

    /** @return this fault with another value of a numeric key. */
    public Fault with(final String key, final long value)
    {
        final Map<String, Long> changed = new TreeMap<>(numbers);
        changed.put(key, value);
        return new Fault(kind, symbol, changed);
    }

    /** @return the value of a numeric key, or the default. */
    public long number(final String key, final long absent)
    {
        return numbers.getOrDefault(key, absent);
    }

    /** @return the text form. */
    @Override
    public String toString()
    {
        final List<String> pairs = new ArrayList<>();
        new TreeMap<>(numbers).forEach((key, value) -> pairs.add(key + "=" + value));
        if (!symbol.isEmpty())
        {
            pairs.add(SYMBOL + "=" + symbol);
        }
        return pairs.isEmpty() ? kind.text() : kind.text() + ":" + String.join(",", pairs);
    }

    private static FaultKind kind(final String name)
    {
        return Arrays.stream(FaultKind.values()).filter(k -> k.text().equals(name)).findFirst()
            .orElseThrow(() -> new FaultSyntaxException("unknown fault '" + name + "'; known: " +
                Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.joining(", "))));
    }

    private static long number(final FaultKind kind, final String key, final String value)
    {
        requireKey(kind, key);
        try
        {
            return Long.parseLong(value);
        }
        catch (final NumberFormatException e)
        {
            throw new FaultSyntaxException("fault " + kind.text() + ": " + key + " must be an integer, got '" +
                value + "'");
        }
    }

    private static void check(final FaultKind kind, final String key, final long value)
    {
        requireKey(kind, key);
        final boolean fits = switch (key)
        {
            case SEED -> true;
            case CODE -> value >= 1000 && value <= 4999;
            case STATUS -> value >= 300 && value <= 599;
            case RETRY_AFTER, MILLISECONDS -> value >= 0;
            default -> value >= 1 && value <= Integer.MAX_VALUE;
        };
        if (!fits)
        {
            throw new FaultSyntaxException("fault " + kind.text() + ": " + key + " is out of range: " + value);
        }
    }

    private static void requireKey(final FaultKind kind, final String key)
    {
        if (!COMMON.contains(key) && !kind.parameters().contains(key))
        {
            final List<String> known = new ArrayList<>(COMMON);
            known.add(SYMBOL);
            known.addAll(kind.parameters());
            throw new FaultSyntaxException("fault " + kind.text() + ": unknown key '" + key + "'; known: " +
                String.join(", ", known));
        }
    }
}
