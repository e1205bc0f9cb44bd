package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;

/** The documented frames by value, the synthetic ones against the oracle. */
class KiyotakaRecordingsTest
{
    private static final String SYMBOL = "BINANCE_FUTURES:BTCUSDT";
    private static final int ID = SYMBOL.length();

    private final KiyotakaCheck check = new KiyotakaCheck();

    @Test
    void shouldDecodeDocumentedTrades()
    {
        final String trade = "trade " + ID + " 90003/0 x 2/3 U64:0:" + Long.toHexString(7126482260L) +
            " side 1 at 1769058875830000000";
        assertDocumented("doc_trade", List.of("stream TRADE:" + SYMBOL, trade, "stream TRADE:" + SYMBOL, trade));
    }

    @Test
    void shouldDecodeDocumentedLiquidation()
    {
        assertDocumented("doc_liquidation", List.of("stream LIQUIDATION:" + SYMBOL, "liquidation " + ID +
            " 897505/1 x 15/2 U64:0:" + Long.toHexString(394820175L) + " side 2 at 1769058900420000000"));
    }

    @Test
    void shouldDecodeDocumentedFundingRate()
    {
        assertDocumented("doc_funding_rate", List.of("stream FUNDING_RATE:" + SYMBOL, "funding " + ID +
            " CURRENT 1/4 PREDICTED 12/5 at 1769058900000000000"));
    }

    @Test
    void shouldDecodeDocumentedOpenInterest()
    {
        assertDocumented("doc_open_interest", List.of("stream OPEN_INTEREST:" + SYMBOL, "interest " + ID +
            " QUANTITY 7245032/2 at 1769058900000000000"));
    }

    @Test
    void shouldDecodeDocumentedPong()
    {
        for (final String frame : KiyotakaRecordings.lines("doc_heartbeat"))
        {
            assertEquals(List.of("pong 1769056941234"), check.events(DecodeStatus.CONTROL, frame));
        }
    }

    @Test
    void shouldAgreeWithOracleOnEverySyntheticFrame()
    {
        int points = 0;
        for (final String file : KiyotakaRecordings.SYNTHETIC)
        {
            for (final String frame : KiyotakaRecordings.lines(file))
            {
                final DecodeStatus status = check.againstOracle(frame, " in " + file);
                assertTrue(status == DecodeStatus.DECODED || status == DecodeStatus.CONTROL, frame);
                assertEquals(0, check.decoder.malformedEvents() + check.decoder.skippedKeys() +
                    check.decoder.ignoredEvents() + check.decoder.unknownEvents(), frame);
                points += check.decoder.decodedEvents();
            }
        }
        assertTrue(points > 800, points + " points");
    }

    @Test
    void shouldDecodeSyntheticControlFrames()
    {
        final List<String> events = new ArrayList<>();
        for (final String frame : KiyotakaRecordings.lines("synthetic_control"))
        {
            check.decode(frame);
            events.addAll(check.sink.take());
        }
        assertEquals(List.of("ack 1", "ack 2", "ack 3", "refused 4 -32602 Invalid params",
            "credentials 1 -32001 INVALID_API_KEY", "refused " + Long.MIN_VALUE + " -32700 Parse error",
            "throttled " + Long.MIN_VALUE + " 12000000000"), events);
    }

    @Test
    void shouldNameGroupedBookByCoin()
    {
        final String frame = KiyotakaRecordings.lines("synthetic_block_book_snapshot").get(2);
        assertEquals("stream BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:coin=BTC?blockSize=25",
            check.events(DecodeStatus.DECODED, frame).get(0));
    }

    private void assertDocumented(final String file, final List<String> expected)
    {
        final List<String> events = new ArrayList<>();
        for (final String frame : KiyotakaRecordings.lines(file))
        {
            events.addAll(check.events(DecodeStatus.DECODED, frame));
            assertEquals(0, check.decoder.skippedKeys());
        }
        assertEquals(expected, events);
    }
}
