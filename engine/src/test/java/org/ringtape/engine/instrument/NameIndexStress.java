package org.ringtape.engine.instrument;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.charset.StandardCharsets;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** While a name is added and the table grows for it, a reader finds it whole or not at all, and all that was there. */
@JCStressTest
@Outcome(id = {"-1, -1, 7", "-1, 32, 7", "32, 32, 7"}, expect = ACCEPTABLE, desc = "not yet, meanwhile, or there")
@Outcome(expect = FORBIDDEN, desc = "another name's id, or a name that was there is gone")
@State
public class NameIndexStress
{
    /** As many as the first table takes: the next one grows it. */
    private static final int KNOWN = 32;
    private static final byte[][] NAMES = new byte[KNOWN + 1][];

    static
    {
        for (int i = 0; i < NAMES.length; i++)
        {
            NAMES[i] = ("a name longer than its entry has room for " + i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final NameIndex index = new NameIndex();

    /** Names that were there before. */
    public NameIndexStress()
    {
        for (int i = 0; i < KNOWN; i++)
        {
            index.add(1, NAMES[i], 0, NAMES[i].length, i);
        }
    }

    /** Adds one. */
    @Actor
    public void adder()
    {
        index.add(1, NAMES[KNOWN], 0, NAMES[KNOWN].length, KNOWN);
    }

    /** Looks for it twice, and for one that was there. */
    @Actor
    public void reader(final III_Result result)
    {
        result.r1 = index.find(1, NAMES[KNOWN], 0, NAMES[KNOWN].length);
        result.r2 = index.find(1, NAMES[KNOWN], 0, NAMES[KNOWN].length);
        result.r3 = index.find(1, NAMES[7], 0, NAMES[7].length);
    }
}
