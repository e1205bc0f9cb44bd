package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;

/** Channels as texts. */
class KiyotakaStreamsTest
{
    @Test
    void shouldReadEveryParameterOfABook()
    {
        assertEquals(
            KiyotakaChannel.of(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT, "OKEX_SWAP", "BTC").groupByType("1")
                .blockSize("25").maxDepth("500").updateFrequency("1s").quote("COIN").category("PERPETUAL").build(),
            KiyotakaStreams.parse("BLOCK_BOOK_SNAPSHOT:OKEX_SWAP:BTC?groupByType=1&blockSize=25&maxDepth=500" +
                "&updateFrequency=1s&quote=COIN&category=PERPETUAL"));
    }

    @Test
    void shouldKeepTheColonsOfASymbol()
    {
        final KiyotakaChannel channel = KiyotakaStreams.parse("TRADE:BITFINEX_DERIVATIVES:BTCF0:USTF0");
        assertEquals("BITFINEX_DERIVATIVES", channel.exchange());
        assertEquals("BTCF0:USTF0", channel.symbol());
    }

    @Test
    void shouldReadANameOfAGroupedStream()
    {
        final KiyotakaChannel channel = KiyotakaStreams.parse("BLOCK_BOOK_SNAPSHOT:OKEX:coin=BTC?blockSize=25");
        assertTrue(channel.isGrouped());
        assertEquals("BTC", channel.symbol());
        assertEquals("BLOCK_BOOK_SNAPSHOT:OKEX:coin=BTC?blockSize=25", channel.streamName());
    }

    @Test
    void shouldAggregateOverASecondUnlessToldOtherwise()
    {
        assertEquals("1s", KiyotakaStreams.parse("TRADE_AGG:OKEX:A").batchInterval());
        assertEquals("200ms", KiyotakaStreams.parse("TRADE_AGG:OKEX:A?batchInterval=200ms").batchInterval());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "TRADE:*:BTCUSDT",
        "TRADE:OKEX:BTC:USD?category=SPOT",
        "TRADE_AGG:OKEX:A?batchInterval=200ms",
        "VOLUME_PROFILE_AGG:*:BTC?groupByType=1&quote=USD&updateFrequency=100ms",
        "BLOCK_BOOK_SNAPSHOT:*:*?blockSize=0.5&groupByType=0&category=*X&maxDepth=7"})
    void shouldWriteATextThatReadsTheSame(final String text)
    {
        assertEquals(text, KiyotakaStreams.text(KiyotakaStreams.parse(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE:OKEX, expected TYPE:EXCHANGE:SYMBOL",
        "'', expected TYPE:EXCHANGE:SYMBOL",
        "QUOTE:OKEX:A, unknown channel 'QUOTE'",
        "trade:OKEX:A, unknown channel 'trade'",
        "TRADE::A, not an exchange: ''",
        "TRADE:OK*:A, not an exchange: 'OK*'",
        "TRADE:OKEX:, symbol is missing",
        "TRADE:OKEX:coin=A, groupByType does not apply to TRADE",
        "TRADE:OKEX:A?blockSize=5, blockSize does not apply to TRADE",
        "TRADE:OKEX:A?speed=5, unknown parameter 'speed'",
        "TRADE:OKEX:A?category, expected name=value: 'category'",
        "TRADE:OKEX:A?category=, expected name=value: 'category='",
        "TRADE:OKEX:A?, expected name=value: ''",
        "TRADE:OKEX:A?category=*&category=*, category is given twice",
        "BLOCK_BOOK_SNAPSHOT:OKEX:A, blockSize is missing",
        "BLOCK_BOOK_SNAPSHOT:OKEX:A?blockSize=0, blockSize must be above 0",
        "TRADE_AGG:OKEX:A?batchInterval=1m, batchInterval must be"})
    void shouldNameTheTextAndWhatIsWrongWithIt(final String text, final String problem)
    {
        final Exception thrown = assertThrows(IllegalArgumentException.class, () -> KiyotakaStreams.parse(text));
        assertTrue(thrown.getMessage().contains("'" + text + "'"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
    }
}
