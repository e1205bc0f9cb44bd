package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.market.OptionSource.NO_PLACE;

import java.util.Arrays;

import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.tape.Quote;

/**
 * One option of a chain and the newest numbers of it, whichever kind of event told them: mark price, ticker, best
 * quotes or open interest. A newer event replaces what it tells; what it does not tell stays if another kind told it.
 * Price and quantity of a quote always come from the same event. Market thread only; reading allocates nothing.
 */
public final class ChainOption
{
    private static final int BID = OptionField.BID_PRICE.ordinal();
    private static final int ASK = OptionField.ASK_PRICE.ordinal();
    private static final int FIELD_COUNT = OptionField.values().length;
    private static final double[] POWERS = new double[19];

    static
    {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++)
        {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final OptionChain chain;
    private final InstrumentDefinition definition;
    private final int instrumentId;
    private final boolean call;
    private final long expiryNs;
    private final long strike;
    private final int strikeScale;
    private final MarketHealth health;
    private final OptionSource byMarkPrice = new OptionSource();
    private final OptionSource byTicker = new OptionSource();
    private final OptionSource byQuote = new OptionSource();
    private final OptionSource byOpenInterest = new OptionSource();
    private final long[] mantissas = new long[FIELD_COUNT];
    private final byte[] scales = new byte[FIELD_COUNT];
    private final OptionSource[] sources = new OptionSource[FIELD_COUNT];

    ChainOption(
        final OptionChain chain,
        final InstrumentDefinition definition,
        final boolean call,
        final MarketHealth health)
    {
        this.chain = chain;
        this.definition = definition;
        this.call = call;
        this.health = health;
        instrumentId = definition.instrumentId();
        expiryNs = definition.expiryNs();
        strike = definition.mantissa(InstrumentDefinition.Field.STRIKE);
        strikeScale = definition.scale(InstrumentDefinition.Field.STRIKE);
        Arrays.fill(mantissas, ABSENT);
    }

    /** Chain it belongs to. */
    public OptionChain chain()
    {
        return chain;
    }

    /** All that is known of the instrument; its status among it. */
    public InstrumentDefinition definition()
    {
        return definition;
    }

    /** Dense id of the option. */
    public int instrumentId()
    {
        return instrumentId;
    }

    /** True for an option to buy, false for one to sell. */
    public boolean isCall()
    {
        return call;
    }

    /** Expiry, epoch nanoseconds. */
    public long expiryNs()
    {
        return expiryNs;
    }

    /** Scaled strike. */
    public long strike()
    {
        return strike;
    }

    /** Decimals of the strike. */
    public int strikeScale()
    {
        return strikeScale;
    }

    /** True if the number is known. */
    public boolean has(final OptionField field)
    {
        return mantissas[field.ordinal()] != ABSENT;
    }

    /** Scaled number, or {@link org.ringtape.engine.event.EventLayout#ABSENT}. */
    public long mantissa(final OptionField field)
    {
        return mantissas[field.ordinal()];
    }

    /** Decimals of the number. */
    public int scale(final OptionField field)
    {
        return scales[field.ordinal()];
    }

    /** The number for calculations, NaN if it is not known. */
    public double value(final OptionField field)
    {
        final long mantissa = mantissas[field.ordinal()];
        final int scale = scales[field.ordinal()];
        if (mantissa == ABSENT)
        {
            return Double.NaN;
        }
        return scale >= 0 && scale < POWERS.length ? mantissa / POWERS[scale] : mantissa * Math.pow(10, -scale);
    }

    /** False if the number is not known, or may be outdated as its connection or stream was interrupted. */
    public boolean isCurrent(final OptionField field)
    {
        final OptionSource source = sources[field.ordinal()];
        return source != null && source.isCurrent(health);
    }

    /** Takes a mark price over; {@code current} is false for one from before the option was defined, if outdated. */
    void onMarkPrice(final MarkPrice event, final boolean current)
    {
        byMarkPrice.note(event, health, current);
        takeAll(event, OptionSource.OF_MARK_PRICE, byMarkPrice);
        takeSide(BID, event, MarkPrice.Field.BID_PRICE.ordinal(), MarkPrice.Field.BID_QUANTITY.ordinal(), byMarkPrice);
        takeSide(ASK, event, MarkPrice.Field.ASK_PRICE.ordinal(), MarkPrice.Field.ASK_QUANTITY.ordinal(), byMarkPrice);
    }

    void onTicker(final Ticker event, final boolean current)
    {
        byTicker.note(event, health, current);
        takeAll(event, OptionSource.OF_TICKER, byTicker);
        takeSide(BID, event, Ticker.Field.BID_PRICE.ordinal(), Ticker.Field.BID_QUANTITY.ordinal(), byTicker);
        takeSide(ASK, event, Ticker.Field.ASK_PRICE.ordinal(), Ticker.Field.ASK_QUANTITY.ordinal(), byTicker);
    }

    void onOpenInterest(final OpenInterest event, final boolean current)
    {
        byOpenInterest.note(event, health, current);
        takeAll(event, OptionSource.OF_OPEN_INTEREST, byOpenInterest);
    }

    void onTopOfBook(final TopOfBook event)
    {
        byQuote.note(event, health, true);
        quotes(event.priceScale(), event.quantityScale(),
            event.bidPrice(), event.bidQuantity(), event.askPrice(), event.askQuantity());
    }

    /** Takes quotes over that came before the option was defined. */
    void onQuote(final Quote quote)
    {
        byQuote.note(quote);
        quotes(quote.priceScale(), quote.quantityScale(),
            quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity());
    }

    /** Best quotes tell that a side is empty; other kinds only tell nothing. */
    private void quotes(
        final int priceScale,
        final int quantityScale,
        final long bidPrice,
        final long bidQuantity,
        final long askPrice,
        final long askQuantity)
    {
        if (mayReplace(BID, byQuote))
        {
            side(BID, bidPrice, priceScale, bidPrice == ABSENT ? ABSENT : bidQuantity, quantityScale, byQuote);
        }
        if (mayReplace(ASK, byQuote))
        {
            side(ASK, askPrice, priceScale, askPrice == ABSENT ? ABSENT : askQuantity, quantityScale, byQuote);
        }
    }

    private void takeAll(final DecimalEvent<?> event, final int[] places, final OptionSource source)
    {
        for (int i = 0; i < places.length; i++)
        {
            final int place = places[i];
            if (place != NO_PLACE && (place < BID || place > ASK + 1) &&
                isTaken(place, event.mantissa(i), source))
            {
                put(place, event.mantissa(i), event.scale(i), source);
            }
        }
    }

    private void takeSide(
        final int place,
        final DecimalEvent<?> event,
        final int price,
        final int quantity,
        final OptionSource source)
    {
        if (isTaken(place, event.mantissa(price), source))
        {
            side(place, event.mantissa(price), event.scale(price),
                event.mantissa(quantity), event.scale(quantity), source);
        }
    }

    private boolean isTaken(final int place, final long mantissa, final OptionSource source)
    {
        return mantissa == ABSENT ? sources[place] == source : mayReplace(place, source);
    }

    private boolean mayReplace(final int place, final OptionSource source)
    {
        final OptionSource known = sources[place];
        return known == null || known == source || !source.isOlderThan(known);
    }

    /** The quantity stands behind the price. */
    private void side(
        final int place,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final OptionSource source)
    {
        put(place, price, priceScale, source);
        put(place + 1, quantity, quantityScale, source);
    }

    private void put(final int place, final long mantissa, final int scale, final OptionSource source)
    {
        mantissas[place] = mantissa;
        scales[place] = (byte)scale;
        sources[place] = source;
    }
}
