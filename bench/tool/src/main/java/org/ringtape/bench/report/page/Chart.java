package org.ringtape.bench.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.results.Json;

/**
 * What a chart shows, without how: the page's script draws it. Values that are not finite are left out of the drawing;
 * the table beside it says what they are.
 */
public final class Chart
{
    /** Kind of the horizontal axis of a chart of lines. */
    enum Axis
    {
        /** Even steps. */
        LINEAR,
        /** Powers of ten. */
        LOG,
        /** (1 / (1 - p)), labelled with the percentile. */
        PERCENTILE
    }

    private final String name;
    private final Map<String, Object> content;
    private final List<Object> series = new ArrayList<>();

    private Chart(final String id, final String title, final String source, final String kind, final String unit)
    {
        this.name = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
        this.content = Json.map("id", name, "title", title, "source", source, "kind", kind, "unit", unit,
            "cautions", List.of(), "series", series);
    }

    /** Bars that grow from zero, a group a category. */
    static Chart bars(final String id, final String title, final String source, final String unit,
        final List<String> categories)
    {
        final Chart chart = new Chart(id, title, source, "bars", unit);
        chart.content.put("categories", categories);
        chart.content.put("ours", categories.stream().map(BenchmarkClass::isOurs).toList());
        return chart;
    }

    /** Lines over a number. */
    static Chart lines(final String id, final String title, final String source, final String unit,
        final String across, final Axis axis, final boolean logarithmic)
    {
        final Chart chart = new Chart(id, title, source, "lines", unit);
        chart.content.put("across", across);
        chart.content.put("axis", axis.name());
        chart.content.put("logarithmic", logarithmic);
        return chart;
    }

    /** Bars of one colour: value and error a category; not a number where there is none. */
    void bars(final String name, final List<double[]> valuesAndErrors)
    {
        series.add(Json.map("name", name, "points", valuesAndErrors.stream().map(Chart::finite).toList()));
    }

    /**
     * One line.
     *
     * @param dashed whether it belongs to the second of two groups
     * @param points x and y, and the error of y where there is one
     */
    void line(final String name, final boolean ours, final boolean dashed, final List<double[]> points)
    {
        series.add(Json.map("name", name, "ours", ours, "dashed", dashed,
            "points", points.stream().map(Chart::finite).toList()));
    }

    /** What must be said beside the chart wherever it is shown without the page. */
    Chart caution(final List<String> verdicts)
    {
        content.put("cautions", verdicts);
        return this;
    }

    boolean isEmpty()
    {
        return series.isEmpty();
    }

    /** Names the chart and its picture; lower case, digits and dashes only. */
    public String id()
    {
        return (String)content.get("id");
    }

    /** Tells the chart from earlier ones of the same name. */
    void number(final int number)
    {
        content.put("id", name + '-' + number);
    }

    String title()
    {
        return (String)content.get("title");
    }

    String source()
    {
        return (String)content.get("source");
    }

    public Map<String, Object> content()
    {
        return content;
    }

    private static List<Object> finite(final double[] numbers)
    {
        final List<Object> finite = new ArrayList<>();
        for (final double number : numbers)
        {
            finite.add(Double.isFinite(number) ? (Object)number : null);
        }
        return finite;
    }
}
