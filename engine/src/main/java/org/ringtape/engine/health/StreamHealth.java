package org.ringtape.engine.health;

import java.util.Arrays;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.EventHeader;

/**
 * Whether one stream can be trusted, and if not, why and since when. The one place that knows: books, tapes, quotes and
 * values ask here. Writers: {@link MarketHealth}, and for the streams of books their rules. Market thread only; the
 * object lives as long as its table.
 * <p>
 * A stream without a book is current from its first event on until a loss, a silence or the end of its connection, and
 * again from its next event on. A stream with a book is current when its book is LIVE.
 */
public final class StreamHealth
{
    /** Takes changes of the reason. */
    @FunctionalInterface
    public interface Change
    {
        /**
         * A stream became current, or ceased to be, or is not for another reason.
         *
         * @param stream   as it is now
         * @param previous reason
         */
        void onStreamHealth(StreamHealth stream, HealthReason previous);
    }

    private static final int UNKNOWN_SOURCE = -1;
    private static final int NOWHERE = -1;

    private final int streamId;
    private final MarketHealth market;

    private BookState state = BookState.AWAITING_SNAPSHOT;
    private HealthReason reason = HealthReason.NO_DATA;
    private long sinceNs;
    private boolean hasBook;
    private boolean silent;
    private boolean refused;
    private int sourceId = UNKNOWN_SOURCE;
    /** The sources that have brought it; one, but for a rotation or redundant lines. */
    private int[] sources = new int[1];
    /** Beside each source, whether it has brought the stream on its present connection. */
    private boolean[] up = new boolean[1];
    private int sourceCount;
    private boolean isLastUp;
    private int losses;
    private int ownLosses;
    private int interruptions;
    private long lostAtNs;
    private HealthReason announced = HealthReason.NO_DATA;

    /**
     * A stream that has brought nothing yet.
     *
     * @param streamId      of the stream
     * @param market        gives the time of the event at hand; null for a stream that stands alone
     * @param interruptions of the id's lives before: what was stamped in one of those is current in none that follows
     */
    StreamHealth(final int streamId, final MarketHealth market, final int interruptions)
    {
        this.streamId = streamId;
        this.market = market;
        this.interruptions = interruptions;
    }

    /** A stream of no table, for a book that stands alone. */
    public static StreamHealth alone(final int streamId)
    {
        return new StreamHealth(streamId, null, 0);
    }

    /** Dense id of the stream. */
    public int streamId()
    {
        return streamId;
    }

    /** True if the stream can be trusted as it stands. */
    public boolean isCurrent()
    {
        return reason == HealthReason.NONE;
    }

    /** Why the stream is not current; {@link HealthReason#NONE} if it is. */
    public HealthReason reason()
    {
        return reason;
    }

    /** Receive time of the event that gave the present reason, epoch nanoseconds of our clock; 0 before the first. */
    public long sinceNs()
    {
        return sinceNs;
    }

    /** State of the stream's book, or what it would be if the stream had one. */
    public BookState state()
    {
        return state;
    }

    /** Source that the stream's last event came by, see {@link EventHeader#sourceId()}; −1 before the first. */
    public int sourceId()
    {
        return sourceId;
    }

    /** Times that something of the stream was missing, alone or with all else that its source brings. */
    public int losses()
    {
        return losses;
    }

    /** Those of them that were of this stream alone. */
    public int ownLosses()
    {
        return ownLosses;
    }

    /** True if the stream was announced to be silent and has not spoken since. */
    public boolean isSilent()
    {
        return silent;
    }

    /** True if the venue refuses the stream. Ends with a new connection, or by {@link #forgive}. */
    public boolean isRefused()
    {
        return refused;
    }

    /**
     * When something of the stream was last found missing, epoch nanoseconds of our clock; 0 if never. A snapshot that
     * the venue may have made before says nothing of what came between.
     */
    public long lostAtNs()
    {
        return lostAtNs;
    }

    /** Sets where the stream stands. For the owner of its book. */
    public void state(final BookState newState, final HealthReason newReason)
    {
        state = newState;
        if (reason != newReason)
        {
            reason = newReason;
            sinceNs = nowNs();
        }
    }

    /** Says that a book is kept of the stream, whose owner judges when it is current. */
    public void keepsBook()
    {
        hasBook = true;
        state(BookState.AWAITING_SNAPSHOT, HealthReason.NO_DATA);
    }

