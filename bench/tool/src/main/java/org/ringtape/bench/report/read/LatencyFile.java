package org.ringtape.bench.report.read;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shape of {@code run.json} of {@code scripts/ringtape bench}. */
final class LatencyFile
{
    private static final String VERDICTS = "verdicts";

    private LatencyFile()
    {
    }

    static LatencyRun run(final String name, final Path folder, final Fields file)
    {
        return new LatencyRun(
            JmhFile.facts(name, name, file),
            folder,
            file.has("probe") ? probe(file.object("probe")) : null,
            !file.has("complete") || file.flag("complete"),
            file.texts("excluded"),
            file.objects("series").stream().map(LatencyFile::series).toList(),
            file.objects("waitStrategies").stream().map(LatencyFile::wait).toList(),
            file.objects("receive").stream().map(LatencyFile::receive).toList());
    }

    private static Probe probe(final Fields probe)
    {
        final Map<String, String> findings = new LinkedHashMap<>(JmhFile.shown(probe));
        findings.remove(VERDICTS);
        return new Probe(findings, probe.texts(VERDICTS));
    }

    private static LatencySeries series(final Fields row)
    {
        return new LatencySeries(row.text("name"), row.text("path"), row.text("venues"),
            row.whole("ratePerSecond"), row.has("burst") ? row.whole("burst") : 1, row.text("stage"),
            row.whole("count"), row.number("p50Ns"), row.number("p99Ns"), row.numberIfAny("p999Ns"),
            row.numberIfAny("p9999Ns"), row.number("maxNs"), row.numberIfAny("negative"), row.numberIfAny("planned"),
            row.numberIfAny("sent"), row.numberIfAny("received"), row.numberIfAny("dropped"),
            row.numberIfAny("withheld"), row.has("saturated") && row.flag("saturated"),
            row.has("booksEqual") ? row.flag("booksEqual") : null, row.numberIfAny("bytesPerFrame"),
            row.has("hlog") ? row.text("hlog") : null);
    }

    private static WaitFigure wait(final Fields row)
    {
        return new WaitFigure(row.text("waitStrategy"), row.whole("ratePerSecond"), row.number("p50Ns"),
            row.number("p99Ns"), row.number("maxNs"), row.numberIfAny("cpuPercent"), row.numberIfAny("cores"));
    }

    private static ReceiveFigure receive(final Fields row)
    {
        return new ReceiveFigure(row.text("receive"), row.shown("tls"), row.whole("ratePerSecond"),
            row.number("p50Ns"), row.number("p99Ns"), row.number("maxNs"), row.numberIfAny("cpuPercent"),
            row.numberIfAny("bytesPerFrame"), row.numberIfAny("cores"));
    }
}
