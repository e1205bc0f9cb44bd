package org.ringtape.bench.report;

import org.ringtape.bench.report.read.JmhResult;
import org.ringtape.bench.report.read.RunFacts;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One benchmark result in its place: which alternative, in which setting.
 *
 * @param run         it is from
 * @param result      as measured
 * @param alternative what is compared: a method, or the value of the parameter that names the alternatives
 * @param setting     everything else that was varied, by name
 */
public record Figure(RunFacts run, JmhResult result, String alternative, Map<String, String> setting)
{
    public String jdk()
    {
        return result.jdk();
    }

    /** The setting in words, empty if nothing was varied. */
    public static String shown(final Map<String, String> setting)
    {
        return setting.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    }
}
