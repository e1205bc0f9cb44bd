package org.ringtape.bench.cli.book;

import org.ringtape.bench.cli.text.EventText;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.market.TargetWindows;
import org.ringtape.engine.tape.TradeTape;

/**
 * Hash of what a pipeline knows: books (state and levels), tapes and target windows, under the venue's names. No
 * receive times, no counters, no ring positions, so the same frames give the same hash however they were carried.
 * Market thread, or a closed pipeline.
 */
final class StateDigest
{
    private StateDigest()
    {
    }

    static String of(final MarketPipeline pipeline)
    {
        final StringBuilder text = new StringBuilder();
        for (int id = 0; id < pipeline.streams().limit(); id++)
        {
            final OrderBook book = pipeline.books().book(id);
            if (book != null)
            {
                final StreamDefinition stream = pipeline.streams().stream(id);
                text.append("book ").append(stream.name()).append(' ').append(book.state()).append('\n')
                    .append(BookText.rows(book));
            }
        }
        for (int id = 0; id < pipeline.instruments().limit(); id++)
        {
            final TradeTape tape = pipeline.tapes().tape(id);
            if (tape != null)
            {
                append(text, pipeline.instruments().instrument(id), tape);
            }
        }
        pipeline.market().targets().forEach((windows) -> append(text, pipeline, windows));
        return BookText.sha256(text.toString());
    }

    /** The newest window with a price: whether the next one is due already is the clock's business. */
    private static void append(final StringBuilder text, final MarketPipeline pipeline, final TargetWindows windows)
    {
        final TargetWindow current = windows.current();
        final TargetWindow window = current != null && current.hasPrice() ? current : windows.previous();
        if (window != null && window.hasPrice())
        {
            text.append("target ").append(pipeline.instruments().instrument(window.instrumentId()).symbol())
                .append(' ').append(window.intervalNs()).append(' ').append(window.startNs()).append(' ')
                .append(EventText.decimal(window.price(), window.priceScale())).append('\n');
        }
    }

    private static void append(final StringBuilder text, final Instrument instrument, final TradeTape tape)
    {
        text.append("tape ").append(instrument.symbol()).append('\n');
        for (int i = 0; i < tape.size(); i++)
        {
            text.append(Long.toUnsignedString(tape.id(i))).append(',')
                .append(EventText.decimal(tape.price(i), tape.priceScale(i))).append(',')
                .append(EventText.decimal(tape.quantity(i), tape.quantityScale(i))).append(',')
                .append(tape.aggressor(i)).append(',')
                .append(tape.kind(i)).append('\n');
        }
    }
}
