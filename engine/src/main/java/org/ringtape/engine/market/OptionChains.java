package org.ringtape.engine.market;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentDefinition.Field;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.QuoteTable;

/**
 * All option chains. An option is in its chain from the moment that its kind, expiry, strike and underlying are known
 * until it is closed; it then brings along whatever came for it before. Market thread only.
 */
public final class OptionChains
{
    /** What a chain is looked up by. */
    private record Key(int venueId, String underlying)
    {
    }

    private final Map<Key, OptionChain> chains = new LinkedHashMap<>();
    private final InstrumentTable instruments;
    private final MarketValues values;
    private final QuoteTable quotes;
    private final MarketHealth health;
    private final AtomicCounter conflicts;
    private ChainOption[] options = new ChainOption[64];

    OptionChains(
        final InstrumentTable instruments,
        final MarketValues values,
        final QuoteTable quotes,
        final MarketHealth health,
        final AtomicCounter conflicts)
    {
        this.instruments = instruments;
        this.values = values;
        this.quotes = quotes;
        this.health = health;
        this.conflicts = conflicts;
    }

    /**
     * Chain of an underlying. Control path: allocates; the chain itself may be kept, as it lives as long as this.
     *
     * @param venueId    number of the venue
     * @param underlying as the venue spells it
     * @return the chain, or null before its first option
     */
    public OptionChain chain(final int venueId, final String underlying)
    {
        return chains.get(new Key(venueId, underlying));
    }

    /** A listed option by its instrument, or null. */
    public ChainOption option(final int instrumentId)
    {
        return instrumentId >= 0 && instrumentId < options.length ? options[instrumentId] : null;
    }

    /** Visits every chain, in the order of their first options. */
    public void forEach(final Consumer<? super OptionChain> visitor)
    {
        chains.values().forEach(visitor);
    }

    /** Lists, moves or removes an option as its definition says. */
    void onDefinition(final InstrumentDefinition definition)
    {
        final ChainOption known = option(definition.instrumentId());
        final boolean listed = isListed(definition);
        if (known != null)
        {
            if (listed && isSame(known, definition))
            {
                return;
            }
            known.chain().remove(known);
            options[definition.instrumentId()] = null;
        }
        if (listed)
        {
            list(definition);
        }
    }

    /** Finds the chain of an index whose first price has come; later ones are found by the chain. */
    void onFirstIndexPrice(final IndexPrice event)
    {
        final int instrumentId = event.instrumentId();
        final Instrument instrument =
            instrumentId >= instruments.limit() ? null : instruments.instrument(instrumentId);
        if (instrument == null)
        {
            return;
        }
        final OptionChain chain = chain(instrument.venueId(), instrument.symbol());
        if (chain != null)
        {
            chain.indexInstrumentId(instrumentId);
        }
    }

    /** Forgets an instrument, be it an option or the index of a chain; the chain stays. */
    void retire(final int instrumentId)
    {
        final ChainOption known = option(instrumentId);
        if (known != null)
        {
            known.chain().remove(known);
            options[instrumentId] = null;
        }
        for (final OptionChain chain : chains.values())
        {
            if (chain.indexInstrumentId() == instrumentId)
            {
                chain.indexInstrumentId(EventLayout.NO_ID);
            }
        }
    }

    private static boolean isListed(final InstrumentDefinition definition)
    {
        final InstrumentKind kind = definition.kind();
        return (kind == InstrumentKind.CALL || kind == InstrumentKind.PUT) &&
            definition.status() != InstrumentStatus.CLOSED &&
            definition.expiryNs() != EventLayout.ABSENT &&
            definition.has(Field.STRIKE) &&
            definition.textLength(Text.UNDERLYING) > 0;
    }

    private static boolean isSame(final ChainOption option, final InstrumentDefinition definition)
    {
        return option.isCall() == (definition.kind() == InstrumentKind.CALL) &&
            option.expiryNs() == definition.expiryNs() &&
            option.strike() == definition.mantissa(Field.STRIKE) &&
            option.strikeScale() == definition.scale(Field.STRIKE) &&
            option.chain().isUnderlyingOf(definition);
    }

    private void list(final InstrumentDefinition definition)
    {
        final OptionChain chain = chainOf(definition);
        final ChainOption option = new ChainOption(
            chain, definition, definition.kind() == InstrumentKind.CALL, health);
        if (!chain.add(option))
        {
            conflicts.incrementOrdered();
            return;
        }
        final int instrumentId = option.instrumentId();
        if (instrumentId >= options.length)
        {
            options = Arrays.copyOf(options, Math.max(instrumentId + 1, 2 * options.length));
        }
        options[instrumentId] = option;
        bringAlong(option);
    }

    /** Stamps are taken anew, so a value that is outdated already must not come along as current. */
    private void bringAlong(final ChainOption option)
    {
        final int instrumentId = option.instrumentId();
        final Ticker ticker = values.ticker(instrumentId);
        final MarkPrice markPrice = values.markPrice(instrumentId);
        final OpenInterest openInterest = values.openInterest(instrumentId);
        final Quote quote = quotes.quote(instrumentId);
        if (ticker != null)
        {
            option.onTicker(ticker, values.tickers().isCurrent(instrumentId));
        }
        if (markPrice != null)
        {
            option.onMarkPrice(markPrice, values.markPrices().isCurrent(instrumentId));
        }
        if (openInterest != null)
        {
            option.onOpenInterest(openInterest, values.openInterests().isCurrent(instrumentId));
        }
        if (quote != null)
        {
            option.onQuote(quote);
        }
    }

    private OptionChain chainOf(final InstrumentDefinition definition)
    {
        final Key key = new Key(definition.venueId(), definition.text(Text.UNDERLYING));
        final OptionChain known = chains.get(key);
        if (known != null)
        {
            return known;
        }
        final OptionChain chain = new OptionChain(key.venueId(), key.underlying(), values.indexPrices());
        final byte[] symbol = key.underlying().getBytes(StandardCharsets.UTF_8);
        final int index = instruments.find(key.venueId(), symbol, 0, symbol.length);
        chain.indexInstrumentId(index == InstrumentTable.UNKNOWN ? EventLayout.NO_ID : index);
        chains.put(key, chain);
        return chain;
    }
}
