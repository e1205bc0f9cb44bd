package org.ringtape.simulator.binance;

import org.ringtape.simulator.market.EventWriter;
import org.ringtape.simulator.market.GeneratedSymbol;
import org.ringtape.simulator.market.OptionTerms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of GET /eapi/v1/exchangeInfo for generated options (field tables of the documentation's example). */
public final class ExchangeInfo
{
    private ExchangeInfo()
    {
    }

    public static String of(final List<GeneratedSymbol> symbols)
    {
        final Set<String> bases = new LinkedHashSet<>();
        symbols.forEach((symbol) -> bases.add(OptionTerms.of(symbol.symbol()).base()));
        final String contracts = bases.stream()
            .map((base) -> new EventWriter(false).text("baseAsset", base).text("quoteAsset", "USDT")
                .text("underlying", base + "USDT").text("settleAsset", "USDT").end())
            .collect(Collectors.joining(",", "[", "]"));
        return new EventWriter(false)
            .text("timezone", "UTC")
            .number("serverTime", 1_800_000_000_000L)
            .raw("optionContracts", contracts)
            .raw("optionSymbols", symbols.stream().map(ExchangeInfo::row).collect(Collectors.joining(",", "[", "]")))
            .raw("rateLimits", "[]")
            .end();
    }

    private static String row(final GeneratedSymbol symbol)
    {
        final OptionTerms terms = OptionTerms.of(symbol.symbol());
        final String tick = symbol.tick().toPlainString();
        return new EventWriter(false)
            .number("expiryDate", terms.expiryMs())
            .raw("filters", "[{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"" + tick +
                "\",\"maxPrice\":\"100000.000\",\"tickSize\":\"" + tick + "\"},{\"filterType\":\"LOT_SIZE\"," +
                "\"minQty\":\"0.01\",\"maxQty\":\"1000\",\"stepSize\":\"0.01\"}]")
            .text("symbol", symbol.symbol())
            .text("side", terms.call() ? "CALL" : "PUT")
            .decimal("strikePrice", terms.strike())
            .text("underlying", terms.pair())
            .number("unit", 1)
            .text("quoteAsset", "USDT")
            .number("priceScale", symbol.tick().scale())
            .number("quantityScale", symbol.quantityScale())
            .text("status", "TRADING")
            .end();
    }
}
