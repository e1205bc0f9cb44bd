package org.ringtape.bench.report.read;

import org.ringtape.bench.report.Figure;
import org.ringtape.bench.report.Ratio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The newest figures of one benchmark class in one unit. All figures of a JDK are from one run, the newest one that
 * holds the class, so that alternatives are only compared within a run.
 */
public final class BenchmarkClass
{
    /** Our alternative in a comparison is a method, or a parameter's value, with this name or this beginning. */
    public static final String OURS = "ringtape";
    /** Feature versions of JDKs, which are digits only. */
    public static final Comparator<String> BY_NUMBER =
        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    private static final int CURVE_POINTS = 3;

    private final String name;
    private final List<Figure> figures;

    private BenchmarkClass(final String name, final List<Figure> figures)
    {
        this.name = name;
        this.figures = figures;
    }

    /** Every class and unit found, by name. */
    public static List<BenchmarkClass> of(final List<JmhRun> runs)
    {
        final Map<String, Map<String, List<Figure>>> newest = new TreeMap<>();
        for (final JmhRun run : runs)
        {
            run.results().stream().collect(Collectors.groupingBy(BenchmarkClass::group, TreeMap::new,
                Collectors.groupingBy(JmhResult::jdk, TreeMap::new, Collectors.toList())))
                .forEach((group, byJdk) -> byJdk.forEach((jdk, results) ->
                    newest.computeIfAbsent(group, key -> new TreeMap<>()).put(jdk, figures(run.facts(), results))));
        }
        return newest.values().stream().map(byJdk -> byJdk.values().stream().flatMap(List::stream).toList())
            .map(figures -> new BenchmarkClass(figures.get(0).result().benchmarkClass(), figures))
            .toList();
    }

    private static String group(final JmhResult result)
    {
        return result.benchmarkClass() + ' ' + result.mode() + ' ' + result.unit();
    }

    private static List<Figure> figures(final RunFacts run, final List<JmhResult> results)
    {
        final String axis = results.stream().flatMap(result -> result.parameters().entrySet().stream())
            .filter(parameter -> isOurs(parameter.getValue())).map(Map.Entry::getKey).findFirst().orElse(null);
        final boolean oneMethod = results.stream().map(JmhResult::method).distinct().count() == 1;
        final List<Figure> figures = new ArrayList<>();
        for (final JmhResult result : results)
        {
            final Map<String, String> setting = new LinkedHashMap<>(result.parameters());
            final String named = axis == null ? null : setting.remove(axis);
            if (named != null && !oneMethod)
            {
                setting.put("method", result.method());
            }
            figures.add(new Figure(run, result, named == null ? result.method() : named, setting));
        }
        return figures;
    }

    public static boolean isOurs(final String alternative)
    {
        return alternative.toLowerCase(Locale.ROOT).startsWith(OURS);
    }

    public String name()
    {
        return name;
    }

    public String unit()
    {
        return figures.get(0).result().unit();
    }

    public boolean isCost()
    {
        return figures.get(0).result().isCost();
    }

    public List<Figure> figures()
    {
        return figures;
    }

    /** In the order of their numbers. */
    public List<String> jdks()
    {
        return figures.stream().map(Figure::jdk).distinct().sorted(BY_NUMBER).toList();
    }

    /** Ours first, the others in the order of the file. */
    public List<String> alternatives()
    {
        final Set<String> names = figures.stream().map(Figure::alternative)
            .collect(Collectors.toCollection(LinkedHashSet::new));
        return names.stream().sorted(Comparator.comparing(alternative -> !isOurs(alternative))).toList();
    }

    /** What was varied beside the alternatives, in the order of the file. */
    public List<Map<String, String>> settings()
    {
        return figures.stream().map(Figure::setting).distinct().toList();
    }

    public Optional<Figure> figure(final Map<String, String> setting, final String alternative, final String jdk)
    {
        return figures.stream().filter(figure -> figure.setting().equals(setting) &&
            figure.alternative().equals(alternative) && figure.jdk().equals(jdk)).findFirst();
    }

    /** The figures that one figure is compared with: same run, same setting. */
    private Collection<Figure> besides(final Figure figure)
    {
        return figures.stream().filter(other -> other.setting().equals(figure.setting()) &&
            other.jdk().equals(figure.jdk())).toList();
    }

    /** What a figure is a multiple of: our best one beside it, or the best of all where none is ours. */
    public Figure reference(final Figure figure)
    {
        final Collection<Figure> besides = besides(figure);
        final boolean ours = besides.stream().anyMatch(other -> isOurs(other.alternative()));
        return besides.stream().filter(other -> !ours || isOurs(other.alternative()))
            .min(Comparator.comparingDouble(BenchmarkClass::badness)).orElse(figure);
    }

    private static double badness(final Figure figure)
    {
        return figure.result().isCost() ? figure.result().score() : -figure.result().score();
    }

    /** How many times the reference this figure costs. */
    public Ratio ratio(final Figure figure)
    {
        final JmhResult reference = reference(figure).result();
        return isCost() ? Ratio.of(figure.result(), reference) : Ratio.of(reference, figure.result());
    }

    /** The numeric parameter with the most values, if it has enough of them for a curve. */
    public Optional<String> curveParameter()
    {
        final Map<String, Set<String>> values = new LinkedHashMap<>();
        figures.forEach(figure -> figure.setting().forEach((parameter, value) ->
            values.computeIfAbsent(parameter, key -> new LinkedHashSet<>()).add(value)));
        return values.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= CURVE_POINTS &&
                entry.getValue().stream().allMatch(BenchmarkClass::isNumber))
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .map(Map.Entry::getKey);
    }

    private static boolean isNumber(final String text)
    {
        return text.matches("\\d{1,15}(\\.\\d{1,9})?");
    }
}
