package org.ringtape.simulator.kiyotaka.market;

import java.math.BigDecimal;
import java.util.List;

/**
 * One market of a generated Kiyotaka.
 *
 * @param symbol    the exchange's own symbol
 * @param category  {@code SPOT} or {@code PERPETUAL}
 * @param inverse   whether the contract is margined in coin
 * @param price     around which trading begins
 * @param tick      price step
 * @param lot       quantity step
 * @param blockSize finest bucket width of its books and the width of its profile; a multiple of the tick
 * @param ids       form of trade ids
 */
public record KiyotakaMarket(
    String exchange,
    String symbol,
    String normalizedSymbol,
    String category,
    String coin,
    boolean inverse,
    BigDecimal price,
    BigDecimal tick,
    BigDecimal lot,
    BigDecimal blockSize,
    TradeIds ids)
{
    static final String SPOT = "SPOT";
    public static final String PERPETUAL = "PERPETUAL";

    /** Forms of trade ids in the wild. */
    public enum TradeIds
    {
        /** Consecutive decimal numbers. */
        DECIMAL,
        /** RFC 4122 text. */
        UUID,
        /** 66 characters, {@code 0x} and 64 hexadecimal digits. */
        HASH
    }

    /** @return nine markets that hold one of each oddity: inverse, sub-micro prices, all forms of ids, three BTC. */
    public static List<KiyotakaMarket> defaults()
    {
        return List.of(
            market("BINANCE_FUTURES BTCUSDT BTC-USDT PERPETUAL BTC", false, "90000 0.1 0.001 25", TradeIds.DECIMAL),
            market("BINANCE_FUTURES BTCUSDC BTC-USDC PERPETUAL BTC", false, "90010 0.1 0.001 25", TradeIds.DECIMAL),
            market("BINANCE_FUTURES ETHUSDT ETH-USDT PERPETUAL ETH", false, "3000 0.01 0.001 1", TradeIds.DECIMAL),
            market("BINANCE BTCUSDT BTC-USDT SPOT BTC", false, "89990 0.01 0.00001 25", TradeIds.DECIMAL),
            market("OKEX_SWAP BTC-USDT-SWAP BTC-USDT PERPETUAL BTC", false, "90001 0.1 0.01 25", TradeIds.DECIMAL),
            market("BITMEX XBTUSD BTC-USD PERPETUAL BTC", true, "90005 0.5 100 25", TradeIds.UUID),
            market("DERIBIT BTC-PERPETUAL BTC-USD PERPETUAL BTC", true, "90002.5 0.5 10 25", TradeIds.UUID),
            market("GATE_IO PEPE_USDT PEPE-USDT SPOT PEPE", false, "4.5e-7 1e-10 1 1e-9", TradeIds.DECIMAL),
            market("HYPERLIQUID_FUTURES HYPE HYPE-USD PERPETUAL HYPE", false, "35 0.001 0.01 0.05", TradeIds.HASH));
    }

    /** @return whether volumes of this market can be told in USD; the condition of grouped profiles. */
    public boolean isUsdQuoted()
    {
        return normalizedSymbol.matches(".*-(USD|USDT|USDC)");
    }

    private static KiyotakaMarket market(
        final String names, final boolean inverse, final String numbers, final TradeIds ids)
    {
        final String[] name = names.split(" ");
        final String[] number = numbers.split(" ");
        return new KiyotakaMarket(name[0], name[1], name[2], name[3], name[4], inverse, new BigDecimal(number[0]),
            new BigDecimal(number[1]), new BigDecimal(number[2]), new BigDecimal(number[3]), ids);
    }
}
