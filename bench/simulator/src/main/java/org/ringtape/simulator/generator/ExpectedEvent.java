package org.ringtape.simulator.generator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one point or event of a generated frame means. A value that the frame leaves out (or sends as {@code null}) is
 * absent here too, unless the venue's default-omitting encoder makes its absence a zero: then it is a zero.
 *
 * @param kind   the venue's name of it: a series type, an event
 * @param values names as on the wire, to {@link String}, {@link BigDecimal}, {@link Boolean} or a {@link List} of them;
 *               times are under {@code …Ns} names, in epoch nanoseconds
 */
public record ExpectedEvent(String kind, Map<String, Object> values)
{
    /** Copies the values. */
    public ExpectedEvent
    {
        values = Map.copyOf(values);
    }

    /** @return whether the value is there. */
    public boolean has(final String name)
    {
        return values.containsKey(name);
    }

    /** @return a text; empty if absent. */
    public String text(final String name)
    {
        return (String)values.getOrDefault(name, "");
    }

    /** @return the exact number, if there is one. */
    public Optional<BigDecimal> number(final String name)
    {
        return Optional.ofNullable((BigDecimal)values.get(name));
    }

    /** @return a flag; false if absent. */
    public boolean flag(final String name)
    {
        return (Boolean)values.getOrDefault(name, Boolean.FALSE);
    }

    /** @return the exact numbers of an array; empty if absent. */
    public List<BigDecimal> numbers(final String name)
    {
        return list(name).stream().map(BigDecimal.class::cast).toList();
    }

    /** @return the texts of an array; empty if absent. */
    public List<String> texts(final String name)
    {
        return list(name).stream().map(String.class::cast).toList();
    }

    private List<?> list(final String name)
    {
        return (List<?>)values.getOrDefault(name, List.of());
    }
}
