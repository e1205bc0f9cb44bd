package org.ringtape.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.ringtape.bench.report.page.Chart;
import org.ringtape.bench.report.page.Page;
import org.ringtape.bench.report.read.ReportException;
import org.ringtape.bench.report.read.ResultFolder;
import org.ringtape.bench.report.read.Results;
import picocli.CommandLine;

/** The program from its arguments to its page, without a browser. */
final class ReportProgramTest
{
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteThePageAmongTheResults() throws IOException
    {
        SampleResults.write(folder);
        assertEquals(0, run());
        assertEquals("Report: " + folder.resolve("report.html"), out.toString().strip());
        assertTrue(Files.size(folder.resolve("report.html")) > 1_000_000, "the charting library is contained");
    }

    @Test
    void shouldHoldTheNumbersInTables() throws IOException
    {
        SampleResults.write(folder);
        final String page = text();
        assertTrue(page.contains("ringtape|frame depth20|812.5 ± 21.00|1, the measure|5|731.3 ± 21.00|"), page);
        assertTrue(page.contains("jacksonTree|frame depth20|9,500 ± 700.0|11.7× (10.6× to 12.9×)|5|"), page);
        assertTrue(page.contains("stock||270,000 ± 9,000|5.19×|5|300,000 ± 9,000|5.19×|5|"), page);
        assertTrue(page.contains("ReadBenchmark|jacksonTree|frame trade|12,345|12,345|"), page);
        assertTrue(page.contains("busy-spin|10,000/s|900 ns|4.10 µs|1.20 ms|99.50|2|"), page);
        assertTrue(page.contains("spinning|conscrypt|10,000/s|11 µs|43 µs|2 ms|98.00|0.500|2|"), page);
        assertTrue(page.contains("ReadBenchmark|ringtape|frame depth20|17|853.1 ± 21.00|812.5 ± 21.00|ns/op|-4.8 %|" +
            "noise: within both errors|2026-11-20 08:00 UTC|"), page);
        assertTrue(page.contains("the kernel&#39;s receive path"), page);
        assertTrue(Pattern.compile("naive\\|100,000/s(\\|[0-9.]+ [µm]s){5}\\|20,000\\|0\\|20,005\\|20,000\\|20,000\\|" +
            "0\\|0\\|equal\\|NO: cut off, latencies are lower bounds\\|").matcher(page).find(), page);
        assertFalse(page.contains("Missing: benchmark results"), page);
    }

    @Test
    void shouldShowTheVerdictOnTheMachineWithEachGroupOfFiguresItConcerns() throws IOException
    {
        SampleResults.write(folder);
        assertEquals(5, count(text(), "unfit for p99.99: &lt;stalls&gt; over 1 ms"),
            "memory, socket, wait strategies, receive paths, machine");
    }

    @Test
    void shouldSayWhatIsMissingAndWhatMakesIt()
    {
        final String page = text();
        for (final String missing : List.of("benchmark results", "latencies", "bytes an operation",
            "bytes a frame over the whole path", "the table of wait strategies", "the table of receive paths",
            "a probe of the machine", "any run"))
        {
            assertTrue(Pattern.compile("Missing: " + missing + "\\. It is made by +scripts/").matcher(page).find(),
                missing + " in " + page);
        }
    }

    @Test
    void shouldSayWhenACurveIsMissingOrHoldsOtherValuesThanTheTable() throws IOException
    {
        final Histogram values = new Histogram(3);
        values.recordValue(100);
        final SampleLatency latency = new SampleLatency(folder, "2026-01-01T00:00:00Z", 17);
        latency.logged("ringtape", "memory", 1_000, List.of(values.copy()));
        values.recordValue(200);
        final Path run = latency.series("ringtape", "memory", 2_000, "total", values, "absent.hlog")
            .series("ringtape", "memory", 3_000, "total", values, "ringtape-memory-1000.hlog")
            .series("ringtape", "memory", 4_000, "total", values, "../outside.hlog").write();
        Files.copy(run.resolve("ringtape-memory-1000.hlog"), folder.resolve("outside.hlog"));
        final String page = text();
        assertTrue(page.contains("ringtape 2,000/s: no curve, its file of interval histograms is missing."), page);
        assertTrue(page.contains("ringtape 3,000/s: its curve holds 1 values, its row of the table 2."), page);
        assertTrue(page.contains("ringtape 4,000/s: no curve, its file of interval histograms is missing."), page);
        assertTrue(page.contains("it was not probed before this run"), page);
    }

    @Test
    void shouldShowNoLatencyWhereNothingArrived() throws IOException
    {
        new SampleLatency(folder, "2026-01-01T00:00:00Z", 17)
            .series("ringtape", "memory", 1_000, "total", new Histogram(3), null).with(",\"complete\":false").write();
        final String page = text();
        assertTrue(page.contains("ringtape|1,000/s|none|none|none|none|none|0|"), page);
        assertTrue(page.contains("this run was stopped before its end"), page);
    }

