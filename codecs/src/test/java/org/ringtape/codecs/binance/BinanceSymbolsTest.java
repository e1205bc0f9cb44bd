package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.sink.row.InstrumentRow;

/** What an option's symbol says, and which texts are no option's symbol. */
class BinanceSymbolsTest
{
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");

    private final BinanceSymbols symbols = new BinanceSymbols();
    private final InstrumentRow row = new InstrumentRow();

    @ParameterizedTest
    @CsvSource({
        "BTC-210630-9000-P, PUT STRIKE=9000/0 expiry=1625040000000000000 UNDERLYING=BTCUSDT BASE=BTC QUOTE=USDT",
        "DOGE-231006-0.06-C, CALL STRIKE=6/2 expiry=1696579200000000000 UNDERLYING=DOGEUSDT BASE=DOGE QUOTE=USDT",
        "XRP-251219-2.05-P, PUT STRIKE=205/2 expiry=1766131200000000000 UNDERLYING=XRPUSDT BASE=XRP QUOTE=USDT"
    })
    void shouldDescribe(final String symbol, final String expected)
    {
        row.listedNs = 7;
        assertTrue(describe(symbol));
        assertEquals(expected, InstrumentTexts.of(row).replace(" UNKNOWN", ""));
    }

    @Test
    void shouldAgreeWithTheCalendarOnEveryDayOfTheCentury()
    {
        for (LocalDate day = LocalDate.of(2000, 1, 1); day.getYear() < 2100; day = day.plusDays(1))
        {
            assertTrue(describe("A-" + DATE.format(day) + "-1-C"));
            assertEquals(day.toEpochSecond(LocalTime.of(8, 0), ZoneOffset.UTC) * 1_000_000_000L, row.expiryNs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "BTCUSDT", "BTCUSDT_260925", "BTC-210630-9000", "BTC-210630-9000-", "BTC-210630-9000-X",
        "BTC-210630-9000-c", "BTC-210630-9000-CC", "BTC-210630--C", "BTC-210630-C", "-210630-9000-C",
        "btc-210630-9000-C", "BTC-2106300-9000-C", "BTC-21063-9000-C", "BTC-210631-9000-C", "BTC-210229-9000-C",
        "BTC-211301-9000-C",
        "BTC-210001-9000-C", "BTC-210600-9000-C", "BTC-21O630-9000-C", "BTC-210630-9000.-C", "BTC-210630-.5-C",
        "BTC-210630-9.0.0-C", "BTC-210630-9e3-C", "BTC-210630--1-C", "BTC-210630-+1-C", "ABCDEFGHIJKLMNOPQ-210630-1-C",
        "BTC-210630-1234567890123456789.5-C"})
    void shouldRefuseAndLeaveTheRowAlone(final String symbol)
    {
        row.priceScale = 3;
        assertFalse(describe(symbol));
        assertEquals("UNKNOWN UNKNOWN priceScale=3", InstrumentTexts.of(row));
    }

    @Test
    void shouldLookAtTheRangeOnly()
    {
        final byte[] bytes = "\"BTC-240229-9000-P\"".getBytes(StandardCharsets.US_ASCII);
        assertTrue(symbols.describe(bytes, 1, bytes.length - 2, row));
        assertFalse(symbols.describe(bytes, 1, bytes.length - 3, row));
        assertFalse(symbols.describe(bytes, 0, bytes.length - 1, row));
    }

    @Test
    void shouldNotAllocate()
    {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
            "This JVM does not count a thread's allocation");
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final byte[] symbol = "BTC-240229-9000.25-P".getBytes(StandardCharsets.US_ASCII);
        final long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100_000; i++)
            {
                symbols.describe(symbol, 0, symbol.length, row);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - (before - idle));
        }
        assertEquals(0, Math.max(0, least));
    }

    private boolean describe(final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.US_ASCII);
        return symbols.describe(bytes, 0, bytes.length, row);
    }
}
