package org.ringtape.feeds.session.receive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionRig;
import org.ringtape.feeds.transport.TransportListener;

/** Signals of one connection come in order and none is lost; who hears that it opened sees when it last received. */
@JCStressTest
@Outcome(id = "OPENED CLOSED, true", expect = ACCEPTABLE, desc = "both, in order")
@Outcome(expect = FORBIDDEN, desc = "out of order, lost, twice, or before the time it was received")
@State
public class SessionSignalStress
{
    private static final SessionIdentity IDENTITY = new SessionIdentity(1, 1, "venue/1");
    private static final PlainProtocol PROTOCOL = new PlainProtocol(SessionRig.LIMITS);
    private static final CounterSet COUNTERS = CounterSet.inMemory();
    private static final InstrumentTable INSTRUMENTS = new InstrumentTable(4);
    private static final StreamTable STREAMS = new StreamTable(4);
    /** Signals publish nothing, so all states may share it. */
    private static final EventPublication PUBLICATION = new EventPublication(
        new EventRing(EventRing.MIN_CAPACITY), () -> 7, 1, 1, null, null);
    private static final EventStage STAGE = new EventStage(1);

    private final SessionReceiver receiver = new SessionReceiver(
        IDENTITY, PROTOCOL, INSTRUMENTS, STREAMS, STAGE, PUBLICATION, () -> 7, COUNTERS);
    private final TransportListener connection = receiver.connection(1);
    private final StringBuilder heard = new StringBuilder();
    private boolean isTimeSeen = true;

    /** The receiver's thread. */
    @Actor
    public void receiver()
    {
        connection.onOpen();
        connection.onClosed(1000, "", true);
    }

    /** The conductor's thread, which may be early. */
    @Actor
    public void conductor()
    {
        hear();
        hear();
    }

    /** What the conductor hears in the end. */
    @Arbiter
    public void later(final LZ_Result result)
    {
        hear();
        hear();
        hear();
        result.r1 = heard.toString().trim();
        result.r2 = isTimeSeen;
    }

    private void hear()
    {
        final SessionSignal signal = receiver.pollSignal();
        if (signal != null)
        {
            heard.append(signal.kind()).append(' ');
            isTimeSeen &= receiver.lastReceivedNs() == 7;
        }
    }
}
