package org.ringtape.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.report.page.Chart;
import org.ringtape.bench.report.page.Page;
import org.ringtape.bench.report.read.ResultFolder;
import org.ringtape.bench.report.read.Results;
import org.w3c.dom.Document;

/** The page in a browser without a window, from a file, with every request caught by a proxy that counts. */
final class ReportInBrowserTest
{
    private static final String HOSTILE = "</script><img src=http://example.invalid/x.png onerror=alert(1)>";

    @TempDir
    private Path folder;

    private Chromium browser;

    @BeforeEach
    void findBrowser()
    {
        final Optional<Chromium> found = Chromium.find();
        Assumptions.assumeTrue(found.isPresent(), "no Chromium on the PATH, and none named in " + Chromium.VARIABLE);
        browser = found.get();
    }

    @Test
    void shouldDrawEveryChartFromAFileWithoutErrorOrRequest() throws IOException
    {
        SampleResults.write(folder);
        new SampleJmh("2026-11-22T10:00:00Z", 17).onProcessor(HOSTILE)
            .cost("Hostile.ringtape", Map.of("frame", HOSTILE), 10, 1, 0)
            .cost("Hostile.other", Map.of("frame", HOSTILE), 20, 1, 0).write(folder);
        final Results results = ResultFolder.read(folder);
        final Page page = Report.of(results);
        final Path file = Files.writeString(folder.resolve("report.html"), page.html(Report.made(results)));
        try (CountingProxy proxy = new CountingProxy())
        {
            final Chromium.Outcome outcome = browser.open(file, proxy.options());
            assertEquals(page.charts().size() + " of " + page.charts().size(), attribute(outcome.dom(), "drawn"));
            assertEquals("", attribute(outcome.dom(), "problems"));
            assertFalse(outcome.said().contains("CONSOLE"), outcome.said());
            assertEquals(List.of(), proxy.requests());
            assertTrue(page.charts().size() >= 12, "charts: " + page.charts().size());
            assertEquals(page.charts().size(), outcome.dom().split("<svg", -1).length - 1);
            assertTrue(outcome.dom().contains("<td class=\"number\">9,500 ± 700.0</td>"));
            assertTrue(outcome.dom().contains(">jacksonTree</text>"), "the chart names its bars");
            assertFalse(outcome.dom().replaceAll("(?s)<script.*?</script>", "").replaceAll("=\"[^\"]*\"", "")
                .contains("<img"), "what was measured became markup");
        }
    }

    @Test
    void shouldCatchWhatAPageThatAsksForSomethingDoes() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("asks.html"), "<!DOCTYPE html><html data-drawn=''><body>" +
            "<img src='http://example.invalid/x.png'><script>console.error('said'); no.such.thing();</script>");
        try (CountingProxy proxy = new CountingProxy())
        {
            final Chromium.Outcome outcome = browser.open(file, proxy.options());
            assertTrue(outcome.said().contains("CONSOLE"), outcome.said());
            assertEquals(List.of("GET http://example.invalid/x.png HTTP/1.1"), proxy.requests());
        }
    }

    @Test
    void shouldForbidTheBrowserEveryRequest() throws IOException
    {
        final Results results = ResultFolder.read(folder);
        final Path file = Files.writeString(folder.resolve("asks.html"), Report.of(results).html("made")
            .replace("<main>", "<main><img src='http://example.invalid/x.png'>"));
        try (CountingProxy proxy = new CountingProxy())
        {
            final Chromium.Outcome outcome = browser.open(file, proxy.options());
            assertEquals(List.of(), proxy.requests());
            assertTrue(outcome.said().contains("Content Security Policy"), outcome.said());
        }
    }

    @Test
    void shouldWriteEachChartAsAPicture() throws Exception
    {
        SampleResults.write(folder);
        final Page page = Report.of(ResultFolder.read(folder));
        final Path pictures = folder.resolve("pictures");
        final List<String> written = Pictures.write(page, pictures, List.of(), Optional.of(browser));
        assertEquals(page.charts().stream().map(Chart::id).sorted().toList(), written);
        for (final String name : written)
        {
            final byte[] svg = Files.readAllBytes(pictures.resolve(name + ".svg"));
            final Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg));
            assertEquals("svg", document.getDocumentElement().getTagName(), name);
            assertTrue(document.getElementsByTagName("path").getLength() > 4, name);
        }
        final String curves = Files.readString(pictures.resolve("percentiles-memory-mixed-jdk17.svg"),
            StandardCharsets.UTF_8);
        assertTrue(curves.contains("Machine: unfit for p99.99: &lt;stalls&gt; over 1 ms"), curves);
        assertTrue(curves.contains("latency-20261122-090000-jdk17/run.json (Sample CPU, 2 cores, JDK 17)"), curves);
    }

    @Test
    void shouldWriteOnlyTheWantedPictures() throws IOException
    {
        SampleResults.write(folder);
        final Page page = Report.of(ResultFolder.read(folder));
        final Path pictures = folder.resolve("pictures");
        Pictures.write(page, pictures, List.of("growth-bookgrowthbenchmark"), Optional.of(browser));
        assertEquals("[" + pictures.resolve("growth-bookgrowthbenchmark.svg") + "]",
            List.of(pictures.toFile().listFiles()).toString());
    }

    private static String attribute(final String dom, final String name)
    {
        final Matcher matcher = Pattern.compile("<html[^>]* data-" + name + "=\"([^\"]*)\"").matcher(dom);
        assertTrue(matcher.find(), "no data-" + name + " in " + dom.substring(0, Math.min(300, dom.length())));
        return matcher.group(1);
    }
}
