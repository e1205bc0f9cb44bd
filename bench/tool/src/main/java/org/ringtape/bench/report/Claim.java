package org.ringtape.bench.report;

import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.JmhResult;
import org.ringtape.bench.report.read.Numbers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison that the README makes: within one run, how many times our cost another's is.
 *
 * @param what      is done
 * @param benchmark class that measures it
 * @param setting   that is meant, of everything that the class varies
 * @param ours      our alternative
 * @param others    who we are compared with; the best of them counts
 * @param against   them in words
 * @param target    what the project wants
 */
record Claim(
    String what, String benchmark, Map<String, String> setting, String ours, List<String> others, String against,
    String target)
{
    /** Command that measures it again. */
    String command()
    {
        return "scripts/bench " + benchmark;
    }

    /** Ours on a JDK. */
    Optional<Figure> ours(final List<BenchmarkClass> classes, final String jdk)
    {
        return figure(classes, ours, jdk);
    }

    /** The best of the others on a JDK. */
    Optional<Figure> other(final List<BenchmarkClass> classes, final String jdk)
    {
        return others.stream().flatMap(other -> figure(classes, other, jdk).stream())
            .min((one, two) -> Double.compare(cost(one), cost(two)));
    }

    /** How many times our cost the best of the others costs. */
    Optional<Double> ratio(final List<BenchmarkClass> classes, final String jdk)
    {
        return ours(classes, jdk).flatMap(figure -> other(classes, jdk).map(other -> cost(other) / cost(figure)));
    }

    private Optional<Figure> figure(final List<BenchmarkClass> classes, final String alternative, final String jdk)
    {
        return classes.stream().filter(each -> each.name().equals(benchmark)).flatMap(each -> each.figures().stream())
            .filter(figure -> figure.result().method().equals(alternative) && figure.jdk().equals(jdk) &&
                figure.result().parameters().entrySet().containsAll(setting.entrySet()))
            .findFirst();
    }

    /** Where single operations are timed, their median counts: it is the hop that is meant, not the stalls. */
    private static double cost(final Figure figure)
    {
        final JmhResult result = figure.result();
        final double value = "sample".equals(result.mode()) ? result.median() : result.score();
        return result.isCost() ? value : 1 / value;
    }

    /** What one operation takes, in words. */
    static String shown(final Figure figure)
    {
        final JmhResult result = figure.result();
        return "ns/op".equals(result.unit()) || result.isCost() && result.unit().startsWith("ns") ?
            Numbers.time(cost(figure)) : Numbers.plain(result.score()) + " " + result.unit();
    }
}
