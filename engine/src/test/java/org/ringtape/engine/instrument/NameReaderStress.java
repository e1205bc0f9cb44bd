package org.ringtape.engine.instrument;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.charset.StandardCharsets;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** While a name is taken out, a reader that still finds it is seen inside: else its id could be another's too soon. */
@JCStressTest
@Outcome(id = {"-1, 0", "-1, 1", "0, 1"}, expect = ACCEPTABLE, desc = "gone, or the reader is waited for")
@Outcome(expect = FORBIDDEN, desc = "the reader holds the id, and nobody waits for it")
@State
public class NameReaderStress
{
    private static final byte[] NAME = "NAME".getBytes(StandardCharsets.US_ASCII);

    private final NameIndex index = new NameIndex();
    private final NameReaders readers = new NameReaders();
    private final NameReader reader = readers.add();

    /** A name that is there, and a reader that is outside. */
    public NameReaderStress()
    {
        index.add(1, NAME, 0, NAME.length, 0);
    }

    /** Comes in and looks the name up; stays inside. */
    @Actor
    public void reader(final II_Result result)
    {
        reader.enter();
        result.r1 = index.find(1, NAME, 0, NAME.length);
    }

    /** Takes it out and looks who is inside. */
    @Actor
    public void retirer(final II_Result result)
    {
        index.remove(1, NAME, 0);
        readers.mark();
        result.r2 = readers.haveLeft() ? 0 : 1;
    }
}
