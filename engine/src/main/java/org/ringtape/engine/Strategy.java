package org.ringtape.engine;

import org.ringtape.engine.book.BookListener;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.StreamHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.market.MarketListener;
import org.ringtape.engine.tape.TapeListener;

/**
 * What a host wants to be told: every method is optional and runs on the market thread, in ring order, with books,
 * tapes and values as they are after the event. Flyweights and books are valid until the callback returns. What a
 * callback throws is counted and handed to the error handler; the pipeline goes on.
 */
public interface Strategy extends BookListener, TapeListener, MarketListener
{
    /** Before the first event; the context stays valid for as long as the pipeline runs. */
    default void onStart(final StrategyContext context)
    {
    }

    /** An instrument's definition has come; goes before the first event of that instrument on its session. */
    default void onInstrument(final Instrument instrument)
    {
    }

    /**
     * The life of an instrument, or of one of its streams, is over: books, tapes and values of it are gone, and its id
     * may become another's as soon as this returns. Until then the tables still know its name.
     */
    default void onRetired(final Retired retired)
    {
    }

    /** What a stream is; goes before the first event of that stream on each connection. */
    default void onStream(final StreamDescription stream)
    {
    }

    /** What became of something that was asked for; once for each request that was taken. */
    default void onRequestOutcome(final RequestOutcome outcome)
    {
    }

    /** A session changed its state. Books of a lost session have been told of before. */
    default void onSession(final SessionStatus status)
    {
    }

    /** Something was lost before the ring. Books concerned have been told of before. */
    default void onLoss(final Loss loss)
    {
    }

    /**
     * A stream became current, or ceased to be, or is not for another reason than before. Comes behind what books and
     * tapes tell of the same event.
     *
     * @param stream   as it is now
     * @param previous reason
     */
    default void onStreamHealth(final StreamHealth stream, final HealthReason previous)
    {
    }

    /**
     * A timer is due.
     *
     * @param timerId as scheduled
     * @param nowNs   when it was found due, at or after the deadline: epoch nanoseconds of the pipeline's clock; the
     *                event's own time, which a replay repeats
     */
    default void onTimer(final long timerId, final long nowNs)
    {
    }

    /**
     * There was nothing to do in this duty cycle. One that throws again and again is called less and less often, at
     * last once a second, until it returns.
     */
    default void onIdle(final long nowNs)
    {
    }

    /**
     * A thread cannot go on. If it is the market thread, no event will follow, no book is called live any more, the
     * feeds are asked to end, and {@link #onStop} comes next. If it is the conductor of some feeds, the books of their
     * streams have been told to be gapped before, and stay so.
     */
    default void onFailure(final PipelineFailure failure)
    {
    }

    /** After the last event. */
    default void onStop()
    {
    }
}
