package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What an option's symbol says: {@code BTC-261030-85000-C}. Settlement is at 08:00 UTC of the day (observed, spec
 * "Symbols, scales, time").
 *
 * @param base     base asset
 * @param expiry   day of settlement, {@code yyMMdd}
 * @param strike   strike
 * @param call     call or put
 * @param expiryMs settlement, epoch milliseconds
 */
public record OptionTerms(String base, String expiry, BigDecimal strike, boolean call, long expiryMs)
{
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int SETTLEMENT_HOUR = 8;

    public static OptionTerms of(final String symbol)
    {
        final String[] parts = symbol.split("-");
        final long expiryMs = LocalDate.parse(parts[1], DAY).atTime(SETTLEMENT_HOUR, 0)
            .toInstant(ZoneOffset.UTC).toEpochMilli();
        return new OptionTerms(parts[0], parts[1], new BigDecimal(parts[2]), "C".equals(parts[3]), expiryMs);
    }

    /** @return the index pair, {@code BTCUSDT}. */
    public String pair()
    {
        return base + "USDT";
    }
}
