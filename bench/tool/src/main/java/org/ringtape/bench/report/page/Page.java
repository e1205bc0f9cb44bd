package org.ringtape.bench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ringtape.bench.report.read.ReportException;
import org.ringtape.bench.results.Json;

/**
 * The page as it grows, section by section: its text, its contents and its charts. The finished page is one file that
 * asks nothing of anybody: a policy in its head forbids the browser every request.
 */
public final class Page
{
    /** Charting library: a web jar, whose script stands in the page. */
    static final String ECHARTS_VERSION = "5.5.0";
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/" + ECHARTS_VERSION + "/echarts.min.js";
    private static final String POLICY =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; " +
        "form-action 'none'";
    private static final String TITLE = "Ringtape: what was measured";

    private final Html body = new Html();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final List<Chart> charts = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** Begins a section; sections follow each other. */
    void section(final String id, final String heading)
    {
        contents.put(id, heading);
        body.element("h2", heading, "id", id);
    }

    void heading(final String text)
    {
        body.element("h3", text);
    }

    void paragraph(final String text)
    {
        body.element("p", text);
    }

    /** Says that something is not there, and what makes it. */
    void missing(final String what, final String command)
    {
        body.open("p", "class", "missing").text("Missing: " + what + ". It is made by ")
            .element("code", command).close("p");
    }

    /** What a reader must know about the figures beside it. */
    public void verdicts(final String about, final List<String> verdicts)
    {
        if (!verdicts.isEmpty())
        {
            body.open("aside", "class", "verdict").element("p", about);
            list(verdicts);
            body.close("aside");
        }
    }

    void list(final List<String> entries)
    {
        body.open("ul");
        entries.forEach(entry -> body.element("li", entry));
        body.close("ul");
    }

    void table(final Table table)
    {
        table.write(body);
    }

    /** A long table that opens when asked for. */
    void folded(final Table table)
    {
        body.open("details").element("summary", table.caption());
        table.write(body);
        body.close("details");
    }

    /** Leaves room for the chart; nothing if it has nothing to show. The same numbers stand in a table near it. */
    void chart(final Chart chart)
    {
        if (chart.isEmpty())
        {
            return;
        }
        for (int number = 2; !ids.add(chart.id()); number++)
        {
            chart.number(number);
        }
        charts.add(chart);
        body.open("figure")
            .element("div", "", "class", "chart", "id", "chart-" + chart.id(), "role", "img", "aria-label",
                chart.title() + ". The table near it holds the numbers.")
            .element("figcaption", chart.source()).close("figure");
    }

    /** Charts that stand side by side where there is room. */
    void beginCharts()
    {
        body.open("div", "class", "charts");
    }

    void endCharts()
    {
        body.close("div");
    }

    public List<Chart> charts()
    {
        return charts;
    }

    /** The page for people. */
    public String html(final String made)
    {
        final Html page = head("page");
        page.open("header").element("h1", TITLE).element("p", made).close("header");
        page.open("nav", "aria-label", "Contents").open("ul");
        contents.forEach((id, heading) -> page.open("li").element("a", heading, "href", "#" + id).close("li"));
        page.close("ul").close("nav").open("main").append(body).close("main");
        page.open("footer").element("p", "The charts are drawn by Apache ECharts " + ECHARTS_VERSION +
            " (Copyright The Apache Software Foundation), which is contained in this page under the Apache License, " +
            "Version 2.0; it contains zrender, under the 3-clause BSD License. The page needs no network and asks " +
            "for nothing.").close("footer");
        return scripts(page, charts);
    }

    /** A page that holds nothing but charts as SVG text, for a browser without a window. */
    public String pictures(final List<Chart> wanted)
    {
        return scripts(head("pictures").open("main").close("main"), wanted);
    }

    private static Html head(final String mode)
    {
        final Html page = new Html();
        page.open("!DOCTYPE html").open("html", "lang", "en", "data-mode", mode).open("head")
            .open("meta", "charset", "utf-8")
            .open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
            .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
            .open("meta", "name", "color-scheme", "content", "light dark")
            .element("title", TITLE).style(resource("report.css")).close("head").open("body");
        return page;
    }

    private static String scripts(final Html page, final List<Chart> charts)
    {
        page.json("charts", Json.text(Json.map("charts", charts.stream().map(Chart::content).toList())));
        return page.script(resource(ECHARTS)).script(resource("report.js")).close("body").close("html").toString();
    }

    private static String resource(final String name)
    {
        try (InputStream in = Page.class.getResourceAsStream(name))
        {
            if (in == null)
            {
                throw new ReportException(name + ": not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
