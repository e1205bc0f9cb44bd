package org.ringtape.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a result file as scripts/bench does, with figures that a test chooses. */
public final class SampleJmh
{
    private final String started;
    private final int jdk;
    private final List<String> lines = new ArrayList<>();
    private String processor = "Sample CPU";

    /** @param started as in the file, such as {@code 2026-11-22T10:00:00Z} */
    public SampleJmh(final String started, final int jdk)
    {
        this.started = started;
        this.jdk = jdk;
    }

    SampleJmh onProcessor(final String name)
    {
        processor = name;
        return this;
    }

    /** Average time in nanoseconds. */
    public SampleJmh cost(final String benchmark, final Map<String, String> parameters, final double score,
        final double error, final double allocated)
    {
        return line(benchmark, "avgt", "ns/op", parameters, score, error, allocated);
    }

    public SampleJmh line(
        final String benchmark, final String mode, final String unit, final Map<String, String> parameters,
        final double score, final double error, final double allocated)
    {
        final String params = parameters.isEmpty() ? "" : "\"params\":{" + parameters.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ':' + quoted(entry.getValue()))
            .collect(Collectors.joining(",")) + "},";
        lines.add("{\"benchmark\":" + quoted("org.ringtape.bench.jmh." + benchmark) + ",\"mode\":\"" + mode + "\"," +
            "\"threads\":1,\"forks\":1,\"jdkVersion\":\"" + jdk + ".0.1\",\"measurementIterations\":5," + params +
            "\"primaryMetric\":{\"score\":" + score + ",\"scoreError\":" + number(error) + ",\"scoreUnit\":\"" + unit +
            "\"},\"secondaryMetrics\":{\"gc.alloc.rate.norm\":{\"score\":" + allocated +
            ",\"scoreError\":\"NaN\"}}}");
        return this;
    }

    public Path write(final Path folder) throws IOException
    {
        return Files.writeString(folder.resolve("jmh-" + started.replaceAll("[-:Z]", "").replace('T', '-') + "-jdk" +
            jdk + ".json"), "{\"formatVersion\":1,\"kind\":\"jmh\",\"started\":\"" + started +
            "\",\"command\":\"scripts/bench\",\"machine\":" + machine(processor, jdk) + ",\"results\":[" +
            String.join(",", lines) + "]}\n");
    }

    static String machine(final String processor, final int jdk)
    {
        return "{\"processor\":" + quoted(processor) + ",\"cores\":2,\"memory\":\"8000000 kB\",\"system\":\"Linux\"," +
            "\"jdk\":\"Sample VM " + jdk + "\",\"javaVersion\":" + jdk +
            ",\"collectors\":[\"G1\"],\"flags\":[\"-Xmx1g\"],\"commit\":\"abc\"}";
    }

    static String quoted(final String text)
    {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As JMH writes it. */
    private static String number(final double value)
    {
        return Double.isNaN(value) ? "\"NaN\"" : String.valueOf(value);
    }
}
