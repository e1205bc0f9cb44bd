package org.ringtape.bench.cli.text;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import org.ringtape.bench.results.Json;
import org.ringtape.codecs.decimal.DecimalFormatter;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;

/**
 * Staged events as the {@code decode} command shows them: decimals as canonical plain strings, ids as text, times as
 * integer nanoseconds, absent values {@code null}, the chunks of a book update or a profile merged, levels in wire
 * order. What was lost of a frame shows in its status. What the series of events says beside is told apart from them,
 * since our events have no place for it.
 */
public final class EventText
{
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final EventHeader header = new EventHeader();
    private final BookUpdate book = new BookUpdate();
    private final Trade trade = new Trade();
    private final TopOfBook top = new TopOfBook();
    private final StatisticsText statistics = new StatisticsText();
    /** Slots in which the events last shown begin. */
    private final List<Integer> slots = new ArrayList<>();

    EventText(final InstrumentTable instruments, final StreamTable streams)
    {
        this.instruments = instruments;
        this.streams = streams;
    }

    /**
     * What the series of each event last shown says of coin, category and inverse.
     *
     * @param seriesBySlot the series, each by the slot from which on events are of it
     * @return one object an event; empty if there is no series
     */
    List<Object> series(final NavigableMap<Integer, Map<String, Object>> seriesBySlot)
    {
        final List<Object> told = new ArrayList<>();
        for (final int slot : slots)
        {
            final Map.Entry<Integer, Map<String, Object>> series = seriesBySlot.floorEntry(slot);
            if (series != null)
            {
                final Map<String, Object> members = series.getValue();
                told.add(Json.map("coin", members.get("coin"), "category", members.get("category"),
                    "inverse", members.get("inverse")));
            }
        }
        return told;
    }

    List<Object> events(final EventStage stage)
    {
        slots.clear();
        final List<Object> events = new ArrayList<>();
        List<Object> levels = null;
        for (int i = 0; i < stage.slotCount(); i++)
        {
            stage.wrap(header, i);
            final int before = events.size();
            if (header.type() == EventType.BOOK_UPDATE)
            {
                book.wrap(header);
                if (book.isBegin())
                {
                    levels = new ArrayList<>();
                    events.add(book(levels));
                }
                addLevels(levels);
            }
            else if (header.type() == EventType.TRADE)
            {
                trade.wrap(header);
                events.add(trade());
            }
            else if (header.type() == EventType.TOP_OF_BOOK)
            {
                top.wrap(header);
                events.add(topOfBook());
            }
            else if (header.type() == EventType.VOLUME_PROFILE && !header.isBegin())
            {
                statistics.addBlocks(header);
            }
            else if (header.type() != EventType.LOSS)
            {
                final Map<String, Object> event = event(header);
                statistics.addTo(event, header);
                events.add(event);
            }
            if (events.size() > before)
            {
                slots.add(i);
            }
        }
        return events;
    }

    private Map<String, Object> book(final List<Object> levels)
    {
        final Map<String, Object> event = event(book);
        event.put("snapshot", book.isSnapshot());
        event.put("image", book.isImage());
        event.put("partial", book.isPartial());
        event.put("bucketed", book.isBucketed());
        event.put("inexact", book.isInexact());
        event.put("firstSequence", id(book.firstSequence()));
        event.put("lastSequence", id(book.lastSequence()));
        event.put("previousSequence", id(book.previousSequence()));
        event.put("levels", levels);
        return event;
    }

    private void addLevels(final List<Object> levels)
    {
        for (int i = 0; i < book.levelCount(); i++)
        {
            levels.add(List.of(
                i < book.bidCount() ? "bid" : "ask",
                decimal(book.bidPrice(i), book.priceScale()),
                decimal(book.bidQuantity(i), book.quantityScale())));
        }
    }

    private Map<String, Object> trade()
    {
        final Map<String, Object> event = event(trade);
        event.put("inexact", trade.isInexact());
        event.put("id", trade.idText());
        event.put("idKind", trade.idKind().name());
        event.put("price", decimal(trade.price(), trade.priceScale()));
        event.put("quantity", decimal(trade.quantity(), trade.quantityScale()));
        event.put("aggressor", trade.aggressor().name());
        event.put("kind", trade.kind().name());
        event.put("buyerOrderId", id(trade.buyerOrderId()));
        event.put("sellerOrderId", id(trade.sellerOrderId()));
        return event;
    }

    private Map<String, Object> topOfBook()
    {
        final Map<String, Object> event = event(top);
        event.put("inexact", top.isInexact());
        event.put("lastSequence", id(top.lastSequence()));
        event.put("bidPrice", decimal(top.bidPrice(), top.priceScale()));
        event.put("bidQuantity", top.hasBid() ? decimal(top.bidQuantity(), top.quantityScale()) : null);
        event.put("askPrice", decimal(top.askPrice(), top.priceScale()));
        event.put("askQuantity", top.hasAsk() ? decimal(top.askQuantity(), top.quantityScale()) : null);
        return event;
    }

    private Map<String, Object> event(final EventHeader source)
    {
        final Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", source.type().name());
        event.put("instrument", source.instrumentId() == NO_ID ?
            null : instruments.instrument(source.instrumentId()).symbol());
        event.put("stream", source.streamId() == NO_ID ? null : streams.stream(source.streamId()).name());
        event.put("venueTimeNs", source.venueTimeNs() == 0 ? null : source.venueTimeNs());
        return event;
    }

    static String id(final long id)
    {
        return id == ABSENT ? null : Long.toUnsignedString(id);
    }

    public static String decimal(final long mantissa, final int scale)
    {
        return mantissa == ABSENT ? null : DecimalFormatter.format(mantissa, scale);
    }
}
