package org.ringtape.feeds.binance;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.BinanceExchangeInfoDecoder;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.ListedStatus;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.rest.DistinctWarnings;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.RestBackOff;
import org.ringtape.feeds.rest.VenueWords;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;

/**
 * Fetches the exchange information of a feed once a session of it is up, and publishes a definition for each
 * instrument of ours: a few rows a duty cycle, and no more than the ring has room for. Streams that carry several
 * instruments bring new ones later; then it fetches again, at longer and longer intervals. It also fetches again each
 * {@link #RELIST_NS}: what two whole lists in a row do not name, though one did before, is told to have vanished.
 * Conductor thread.
 */
final class ExchangeInfoTask implements FeedTask
{
    /** Rows decoded in one duty cycle. */
    static final int MAX_ROWS = 64;
    /** First and longest interval between two fetches for instruments that came later. */
    static final long FIRST_REFRESH_NS = TimeUnit.SECONDS.toNanos(5);
    static final long LAST_REFRESH_NS = TimeUnit.MINUTES.toNanos(5);

    /** Longest time between two lists: how late a listing is met that nothing else tells of. */
    static final long RELIST_NS = TimeUnit.HOURS.toNanos(1);

    private static final int HTTP_OK = 200;
    /** Source: spec, "Limits". */
    private static final int WEIGHT = 1;
    /** In place of the id of an instrument that is registered only if its row says that it lives. */
    private static final int PROSPECT = Integer.MAX_VALUE;

    private final FeedTaskContext context;
    private final URI uri;
    private final boolean allInstruments;
    private final InstrumentTable instruments;
    private final int venueId;
    private final AtomicCounter requests;
    private final AtomicCounter failures;
    private final int rowsPerPortion;

    private final BinanceExchangeInfoDecoder decoder = new BinanceExchangeInfoDecoder();
    private final ExchangeInfoRows rows = new ExchangeInfoRows();
    private final ListedInstruments listed;
    private final HostPace pace;
    private final RestBackOff backOff = new RestBackOff();
    private final DistinctWarnings warnings = new DistinctWarnings(ExchangeInfoTask.class);
    private final AtomicReference<HttpFetcher.Answer> arrived = new AtomicReference<>();

    private State state = State.WAITING;
    private boolean hasDueTime;
    private long dueNs;
    private long refreshNs = FIRST_REFRESH_NS;
    private long listedNs;
    /** Registrations that the table had when the rows were last looked up. */
    private long registrationsSeen;
    /** Rows taken but not published, empty if there are none. */
    private byte[] portion = {};
    /** Symbol of the row that is being decoded. */
    private final ByteRange rowSymbol = new ByteRange();
    private int brokenRows;
    private int rowsWithoutRoom;

    private enum State
    {
        /** For the time of the next request. */
        WAITING,
        /** For an answer. */
        FETCHING,
        /** In the middle of a body. */
        PUBLISHING,
        /** Everything known is published; new instruments would need another request. */
        DONE
    }

    /**
     * A task of one feed.
     *
     * @param context        of the session that it waits for and publishes as
     * @param uri            of the exchange information
     * @param allInstruments true to register every instrument of the venue, not only look ours up
     */
    ExchangeInfoTask(final FeedTaskContext context, final URI uri, final boolean allInstruments)
    {
        this.context = context;
        this.uri = uri;
        this.allInstruments = allInstruments;
        pace = context.pace(uri);
        pace.limit(BinanceProtocol.SNAPSHOT_WEIGHT_PER_MINUTE);
        instruments = context.pipeline().instruments();
        venueId = context.session().identity().venueId();
        listed = new ListedInstruments(instruments, venueId);
        requests = context.session().identity().counter(context.pipeline().counters(), PipelineCounter.REST_REQUESTS);
        failures = context.session().identity().counter(context.pipeline().counters(), PipelineCounter.REST_FAILURES);
        rowsPerPortion = Math.min(MAX_ROWS, EventStage.capacityFor(context.pipeline().ring()));
    }

    @Override
    public int poll(final long nowNs)
    {
        switch (state)
        {
            case WAITING:
                return isDue(nowNs) && context.session().isConnected() && pace.tryRequest(WEIGHT, nowNs) ?
                    fetch() : 0;

            case FETCHING:
                final HttpFetcher.Answer answer = arrived.getAndSet(null);
                return answer == null ? 0 : take(answer, nowNs);

            case PUBLISHING:
                return publishPortion(nowNs);

            default:
                return lookForNewInstruments(nowNs);
        }
    }

    private boolean isDue(final long nowNs)
    {
        return !hasDueTime || nowNs - dueNs >= 0;
    }

    private int fetch()
    {
        state = State.FETCHING;
        requests.incrementOrdered();
        try
        {
            context.fetcher().get(uri, arrived::set);
        }
        catch (final RuntimeException e)
        {
            arrived.set(new HttpFetcher.Answer(0, new byte[0], 0L, e.toString()));
        }
        return 1;
    }

