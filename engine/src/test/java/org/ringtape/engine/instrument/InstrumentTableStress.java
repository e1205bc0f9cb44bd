package org.ringtape.engine.instrument;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.charset.StandardCharsets;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;

/** A symbol is registered while another thread looks it up: whoever finds its id finds its instrument too. */
@JCStressTest
@Outcome(id = {"0, 0, XYUSD", "0, -1, none"}, expect = ACCEPTABLE, desc = "one id, or not yet there")
@Outcome(expect = FORBIDDEN, desc = "two ids, or an id without its instrument")
@State
public class InstrumentTableStress
{
    private static final byte[] SYMBOL = "XYUSD".getBytes(StandardCharsets.US_ASCII);

    private final InstrumentTable table = new InstrumentTable(4);

    /** Registers. */
    @Actor
    public void adder(final IIL_Result result)
    {
        result.r1 = table.register(1, SYMBOL, 0, SYMBOL.length);
    }

    /** Looks the symbol up, and its instrument. */
    @Actor
    public void reader(final IIL_Result result)
    {
        final int id = table.find(1, SYMBOL, 0, SYMBOL.length);
        result.r2 = id;
        result.r3 = id == InstrumentTable.UNKNOWN ? "none" : table.instrument(id).symbol();
    }
}
