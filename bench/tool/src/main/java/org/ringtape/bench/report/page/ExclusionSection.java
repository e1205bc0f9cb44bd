package org.ringtape.bench.report.page;

import org.ringtape.bench.report.read.LatencyRun;
import org.ringtape.bench.report.read.LatencyRuns;

import java.util.List;

/** What the figures do not contain. */
public final class ExclusionSection
{
    private ExclusionSection()
    {
    }

    public static void write(final Page page, final List<LatencyRun> newest)
    {
        page.section("excluded", "What is excluded");
        if (newest.isEmpty())
        {
            page.missing("a run of the harness, which says what its figures leave out", LatencyRuns.COMMAND);
        }
        for (final LatencyRun run : newest)
        {
            if (run.excluded().isEmpty())
            {
                page.paragraph(run.facts().file() + " does not say what it leaves out.");
            }
            else
            {
                page.paragraph("By " + run.facts().file() + ":");
                page.list(run.excluded());
            }
        }
    }
}
