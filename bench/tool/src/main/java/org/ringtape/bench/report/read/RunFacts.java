package org.ringtape.bench.report.read;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What every result file says about its run.
 *
 * @param file    name below the folder of results
 * @param started begin of the run
 * @param command that gives such a file again
 * @param machine facts by name, in the order of the file
 */
public record RunFacts(String file, Instant started, String command, Map<String, String> machine)
{
    private static final DateTimeFormatter DAY_AND_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
        .withZone(ZoneOffset.UTC);
    private static final String UNKNOWN = "unknown";

    public String startedShown()
    {
        return DAY_AND_MINUTE.format(started) + " UTC";
    }

    /** Feature version of the JDK, {@code unknown} where the file does not say. */
    public String jdk()
    {
        return fact("javaVersion");
    }

    /** Whether figures of both runs may be compared: same processor, cores, memory and operating system. */
    public boolean isSameMachine(final RunFacts other)
    {
        return hardware().equals(other.hardware());
    }

    /** The machine in a few words. */
    public String machineShown()
    {
        return fact("processor") + ", " + fact("cores") + " cores, JDK " + jdk();
    }

    private String hardware()
    {
        return fact("processor") + '|' + fact("cores") + '|' + fact("memory") + '|' + fact("system");
    }

    private String fact(final String name)
    {
        return machine.getOrDefault(name, UNKNOWN);
    }
}
