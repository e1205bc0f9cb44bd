package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.binance.BinanceModule;

/** What is said at the start of a large subscription. */
class SnapshotLoadersTest
{
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2000|100|binance-options: 2000 books start from snapshots that weigh 10000 together, of 2000 a minute: " +
            "all can be LIVE in about 4 min",
        "2000|1000|binance-options: 2000 books start from snapshots that weigh 40000 together, of 2000 a minute: " +
            "all can be LIVE in about 19 min",
        "400|100|binance-options: 400 books start from snapshots that weigh 2000 together, of 2000 a minute: " +
            "all can be LIVE in less than a minute",
        "99|100|''"})
    void shouldSayHowLongItTakesUntilAllBooksOfALargeSubscriptionAreLive(
        final int books, final int depthLimit, final String line)
    {
        final BinanceFeed feed = BinanceFeed.options().channels("depth", "bookTicker").depthLimit(depthLimit);
        IntStream.range(0, books).forEach((i) -> feed.symbols("BTC-261030-" + (10_000 + i) + "-C"));
        final BinanceFeed other = BinanceFeed.usdm().symbols("BTCUSDT");
        assertEquals(line,
            SnapshotLoaders.estimate(BinanceModule.OPTIONS, List.of(feed.build(), other.build())));
    }
}
