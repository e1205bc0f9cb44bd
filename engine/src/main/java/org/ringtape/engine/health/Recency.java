package org.ringtape.engine.health;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.EventHeader;

/**
 * Judges whether an event is newer than the last one of its kind, by a number that should grow: a sequence or a venue
 * time. Every "older" has a way out, as the venue may count anew, or the last number may have been wrong:
 * <ul>
 * <li>an older sequence with a later venue time is no copy of anything: it is taken at once as a new beginning;
 * <li>{@link #UNDATED_LIMIT} older ones in a row that do not fall among themselves are a new beginning if the venue
 * tells no time, or the same;
 * <li>{@link #DATED_LIMIT} such ones are a new beginning even if their venue time is earlier, too;
 * <li>a number of another connection is compared with nothing.
 * </ul>
 * So a value that is wrong stands for {@link #DATED_LIMIT} events of its key at most. Example: a quote of sequence
 * 2^60, then good ones 501, 502, 503 without times: 501 and 502 are passed over, 503 is taken.
 */
public final class Recency
{
    /** Older ones in a row that are a new beginning if no time says they are old. */
    public static final int UNDATED_LIMIT = 3;
    /** Older ones in a row that are a new beginning whatever their time says. */
    public static final int DATED_LIMIT = 8;

    /** What a number says of its event. */
    public enum Verdict
    {
        /** It is the newest, or as new. */
        NEWER,
        /** It has been overtaken. */
        OLDER,
        /** It is the first of a new beginning. */
        RESTARTED
    }

    private long last = ABSENT;
    private long lastTimeNs;
    private int sourceId;
    private int sessionEpoch;
    /** The last of the older ones in a row, and how many they are. */
    private long runLast;
    private int run;

    /** Nothing known. */
    public Recency()
    {
    }

    /**
     * Judges an event by its last sequence or, without one, by its venue time.
     *
     * @param event of one key
     * @return the verdict; unless it is OLDER, {@link #take} is to be called if the event is taken
     */
    public Verdict judge(final EventHeader event)
    {
        return judge(event, event.lastSequence());
    }

    /** Judges an event by its venue time alone. */
    public Verdict judgeByTime(final EventHeader event)
    {
        return judge(event, ABSENT);
    }

    /** An event was taken that was judged by its sequence: later ones are compared with it. */
    public void take(final EventHeader event)
    {
        take(event, event.lastSequence());
    }

    /** An event was taken that was judged by its time. */
    public void takeByTime(final EventHeader event)
    {
        take(event, ABSENT);
    }

    private Verdict judge(final EventHeader event, final long sequence)
    {
        final long timeNs = event.venueTimeNs();
        final long number = number(sequence, timeNs);
        final boolean sameConnection = event.sourceId() == sourceId && event.sessionEpoch() == sessionEpoch;
        if (!sameConnection || last == ABSENT || number == ABSENT || number >= last)
        {
            return Verdict.NEWER;
        }
        final boolean counted = sequence != ABSENT;
        if (counted && timeNs != 0 && lastTimeNs != 0 && timeNs > lastTimeNs)
        {
            return Verdict.RESTARTED;
        }
        run = run > 0 && number >= runLast ? run + 1 : 1;
        runLast = number;
        final boolean dated = !counted || timeNs != 0 && timeNs < lastTimeNs;
        return run >= (dated ? DATED_LIMIT : UNDATED_LIMIT) ? Verdict.RESTARTED : Verdict.OLDER;
    }

    private void take(final EventHeader event, final long sequence)
    {
        sourceId = event.sourceId();
        sessionEpoch = event.sessionEpoch();
        lastTimeNs = event.venueTimeNs();
        last = number(sequence, lastTimeNs);
        run = 0;
    }

    /** Time 0 says nothing. */
    private static long number(final long sequence, final long timeNs)
    {
        return sequence != ABSENT || timeNs == 0 ? sequence : timeNs;
    }

    /** Nothing that came before counts any more. */
    public void forget()
    {
        last = ABSENT;
        lastTimeNs = 0;
        run = 0;
    }
}
