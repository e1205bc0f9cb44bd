package org.ringtape.bench.report;

import org.ringtape.bench.report.read.JmhResult;
import org.ringtape.bench.report.read.JmhRun;
import org.ringtape.bench.report.read.RunFacts;

import java.util.List;
import java.util.Optional;

/** A benchmark now and in the newest earlier run of the same benchmark on the same JDK. */
public record Change(Figure now, RunFacts before, JmhResult then)
{
    /** What a change means. */
    public enum Meaning
    {
        /** Less cost or more throughput, beyond both errors. */
        BETTER("better"),
        /** More cost or less throughput, beyond both errors. */
        WORSE("worse"),
        /** No further apart than both errors together. */
        NOISE("noise: within both errors"),
        /** One of the runs has too few values for an error. */
        UNKNOWN("not known: a run without error"),
        /** The runs are from different machines. */
        OTHER_MACHINE("not compared: other machine");

        private final String words;

        Meaning(final String words)
        {
            this.words = words;
        }

        public String words()
        {
            return words;
        }
    }

    /** @return empty if there is no earlier run */
    public static Optional<Change> of(final Figure now, final List<JmhRun> runs)
    {
        Change newest = null;
        for (final JmhRun run : runs)
        {
            if (run.facts().started().isBefore(now.run().started()))
            {
                for (final JmhResult result : run.results())
                {
                    newest = result.key().equals(now.result().key()) ? new Change(now, run.facts(), result) : newest;
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Change of the score as a share of the earlier one. */
    public double share()
    {
        return now.result().score() / then.score() - 1;
    }

    public Meaning meaning()
    {
        if (!now.run().isSameMachine(before))
        {
            return Meaning.OTHER_MACHINE;
        }
        final double difference = now.result().score() - then.score();
        final double errors = now.result().error() + then.error();
        if (Double.isNaN(errors) || Double.isNaN(difference))
        {
            return Meaning.UNKNOWN;
        }
        if (Math.abs(difference) <= errors)
        {
            return Meaning.NOISE;
        }
        return difference < 0 == now.result().isCost() ? Meaning.BETTER : Meaning.WORSE;
    }
}
