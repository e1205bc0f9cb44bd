package org.ringtape.bench.report.page;

import org.ringtape.bench.report.Figure;
import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.Numbers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each benchmark class measured: alternatives side by side, and how they grow where something was counted up. */
public final class CostSection
{
    private static final int GROWTH_FACTOR = 10;
    /** As many settings are shown as bars too where curves show them already. */
    private static final int FEW = 6;

    private final Page page;

    private CostSection(final Page page)
    {
        this.page = page;
    }

    public static void write(final Page page, final List<BenchmarkClass> classes)
    {
        page.section("benchmarks", "Benchmarks: alternatives side by side");
        if (classes.isEmpty())
        {
            page.missing("benchmark results", "scripts/bench");
            return;
        }
        page.paragraph("Mean of all measured iterations ± half the 99.9 % confidence interval as JMH gives it (a " +
            "question mark: too few values for one). All figures of a class and a JDK are from one run, the newest. " +
            "The multiple is taken within that run: of our alternative, which is called ringtape, or of the best " +
            "one where none has that name; in brackets the range it has if both means lie within their errors. These " +
            "runs hold no probe of the machine: what a probe found there stands with the latencies.");
        final CostSection section = new CostSection(page);
        classes.forEach(section::write);
    }

    private void write(final BenchmarkClass one)
    {
        page.heading(one.name());
        final Optional<String> curve = one.curveParameter();
        page.beginCharts();
        curve.ifPresent(parameter -> curves(one, parameter));
        if (one.alternatives().size() > 1 && one.settings().size() <= (curve.isPresent() ? FEW : Integer.MAX_VALUE))
        {
            one.settings().forEach(setting -> bars(one, setting));
        }
        else if (curve.isEmpty())
        {
            settings(one);
        }
        page.endCharts();
        page.table(table(one));
    }

    private void bars(final BenchmarkClass one, final Map<String, String> setting)
    {
        final List<String> alternatives = one.alternatives().stream().filter(alternative -> one.jdks().stream()
            .anyMatch(jdk -> one.figure(setting, alternative, jdk).isPresent())).toList();
        final Chart chart = Chart.bars("cost-" + one.name() + '-' + Figure.shown(setting), title(one, setting),
            source(one), one.unit(), alternatives);
        for (final String jdk : one.jdks())
        {
            chart.bars("JDK " + jdk, alternatives.stream()
                .map(alternative -> one.figure(setting, alternative, jdk).map(CostSection::point)
                    .orElse(new double[] {Double.NaN, Double.NaN}))
                .toList());
        }
        page.chart(chart);
    }

    /** One alternative only: its settings side by side. */
    private void settings(final BenchmarkClass one)
    {
        final Chart chart = Chart.bars("cost-" + one.name(), one.name() + ' ' + one.alternatives().get(0) + ": " +
            better(one), source(one), one.unit(), one.settings().stream().map(Figure::shown).toList());
        for (final String jdk : one.jdks())
        {
            chart.bars("JDK " + jdk, one.settings().stream()
                .map(setting -> one.figure(setting, one.alternatives().get(0), jdk).map(CostSection::point)
                    .orElse(new double[] {Double.NaN, Double.NaN}))
                .toList());
        }
        page.chart(chart);
    }

    private void curves(final BenchmarkClass one, final String parameter)
    {
        one.settings().stream().map(setting -> without(setting, parameter)).distinct().forEach(fixed ->
        {
            final List<Figure> figures = one.figures().stream()
                .filter(figure -> figure.setting().containsKey(parameter) &&
                    without(figure.setting(), parameter).equals(fixed))
                .toList();
            final Chart chart = Chart.lines("growth-" + one.name() + '-' + Figure.shown(fixed), title(one, fixed),
                source(one), one.unit(), parameter,
                grows(figures.stream().mapToDouble(figure -> number(figure, parameter)).toArray()) ?
                    Chart.Axis.LOG : Chart.Axis.LINEAR,
                grows(figures.stream().mapToDouble(figure -> figure.result().score()).toArray()));
            for (final String alternative : one.alternatives())
            {
                one.jdks().forEach(jdk -> line(chart, figures, alternative, jdk, parameter));
            }
            page.chart(chart);
        });
    }

    private static void line(final Chart chart, final List<Figure> figures, final String alternative, final String jdk,
        final String parameter)
    {
        final List<double[]> points = figures.stream()
            .filter(figure -> figure.alternative().equals(alternative) && figure.jdk().equals(jdk))
            .map(figure -> new double[] {number(figure, parameter), figure.result().score(), figure.result().error()})
            .sorted((a, b) -> Double.compare(a[0], b[0]))
            .toList();
        if (!points.isEmpty())
        {
            chart.line(alternative + ", JDK " + jdk, BenchmarkClass.isOurs(alternative), "17".equals(jdk), points);
        }
    }

    private static Table table(final BenchmarkClass one)
    {
        final List<String> columns = new ArrayList<>(List.of("alternative", "setting"));
        one.jdks().forEach(jdk -> columns.addAll(List.of("#JDK " + jdk + ", " + one.unit(), "#multiple", "#values")));
        final Table table = new Table(one.name() + ": " + one.unit() + ", " + better(one), columns);
        for (final Map<String, String> setting : one.settings())
        {
            for (final String alternative : one.alternatives())
            {
                final List<String> cells = new ArrayList<>(List.of(alternative, Figure.shown(setting)));
                one.jdks().forEach(jdk -> cells.addAll(one.figure(setting, alternative, jdk)
                    .map(figure -> cells(one, figure)).orElse(List.of("not measured", "–", "–"))));
                if (!cells.subList(2, cells.size()).stream().allMatch(List.of("not measured", "–")::contains))
                {
                    table.row(BenchmarkClass.isOurs(alternative), cells);
                }
            }
        }
        return table;
    }

    private static List<String> cells(final BenchmarkClass one, final Figure figure)
    {
        final Figure reference = one.reference(figure);
        return List.of(
            Numbers.withError(figure.result().score(), figure.result().error()),
            reference == figure ? "1, the measure" : one.ratio(figure).shown(),
            String.valueOf(figure.result().values()));
    }

    private static String title(final BenchmarkClass one, final Map<String, String> setting)
    {
        return one.name() + (setting.isEmpty() ? "" : " (" + Figure.shown(setting) + ")") + ": " + better(one);
    }

    private static String better(final BenchmarkClass one)
    {
        return one.isCost() ? "less is better" : "more is better";
    }

    private static String source(final BenchmarkClass one)
    {
        return one.figures().stream().map(Figure::run).distinct()
            .map(run -> run.file() + " (" + run.machineShown() + ')').collect(Collectors.joining("; "));
    }

    private static double[] point(final Figure figure)
    {
        return new double[] {figure.result().score(), figure.result().error()};
    }

    private static double number(final Figure figure, final String parameter)
    {
        return Double.parseDouble(figure.setting().get(parameter));
    }

    private static boolean grows(final double[] values)
    {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (final double value : values)
        {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return least > 0 && most / least >= GROWTH_FACTOR;
    }

    private static Map<String, String> without(final Map<String, String> setting, final String parameter)
    {
        final Map<String, String> rest = new LinkedHashMap<>(setting);
        rest.remove(parameter);
        return rest;
    }
}