    @Test
    void shouldShowAClassOfOneAlternativeBySetting() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.copy", Map.of("kind", "small"), 1, 1, 0)
            .cost("A.copy", Map.of("kind", "large"), 2, 1, 0).write(folder);
        final Page page = Report.of(ResultFolder.read(folder));
        assertEquals(List.of("cost-a"), page.charts().stream().map(Chart::id).toList());
        assertEquals(List.of("kind small", "kind large"), page.charts().get(0).content().get("categories"));
    }

    @Test
    void shouldShowCurvesAndBarsOfFewSettings() throws IOException
    {
        final SampleJmh jmh = new SampleJmh("2026-01-01T00:00:00Z", 17);
        for (final String bytes : List.of("125", "1024", "16384"))
        {
            jmh.cost("T.ringtape", Map.of("bytes", bytes), 1, 1, 0).cost("T.stock", Map.of("bytes", bytes), 5, 1, 0);
        }
        jmh.write(folder);
        assertEquals(List.of("growth-t", "cost-t-bytes-125", "cost-t-bytes-1024", "cost-t-bytes-16384"),
            Report.of(ResultFolder.read(folder)).charts().stream().map(Chart::id).toList());
    }

    @Test
    void shouldTellChartsOfOneNameApart() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", Map.of(), 1, 1, 0)
            .line("A.ringtape", "thrpt", "ops/s", Map.of(), 1, 1, 0).write(folder);
        assertEquals(List.of("cost-a", "cost-a-2"),
            Report.of(ResultFolder.read(folder)).charts().stream().map(Chart::id).toList());
    }

    @Test
    void shouldCompareLatenciesWithThePreviousRun() throws IOException
    {
        for (final int day : new int[] {1, 2})
        {
            final Histogram values = new Histogram(3);
            values.recordValue(day * 100);
            new SampleLatency(folder, "2026-01-0" + day + "T00:00:00Z", 17)
                .series("ringtape", "memory", 1_000, "total", values, null).write();
        }
        assertTrue(text().contains("ringtape|memory, mixed|1,000/s|17|100 ns|200 ns|+100.0 %|100 ns|200 ns|+100.0 %|" +
            "2026-01-01 00:00 UTC|"));
    }

    @Test
    void shouldBeTheSamePageFromTheSameResults() throws IOException
    {
        SampleResults.write(folder);
        assertEquals(html(), html());
    }

    @Test
    void shouldFailWithOneLineThatNamesTheFile() throws IOException
    {
        final Path bad = Files.writeString(folder.resolve("jmh-bad.json"), "{]");
        assertEquals(2, run());
        assertTrue(err.toString().startsWith("report: " + bad + ": not JSON: "), err.toString());
        assertEquals(1, err.toString().lines().count());
        assertFalse(Files.exists(folder.resolve("report.html")));
    }

    @Test
    void shouldFailOnWrongUse()
    {
        assertEquals(2, run("--frobnicate"));
        assertEquals(2, run("--only", "x"));
        assertEquals(2, run("--output"));
        assertEquals(3, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().lines().allMatch(line -> line.startsWith("report: ")), err.toString());
    }

    @Test
    void shouldFailWhereThePageCannotBeWritten() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(2, run("--output", file.resolve("report.html").toString()));
        assertTrue(err.toString().contains("cannot be written"), err.toString());
    }

    @Test
    void shouldSayThatPicturesNeedABrowser() throws IOException
    {
        SampleResults.write(folder);
        final Page page = Report.of(ResultFolder.read(folder));
        assertEquals(Optional.empty(), Chromium.find(null, folder.toString()));
        assertEquals(Optional.empty(), Chromium.find(folder.resolve("absent").toString(), ""));
        assertEquals("pictures need Chromium: install it, or name the program in CHROMIUM",
            assertThrows(ReportException.class, () -> Pictures.write(page, folder, List.of(), Optional.empty()))
                .getMessage());
    }

    @Test
    void shouldNameThePicturesThereAreWhenAskedForAnother() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", Map.of(), 1, 1, 0).write(folder);
        final Page page = Report.of(ResultFolder.read(folder));
        assertEquals("no picture is called b; there are: cost-a", assertThrows(ReportException.class,
            () -> Pictures.write(page, folder, List.of("b"), Optional.empty())).getMessage());
    }

    private int run(final String... arguments)
    {
        final CommandLine commandLine = ReportProgram.newCommandLine().setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
        final String[] all = new String[arguments.length + 2];
        all[0] = "--results";
        all[1] = folder.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return commandLine.execute(all);
    }

    private String html()
    {
        final Results results = ResultFolder.read(folder);
        return Report.of(results).html(Report.made(results));
    }

    /** Text of the page, a bar after each cell of a table. */
    private String text()
    {
        final String html = html();
        return html.substring(html.indexOf("<main>"), html.indexOf("</main>")).replace("\n", "")
            .replaceAll("</t[dh]>", "|").replaceAll("<[^>]*>", "");
    }

    private static int count(final String text, final String part)
    {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
