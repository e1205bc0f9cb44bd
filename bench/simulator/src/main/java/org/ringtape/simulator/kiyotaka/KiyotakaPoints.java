package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrade;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrueBook;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the points of a generated market, in the venue's key order and with its omissions. Stateless. */
final class KiyotakaPoints
{
    private KiyotakaPoints()
    {
    }

    /** A trade or a liquidation; an amount of zero is left out, as the venue's default-omitting encoder does. */
    static KiyotakaPoint print(
        final KiyotakaType type, final KiyotakaMarket market, final String id, final KiyotakaTrade trade)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("id", id);
        payload.put("price", KiyotakaNumbers.number(trade.price()));
        if (trade.amount().signum() != 0)
        {
            payload.put("amount", KiyotakaNumbers.number(trade.amount()));
        }
        payload.put("timestamp", KiyotakaNumbers.timestamp(trade.timeNs()));
        return point(type, market, trade.buy() ? "BUY" : "SELL", payload);
    }

    /** @param rate current and predicted; each null if the exchange has not published it. */
    static KiyotakaPoint funding(final KiyotakaMarket market, final BigDecimal[] rate, final long timeNs)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        putIfKnown(payload, "fundingRate", rate[0]);
        putIfKnown(payload, "predictedFundingRate", rate[1]);
        payload.put("timestamp", KiyotakaNumbers.timestamp(timeNs));
        return point(KiyotakaType.FUNDING_RATE, market, null, payload);
    }

    static KiyotakaPoint openInterest(final KiyotakaMarket market, final BigDecimal interest, final long timeNs)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        putIfKnown(payload, "openInterest", interest);
        payload.put("timestamp", KiyotakaNumbers.timestamp(timeNs));
        return point(KiyotakaType.OPEN_INTEREST, market, null, payload);
    }

    static KiyotakaPoint window(
        final KiyotakaMarket market, final boolean buy, final Map<String, Object> payload)
    {
        return point(KiyotakaType.TRADE_AGG, market, buy ? "BUY" : "SELL", payload);
    }

    /** @param market any of the markets of a group. @param levels bids and asks; an empty side is left out. */
    static KiyotakaPoint book(
        final KiyotakaMarket market,
        final KiyotakaChannel channel,
        final List<KiyotakaTrueBook.Level> bids,
        final List<KiyotakaTrueBook.Level> asks,
        final long timeNs)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        putIfAny(payload, "bids", flat(bids, channel.usd()));
        putIfAny(payload, "asks", flat(asks, channel.usd()));
        payload.put("timestamp", KiyotakaNumbers.timestamp(timeNs));
        final Map<String, Object> series = new LinkedHashMap<>();
        series.put("type", KiyotakaType.BLOCK_BOOK_SNAPSHOT.name());
        if (!channel.grouped())
        {
            series.put("symbol", market.symbol());
        }
        series.put("exchange", market.exchange());
        if (!channel.grouped())
        {
            series.put("normalizedSymbol", market.normalizedSymbol());
        }
        series.put("coin", market.coin());
        series.put("blockSize", KiyotakaNumbers.number(channel.blockSize()));
        series.put("inverse", !channel.grouped() && market.inverse());
        return point(series, KiyotakaType.BLOCK_BOOK_SNAPSHOT, payload);
    }

    static KiyotakaPoint profile(
        final KiyotakaMarket market,
        final boolean grouped,
        final BigDecimal blockSize,
        final List<Object> triplets,
        final long startNs)
    {
        final Map<String, Object> payload = new LinkedHashMap<>();
        putIfAny(payload, "profile", triplets);
        payload.put("timestamp", KiyotakaNumbers.timestamp(startNs));
        final Map<String, Object> series = new LinkedHashMap<>();
        series.put("type", KiyotakaType.VOLUME_PROFILE_AGG.name());
        if (!grouped)
        {
            series.put("symbol", market.symbol());
        }
        series.put("exchange", market.exchange());
        series.put("coin", market.coin());
        if (!grouped)
        {
            series.put("category", market.category());
        }
        series.put("blockSize", KiyotakaNumbers.number(blockSize));
        return point(series, KiyotakaType.VOLUME_PROFILE_AGG, payload);
    }

    private static KiyotakaPoint point(
        final KiyotakaType type, final KiyotakaMarket market, final String side, final Map<String, Object> payload)
    {
        final Map<String, Object> series = new LinkedHashMap<>();
        series.put("type", type.name());
        series.put("symbol", market.symbol());
        series.put("exchange", market.exchange());
        series.put("normalizedSymbol", market.normalizedSymbol());
        series.put("category", market.category());
        if (type == KiyotakaType.TRADE_AGG)
        {
            series.put("session", "0");
        }
        if (side != null)
        {
            series.put("side", side);
        }
        series.put("coin", market.coin());
        series.put("inverse", market.inverse());
        return point(series, type, payload);
    }

    private static KiyotakaPoint point(
        final Map<String, Object> series, final KiyotakaType type, final Map<String, Object> payload)
    {
        final Map<String, Object> members = new LinkedHashMap<>();
        members.put("series", series);
        members.put(type.payload(), payload);
        return new KiyotakaPoint(KiyotakaSeries.of(members).orElseThrow(), members);
    }

    private static List<Object> flat(final List<KiyotakaTrueBook.Level> levels, final boolean usd)
    {
        final List<Object> flat = new ArrayList<>(2 * levels.size());
        for (final KiyotakaTrueBook.Level level : levels)
        {
            flat.add(KiyotakaNumbers.number(level.price()));
            flat.add(KiyotakaNumbers.number(usd ? level.volume().multiply(level.price()) : level.volume()));
        }
        return flat;
    }

    private static void putIfKnown(final Map<String, Object> payload, final String name, final BigDecimal value)
    {
        if (value != null)
        {
            payload.put(name, KiyotakaNumbers.number(value));
        }
    }

    private static void putIfAny(final Map<String, Object> payload, final String name, final List<Object> values)
    {
        if (!values.isEmpty())
        {
            payload.put(name, values);
        }
    }
}
