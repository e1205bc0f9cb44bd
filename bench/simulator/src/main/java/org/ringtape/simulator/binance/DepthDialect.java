package org.ringtape.simulator.binance;

import org.ringtape.simulator.market.TrueBook;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The three REST depth endpoints; their bodies differ in keys and key order. */
public enum DepthDialect
{
    /** European options. */
    OPTIONS("/eapi/v1/depth", 100),
    /** USD-M futures. */
    USD_MARGINED("/fapi/v1/depth", 500),
    /** COIN-M futures. */
    COIN_MARGINED("/dapi/v1/depth", 500);

    private final String path;
    private final int defaultLimit;

    DepthDialect(final String path, final int defaultLimit)
    {
        this.path = path;
        this.defaultLimit = defaultLimit;
    }

    static Optional<DepthDialect> at(final String path)
    {
        for (final DepthDialect dialect : values())
        {
            if (dialect.path.equals(path))
            {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    int defaultLimit()
    {
        return defaultLimit;
    }

    /** @return the body for a book, best levels first. */
    public byte[] body(final TrueBook book, final int limit)
    {
        final String times = "\"E\":" + book.timeMs() + ",\"T\":" + book.timeMs();
        final String bids = "\"bids\":" + levels(book.bids(), limit);
        final String asks = "\"asks\":" + levels(book.asks(), limit);
        final String id = "\"lastUpdateId\":" + book.lastUpdateId();
        final String text = switch (this)
        {
            case OPTIONS -> "{" + bids + "," + asks + ",\"T\":" + book.timeMs() + "," + id + "}";
            case USD_MARGINED -> "{" + id + "," + times + "," + bids + "," + asks + "}";
            case COIN_MARGINED -> "{" + id + "," + times + ",\"symbol\":\"" + book.symbol() + "\",\"pair\":\"" +
                book.symbol().replaceAll("_.*", "") + "\"," + bids + "," + asks + "}";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String levels(final Map<BigDecimal, BigDecimal> side, final int limit)
    {
        return side.entrySet().stream().limit(limit)
            .map(level -> "[\"" + level.getKey().toPlainString() + "\",\"" + level.getValue().toPlainString() + "\"]")
            .collect(Collectors.joining(",", "[", "]"));
    }
}
