package org.ringtape.bench.report.read;

import java.util.Map;

/**
 * One line of JMH's own results. A figure that JMH could not work out is not a number.
 *
 * @param benchmarkClass simple name of the class
 * @param method         name of the benchmark method
 * @param parameters     by name, in the order of the file
 * @param mode           JMH's short name
 * @param unit           of the score
 * @param jdk            feature version of the JVM that ran it
 * @param values         measured, from which the score is the mean
 * @param score          mean
 * @param error          half width of the 99.9 % confidence interval, in the unit of the score
 * @param median         of what was measured: operations where each is timed, means of iterations otherwise
 * @param allocated      bytes an operation
 * @param allocatedError half width of its 99.9 % confidence interval
 * @param retained       bytes that what was built keeps, where the benchmark says so
 */
public record JmhResult(
    String benchmarkClass, String method, Map<String, String> parameters, String mode, String unit, String jdk,
    int values, double score, double error, double median, double allocated, double allocatedError,
    double retained)
{
    private static final String THROUGHPUT = "thrpt";

    /** Whether a small score is good: times are, operations a second are not. */
    public boolean isCost()
    {
        return !THROUGHPUT.equals(mode);
    }

    /** Same for the same benchmark on the same JDK, whichever run it is from. */
    public String key()
    {
        return benchmarkClass + '.' + method + parameters + mode + ' ' + unit + ' ' + jdk;
    }
}