    private int take(final HttpFetcher.Answer answer, final long nowNs)
    {
        if (answer.status() != HTTP_OK || rows.begin(answer.body()) == ExchangeInfoRows.State.FAILED)
        {
            fail(answer, nowNs);
            return 1;
        }
        registrationsSeen = instruments.registrations();
        listedNs = nowNs;
        listed.begin();
        brokenRows = 0;
        rowsWithoutRoom = 0;
        portion = rows.next(rowsPerPortion);
        state = State.PUBLISHING;
        return 1;
    }

    private void fail(final HttpFetcher.Answer answer, final long nowNs)
    {
        failures.incrementOrdered();
        final String words = answer.status() == HTTP_OK ?
            "answer cannot be read" : VenueWords.describe(answer);
        if (!pace.onRefused(answer.status(), answer.retryAfterNs(), nowNs))
        {
            warnings.warn(words, context.session().identity().name() + ", exchange information");
        }
        context.session().remark(answer.status(), "exchange information: " + words, nowNs);
        waitFor(backOff.nextNs(context.random()), nowNs);
    }

    private void waitFor(final long delayNs, final long nowNs)
    {
        state = State.WAITING;
        hasDueTime = true;
        dueNs = nowNs + delayNs;
    }

    /** Publishes the rows taken, and takes the next; leaves them for the next duty cycle if the ring has no room. */
    private int publishPortion(final long nowNs)
    {
        if (portion.length > 0 && !offer(nowNs))
        {
            return 0;
        }
        if (rows.state() == ExchangeInfoRows.State.ROWS)
        {
            portion = rows.next(rowsPerPortion);
            return 1;
        }
        portion = new byte[0];
        end(nowNs);
        return 1;
    }

    private boolean offer(final long nowNs)
    {
        context.sink().beginFrame(context.session().epoch(), nowNs);
        listed.beginPortion();
        final int withoutRoomBefore = rowsWithoutRoom;
        final DecodeStatus status =
            decoder.decode(portion, 0, portion.length, this::lookUp, (id, time, row) -> stage(id, row, nowNs));
        final boolean hasEvents = status == DecodeStatus.DECODED || status == DecodeStatus.PARTIAL;
        if (hasEvents && !context.publication().offer(context.stage()))
        {
            rowsWithoutRoom = withoutRoomBefore;
            return false;
        }
        if (hasEvents)
        {
            listed.published();
        }
        brokenRows += decoder.malformedRows();
        return true;
    }

    private int lookUp(final byte[] symbol, final int offset, final int length)
    {
        rowSymbol.set(symbol, offset, length);
        final int id = instruments.find(venueId, symbol, offset, length);
        if (id == InstrumentTable.UNKNOWN)
        {
            return allInstruments ? PROSPECT : id;
        }
        return listed.isNews(id) ? id : InstrumentTable.UNKNOWN;
    }

    private void stage(final int id, final InstrumentRow row, final long nowNs)
    {
        final int instrumentId = id == PROSPECT ? register(row, nowNs) : id;
        if (instrumentId != InstrumentTable.UNKNOWN && context.sink().stageInstrument(
            instrumentId, rowSymbol.bytes(), rowSymbol.offset(), rowSymbol.length(), row))
        {
            listed.staged(instrumentId);
        }
    }

    /** A list may go on naming for a while what is over: that does not come to life again. */
    private int register(final InstrumentRow row, final long nowNs)
    {
        final boolean isExpired = row.expiryNs != DecimalRow.ABSENT &&
            nowNs - row.expiryNs >= NameRetirement.GRACE_NS && row.status != ListedStatus.TRADING;
        if (row.status == ListedStatus.CLOSED || isExpired)
        {
            return InstrumentTable.UNKNOWN;
        }
        final int id = instruments.register(venueId, rowSymbol.bytes(), rowSymbol.offset(), rowSymbol.length());
        rowsWithoutRoom += id == InstrumentTable.UNKNOWN ? 1 : 0;
        return id;
    }

    /**
     * All rows are out, or as many as could be read.
     *
     * @throws IllegalStateException if instruments could not be registered; it tells the host, and changes nothing
     */
    private void end(final long nowNs)
    {
        if (rows.state() == ExchangeInfoRows.State.FAILED)
        {
            failures.incrementOrdered();
            waitFor(backOff.nextNs(context.random()), nowNs);
            return;
        }
        if (brokenRows + rows.brokenRows() > 0)
        {
            failures.incrementOrdered(); // usable for the most part: repeated only for instruments to come
        }
        else
        {
            listed.end(nowNs);
        }
        backOff.reset();
        waitFor(refreshNs, nowNs);
        state = State.DONE;
        if (rowsWithoutRoom > 0)
        {
            throw new IllegalStateException(context.session().identity().name() + ": no room for " +
                rowsWithoutRoom + " instruments of the venue: " + instruments.size() + " registered");
        }
    }

    private int lookForNewInstruments(final long nowNs)
    {
        final boolean hasNew = instruments.registrations() != registrationsSeen && listed.hasUndefined();
        registrationsSeen = hasNew ? registrationsSeen : instruments.registrations();
        if (!hasNew && nowNs - listedNs < RELIST_NS)
        {
            return 0;
        }
        state = State.WAITING;
        refreshNs = hasNew ? Math.min(2 * refreshNs, LAST_REFRESH_NS) : refreshNs;
        return 1;
    }
}