    /** Something of the stream may be missing from now on, as far as nothing younger than this says. */
    public void lostNow()
    {
        lostAtNs = nowNs();
    }

    /** The host asks for the stream anew: a refusal is forgotten. */
    public void forgive()
    {
        refused = false;
    }

    /** Notes an event of the stream that is not an answer to a request. */
    void heard(final int eventSourceId)
    {
        source(eventSourceId);
        if (!hasBook && reason != HealthReason.NONE)
        {
            silent = false;
            refused = false;
            state(BookState.LIVE, HealthReason.NONE);
        }
    }

    /** An update of the stream's book was taken: the silence is over. */
    public void spoken()
    {
        silent = false;
    }

    /** An event of the stream came by a source. */
    void source(final int eventSourceId)
    {
        if (sourceId != eventSourceId || !isLastUp)
        {
            final int place = placeFor(eventSourceId);
            sources[place] = eventSourceId;
            up[place] = true;
            sourceId = eventSourceId;
            isLastUp = true;
        }
    }

    /** Its own place, else that of a source that does not bring the stream any more, else a new one. */
    private int placeFor(final int wanted)
    {
        int place = placeOf(wanted);
        for (int i = 0; i < sourceCount && place == NOWHERE; i++)
        {
            place = up[i] ? NOWHERE : i;
        }
        if (place != NOWHERE)
        {
            return place;
        }
        if (sourceCount == sources.length)
        {
            sources = Arrays.copyOf(sources, 2 * sourceCount);
            up = Arrays.copyOf(up, 2 * sourceCount);
        }
        return sourceCount++;
    }

    private int placeOf(final int wanted)
    {
        for (int i = 0; i < sourceCount; i++)
        {
            if (sources[i] == wanted)
            {
                return i;
            }
        }
        return NOWHERE;
    }

    /** The connection of a source is gone: it does not bring the stream until it has brought it again. */
    void sourceGone(final int gone)
    {
        final int place = placeOf(gone);
        if (place != NOWHERE)
        {
            up[place] = false;
            isLastUp &= sourceId != gone;
        }
    }

    /** True if a source has brought the stream, and none has taken its place. */
    boolean hasSource(final int wanted)
    {
        return placeOf(wanted) != NOWHERE;
    }

    /** True if the source at a place has brought the stream on its present connection. */
    boolean isUp(final int place)
    {
        return up[place];
    }

    int sourceCount()
    {
        return sourceCount;
    }

    int sourceAt(final int index)
    {
        return sources[index];
    }

    /** Something of this stream alone was lost. */
    void loseAlone()
    {
        ownLosses++;
        lose();
    }

    /** Something of the stream was lost. */
    void lose()
    {
        losses++;
        interruptions++;
    }

    /** Something was lost, of this stream alone or of all that its session carries. */
    void lost(final HealthReason why, final boolean connectionGone)
    {
        lostAtNs = nowNs();
        if (connectionGone)
        {
            silent = false;
            refused = false;
        }
        doubt(BookState.GAPPED, why);
    }

    /** The stream was interrupted, though nothing is known to be missing. */
    void interrupt()
    {
        interruptions++;
    }

    void silence()
    {
        silent = true;
        doubt(BookState.STALE, HealthReason.SILENT);
    }

    void refuse()
    {
        refused = true;
        state(state == BookState.AWAITING_SNAPSHOT ? state : BookState.GAPPED, HealthReason.FAILED);
    }

    /** The session of the stream is silent or was closed, and so is the stream. */
    void pause(final HealthReason why)
    {
        if (state == BookState.LIVE)
        {
            doubt(BookState.STALE, why);
        }
    }

    /** The session of the stream is heard again. */
    void resume()
    {
        if (!hasBook && state == BookState.STALE && !silent)
        {
            state(BookState.LIVE, HealthReason.NONE);
        }
    }

    int interruptions()
    {
        return interruptions;
    }

    /** Tells the reason if it is not the one told last. */
    void tell(final Change change)
    {
        if (announced != reason)
        {
            final HealthReason before = announced;
            announced = reason;
            change.onStreamHealth(this, before);
        }
    }

    private void doubt(final BookState newState, final HealthReason why)
    {
        if (!hasBook && reason != HealthReason.NO_DATA)
        {
            state(newState, why);
        }
    }

    private long nowNs()
    {
        return market == null ? 0 : market.nowNs();
    }
}
