package org.ringtape.bench.jmh.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import info.bitrich.xchangestream.binance.dto.BinanceWebsocketTransaction;
import info.bitrich.xchangestream.binance.dto.DepthBinanceWebSocketTransaction;
import info.bitrich.xchangestream.service.netty.StreamingObjectMapperHelper;
import org.knowm.xchange.binance.BinanceAdapters;
import org.knowm.xchange.binance.dto.marketdata.BinanceOrderbook;
import org.knowm.xchange.binance.service.BinanceMarketDataService;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.OrderBookUpdate;
import org.knowm.xchange.dto.trade.LimitOrder;

/**
 * XChange 5.2's way from a frame to the book, without its socket and its observables: its mapper reads a tree, binds
 * the transaction from the tree, and its book takes one update object a level, as in {@code JsonNettyStreamingService}
 * and {@code BinanceStreamingMarketDataService.createOrderBookObservable}.
 */
public final class XChangeBook
{
    private static final CurrencyPair INSTRUMENT = CurrencyPair.BTC_USDT;

    private final ObjectMapper mapper = StreamingObjectMapperHelper.getObjectMapper();
    private final JavaType depthType = mapper.getTypeFactory().constructType(
        new TypeReference<BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction>>()
        {
        });
    private final BinanceOrderbook snapshot;
    private OrderBook book;
    private long lastUpdateId;

    public XChangeBook(final byte[] restBody)
    {
        BinanceAdapters.putSymbolMapping("BTCUSDT", INSTRUMENT); // as its exchange does with the venue's listing
        try
        {
            final JsonNode body = mapper.readTree(new String(restBody, StandardCharsets.UTF_8));
            snapshot = new BinanceOrderbook(
                body.get("lastUpdateId").asLong(), levels(body.get("bids")), levels(body.get("asks")));
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        restore();
    }

    private static List<Object[]> levels(final JsonNode side)
    {
        final List<Object[]> levels = new ArrayList<>();
        side.forEach(level -> levels.add(new Object[]{level.get(0).asText(), level.get(1).asText()}));
        return levels;
    }

    /** Back to the REST body. */
    public void restore()
    {
        book = BinanceMarketDataService.convertOrderBook(snapshot, INSTRUMENT);
        lastUpdateId = snapshot.lastUpdateId;
    }

    /** One frame, as text, which is how its socket hands it over. */
    public void onMessage(final String message)
    {
        final DepthBinanceWebSocketTransaction depth;
        try
        {
            final JsonNode tree = mapper.readTree(message);
            final BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction> transaction =
                mapper.readValue(mapper.treeAsTokens(tree), depthType);
            depth = transaction.getData();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        if (!BinanceAdapters.adaptSymbol(depth.getSymbol(), false).equals(INSTRUMENT))
        {
            throw new IllegalStateException("another instrument: " + depth.getSymbol());
        }
        // its test of the spot stream's sequences does not hold for futures; one comparison takes its place
        if (depth.getLastUpdateId() >= lastUpdateId)
        {
            lastUpdateId = depth.getLastUpdateId();
            updates(depth).forEach(book::update);
        }
    }

    private static Stream<OrderBookUpdate> updates(final DepthBinanceWebSocketTransaction depth)
    {
        final BinanceOrderbook levels = depth.getOrderBook();
        return Stream.concat(
            levels.bids.entrySet().stream().map(level -> new OrderBookUpdate(
                Order.OrderType.BID, level.getValue(), INSTRUMENT, level.getKey(), depth.getEventTime(),
                level.getValue())),
            levels.asks.entrySet().stream().map(level -> new OrderBookUpdate(
                Order.OrderType.ASK, level.getValue(), INSTRUMENT, level.getKey(), depth.getEventTime(),
                level.getValue())));
    }

    /** Every level as a line, as {@link BookOfRingtape#rows()} tells them. */
    public String rows()
    {
        final StringBuilder rows = new StringBuilder();
        append(rows, book.getBids());
        append(rows, book.getAsks());
        return rows.toString();
    }

    private static void append(final StringBuilder rows, final List<LimitOrder> orders)
    {
        for (final LimitOrder order : orders)
        {
            rows.append(order.getLimitPrice().stripTrailingZeros().toPlainString()).append(',')
                .append(order.getOriginalAmount().stripTrailingZeros().toPlainString()).append('\n');
        }
    }
}
