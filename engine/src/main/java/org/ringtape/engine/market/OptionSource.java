package org.ringtape.engine.market;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.tape.Quote;

/** What one kind of event last said of an option: when, and by which connection. Market thread only. */
final class OptionSource
{
    /** Which number of an option each field of a mark price is. */
    static final int[] OF_MARK_PRICE = places(MarkPrice.Field.values());
    /** The same for a ticker. */
    static final int[] OF_TICKER = places(Ticker.Field.values());
    /** The same for open interest. */
    static final int[] OF_OPEN_INTEREST = places(OpenInterest.Field.values());
    /** Place of a field that an option does not keep. */
    static final int NO_PLACE = -1;

    private long venueTimeNs;
    private long receiveTimeNs;
    private int sourceId;
    private int streamId;
    private int stamp;
    private boolean mayBeCurrent;

    void note(final EventHeader event, final MarketHealth health, final boolean current)
    {
        note(event.venueTimeNs(), event.receiveTimeNs());
        sourceId = event.sourceId();
        streamId = event.streamId();
        stamp = health.stamp(event);
        mayBeCurrent = current;
    }

    /** Notes quotes from before the option was defined: not current, as their connection is not known. */
    void note(final Quote quote)
    {
        note(quote.venueTimeNs(), quote.receiveTimeNs());
        mayBeCurrent = false;
    }

    private void note(final long venueTime, final long receiveTime)
    {
        venueTimeNs = venueTime;
        receiveTimeNs = receiveTime;
    }

    /** By the venue's clock where both have its time and neither lies far beyond ours, else by ours. */
    boolean isOlderThan(final OptionSource other)
    {
        return hasCredibleTime() && other.hasCredibleTime() ? venueTimeNs < other.venueTimeNs :
            receiveTimeNs < other.receiveTimeNs;
    }

    private boolean hasCredibleTime()
    {
        return venueTimeNs != 0 && venueTimeNs - receiveTimeNs <= MarketHealth.MAX_AHEAD_NS;
    }

    boolean isCurrent(final MarketHealth health)
    {
        return mayBeCurrent && health.isCurrent(sourceId, streamId, stamp);
    }

    private static int[] places(final Enum<?>[] fields)
    {
        final int[] places = new int[fields.length];
        for (final Enum<?> field : fields)
        {
            places[field.ordinal()] = place(field);
        }
        return places;
    }

    private static int place(final Enum<?> field)
    {
        if (field == OpenInterest.Field.QUANTITY)
        {
            return OptionField.OPEN_INTEREST.ordinal();
        }
        if (field == OpenInterest.Field.NOTIONAL)
        {
            return OptionField.OPEN_NOTIONAL.ordinal();
        }
        if (field == Ticker.Field.MARK_PRICE)
        {
            return OptionField.MARK.ordinal();
        }
        if (field == Ticker.Field.ESTIMATED_SETTLEMENT_PRICE)
        {
            return OptionField.SETTLEMENT.ordinal();
        }
        for (final OptionField candidate : OptionField.values())
        {
            if (candidate.name().equals(field.name()))
            {
                return candidate.ordinal();
            }
        }
        return NO_PLACE;
    }
}
