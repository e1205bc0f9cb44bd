package org.ringtape.codecs.binance;

import java.util.Arrays;

import org.ringtape.codecs.binance.book.BinanceDepthDecoder;
import org.ringtape.codecs.binance.book.BinanceTickerEvent;
import org.ringtape.codecs.binance.book.LegacyDepthDecoder;
import org.ringtape.codecs.binance.event.DescribedDecoder;
import org.ringtape.codecs.binance.event.EventDecoder;
import org.ringtape.codecs.binance.statistics.BinanceCandleDecoder;
import org.ringtape.codecs.binance.statistics.BinanceFundingDecoder;
import org.ringtape.codecs.binance.statistics.BinanceIndexDecoder;
import org.ringtape.codecs.binance.statistics.BinanceListingDecoder;
import org.ringtape.codecs.binance.statistics.BinanceMarkPriceDecoder;
import org.ringtape.codecs.binance.statistics.BinanceOpenInterestDecoder;
import org.ringtape.codecs.binance.statistics.BinanceStatisticsDecoder;
import org.ringtape.codecs.binance.trade.BinanceTradeEvent;
import org.ringtape.codecs.binance.trade.LegacyTradeDecoder;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Which decoder reads events of which name. The dialects share names while their events differ, so there is a table for
 * each, chosen by whoever opens the connection and never by looking at frames.
 */
final class EventTable
{
    private byte[][] names = {};
    private EventDecoder[] decoders = {};

    /** Events of the rebuilt options system, and of USD-M and COIN-M futures. */
    static EventTable current(
        final BinanceDepthDecoder depth, final BinanceMarkPriceDecoder markPrice)
    {
        return new EventTable()
            .add("depthUpdate", depth)
            .add("bookTicker", new DescribedDecoder(new BinanceTickerEvent()))
            .add("trade", new DescribedDecoder(new BinanceTradeEvent()))
            .add("markPrice", markPrice)
            .add("24hrTicker", BinanceStatisticsDecoder.current())
            .add("kline", BinanceCandleDecoder.current())
            .add("indexPrice", new BinanceIndexDecoder())
            .add("openInterest", new BinanceOpenInterestDecoder())
            .add("markPriceUpdate", new BinanceFundingDecoder())
            .add("optionSymbol", BinanceListingDecoder.current());
    }

    /** Events of the options system that was retired in 2026. */
    static EventTable legacy()
    {
        return new EventTable()
            .add("trade", new LegacyTradeDecoder())
            .add("depth", new LegacyDepthDecoder())
            .add("markPrice", new BinanceMarkPriceDecoder())
            .add("24hrTicker", BinanceStatisticsDecoder.legacy())
            .add("kline", BinanceCandleDecoder.legacy())
            .add("index", new BinanceIndexDecoder())
            .add("openInterest", new BinanceOpenInterestDecoder())
            .add("OPTION_PAIR", BinanceListingDecoder.legacy());
    }

    /** The decoder of events of that name, null if nobody reads them. */
    EventDecoder find(final JsonText name)
    {
        for (int i = 0; i < names.length; i++)
        {
            if (AsciiKeys.matches(name.bytes(), name.offset(), name.length(), names[i]))
            {
                return decoders[i];
            }
        }
        return null;
    }

    private EventTable add(final String name, final EventDecoder decoder)
    {
        final int count = names.length;
        names = Arrays.copyOf(names, count + 1);
        decoders = Arrays.copyOf(decoders, count + 1);
        names[count] = AsciiKeys.key(name);
        decoders[count] = decoder;
        return this;
    }
}
