package org.ringtape.codecs.binance;

import static org.ringtape.codecs.binance.NaiveBinance.isInexact;
import static org.ringtape.codecs.binance.NaiveBinance.isNull;
import static org.ringtape.codecs.binance.NaiveBinance.natural;
import static org.ringtape.codecs.binance.NaiveBinance.number;
import static org.ringtape.codecs.binance.NaiveBinance.require;
import static org.ringtape.codecs.binance.NaiveBinance.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.ringtape.codecs.oracle.NaiveDecimal;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.TickerField;

/** The rules of one event that is no book, best quote or current trade, over a tree. */
final class NaiveStatistics
{
    private static final Set<String> CURRENT = Set.of("24hrTicker", "kline", "markPrice", "indexPrice", "openInterest",
        "optionSymbol", "markPriceUpdate");
    private static final Set<String> LEGACY = Set.of("24hrTicker", "kline", "markPrice", "index", "openInterest",
        "OPTION_PAIR", "trade", "depth");
    private static final String DAY = "c LAST_PRICE Q LAST_QUANTITY o OPEN h HIGH l LOW p PRICE_CHANGE " +
        "P RELATIVE_CHANGE_AS_SENT ";
    private static final String CURRENT_DAY = DAY + "w WEIGHTED_PRICE v QUANTITY q NOTIONAL";
    private static final String LEGACY_DAY = DAY + "V QUANTITY A NOTIONAL bo BID_PRICE ao ASK_PRICE bq BID_QUANTITY " +
        "aq ASK_QUANTITY b BID_VOLATILITY a ASK_VOLATILITY d DELTA t THETA g GAMMA v VEGA vo MARK_VOLATILITY " +
        "mp MARK_PRICE hl HIGH_LIMIT ll LOW_LIMIT eep ESTIMATED_SETTLEMENT_PRICE";
    private static final String MARK = "mp MARK i INDEX P SETTLEMENT bo BID_PRICE ao ASK_PRICE bq BID_QUANTITY " +
        "aq ASK_QUANTITY hl HIGH_LIMIT ll LOW_LIMIT rf RATE b BID_VOLATILITY a ASK_VOLATILITY vo MARK_VOLATILITY " +
        "d DELTA t THETA g GAMMA v VEGA";
    private static final String CANDLE = "o OPEN h HIGH l LOW c CLOSE v QUANTITY q NOTIONAL V TAKER_BUY_QUANTITY " +
        "Q TAKER_BUY_NOTIONAL";
    private static final Map<Character, Long> SECONDS =
        Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L, 'w', 604_800L);
    private static final long NS_PER_MS = 1_000_000;

    private final Members event;
    private final int id;
    private final boolean legacy;
    private int skippedKeys;
    private int sideDisagreements;

    NaiveStatistics(final Members event, final int id, final boolean legacy)
    {
        this.event = event;
        this.id = id;
        this.legacy = legacy;
    }

    static boolean reads(final String name, final boolean legacy)
    {
        return (legacy ? LEGACY : CURRENT).contains(name);
    }

    List<String> read(final String name)
    {
        return switch (name)
        {
            case "24hrTicker" -> day();
            case "kline" -> candle();
            case "markPrice" -> mark();
            case "markPriceUpdate" -> funding();
            case "index", "indexPrice" -> index();
            case "openInterest" -> interest();
            case "trade" -> trade();
            case "depth" -> depth();
            default -> listing();
        };
    }

    int skippedKeys()
    {
        return skippedKeys;
    }

    int sideDisagreements()
    {
        return sideDisagreements;
    }

    private List<String> day()
    {
        final String map = legacy ? LEGACY_DAY : CURRENT_DAY;
        know(event, "e E T s c F L n " + map + (legacy ? "" : " O C"));
        require(event.count("c") == 1);
        return List.of("ticker " + id + " at " + NaiveBinance.timeNs(event) +
            " from " + (legacy ? "-" : time(event, "O")) + " to " + (legacy ? "-" : time(event, "C")) + " ids " +
            whole(event, "F") + " " + whole(event, "L") + " n " + whole(event, "n") +
            decimals(event, map, TickerField.values()));
    }

    private List<String> mark()
    {
        know(event, "e E s " + MARK);
        require(!isNull(event.value("mp")));
        return List.of("mark " + id + " at " + pushed() + decimals(event, MARK, MarkPriceField.values()));
    }

    private List<String> funding()
    {
        know(event, "e E s T r p i P");
        require(!isNull(event.value("p")));
        final List<String> all = new ArrayList<>();
        all.add("mark " + id + " at " + pushed() +
            decimals(event, "p MARK i INDEX P SETTLEMENT", MarkPriceField.values()));
        final Object rate = event.value("r");
        if (!isNull(rate))
        {
            all.add("funding " + id + " at " + pushed() + " period -" +
                decimals(event, "r CURRENT", FundingField.values()));
        }
        return all;
    }

    private List<String> index()
    {
        know(event, "e E s p");
        final NaiveDecimal price = NaiveBinance.decimal(event.value("p"));
        return List.of("index " + id + " at " + pushed() + " " + number(price) +
            (isInexact(price) ? " inexact" : ""));
    }

    private List<String> interest()
    {
        know(event, "e E s o h");
        require(!isNull(event.value("o")));
        return List.of("interest " + id + " at " + pushed() + " CONTRACTS" +
            decimals(event, "o QUANTITY h NOTIONAL", OpenInterestField.values()));
    }

    private List<String> listing()
    {
        final String map = legacy ? "sp STRIKE unit CONTRACT_SIZE mq MIN_QUANTITY" : "sp STRIKE u CONTRACT_SIZE";
        know(event, "e E s qa d " + map + (legacy ? " u ed" : " ps dt ot cs"));
        final String side = words(event, "d");
        final String status = legacy ? "" : words(event, "cs");
        final String expiry = date(event, legacy ? "ed" : "dt");
        final String listed = legacy ? "-" : date(event, "ot");
        final String underlying = words(event, legacy ? "u" : "ps");
        final String quote = words(event, "qa");
        return List.of("instrument " + id + " at " + pushed() + " " +
            (side.equals("CALL") || side.equals("PUT") ? side : "UNKNOWN") +
            (status.equals("TRADING") ? " TRADING" : " UNKNOWN") + decimals(event, map, InstrumentField.values()) +
            (expiry.equals("-") ? "" : " expiry=" + expiry) + (listed.equals("-") ? "" : " listed=" + listed) +
            (underlying.isEmpty() ? "" : " UNDERLYING=" + underlying) + (quote.isEmpty() ? "" : " QUOTE=" + quote) +
            (status.isEmpty() ? "" : " STATUS=" + status));
    }

    private List<String> candle()
    {
        final String firstId = legacy ? "F" : "f";
        require(event.value("k") instanceof Members);
        final Members k = (Members)event.value("k");
        require(!NaiveBinance.hasDuplicates(k));
        know(event, "e E s k");
        know(k, "t T s i L n x " + firstId + " " + CANDLE);
        for (final String key : List.of("t", "T", "i", "o", "h", "l", "c"))
        {
            require(!isNull(k.value(key)));
        }
        final String opened = time(k, "t");
        final String closed = time(k, "T");
        final Object over = k.value("x");
        require(isNull(over) || over instanceof Literal literal && literal.text().matches("true|false"));
        return List.of("candle " + id + " at " + pushed() + " interval " +
            intervalNs(text(k, "i"), Long.parseLong(opened), Long.parseLong(closed)) + " from " + opened + " to " +
            closed + " trades - - ids " + whole(k, firstId) + " " + whole(k, "L") + " n " + whole(k, "n") +
            " side 0 closed " + (isNull(over) ? 2 : ((Literal)over).text().equals("true") ? 1 : 0) +
            decimals(k, CANDLE, CandleField.values()));
    }

    private static long intervalNs(final String text, final long openedNs, final long closedNs)
    {
        require(text.matches("[0-9]{1,3}[smhdwM]"));
        final long count = Long.parseLong(text.substring(0, text.length() - 1));
        final char unit = text.charAt(text.length() - 1);
        final long length = unit == 'M' ? closedNs + NS_PER_MS - openedNs : count * SECONDS.get(unit) * 1_000_000_000L;
        require(count > 0 && length > 0);
        return length;
    }

    private List<String> depth()
    {
        know(event, "e E T s u pu b a");
        if (event.count("pu") > 0)
        {
            natural(event, "pu");
        }
        return List.of(NaiveBinance.book(event, id, 1, Long.MIN_VALUE, Long.MIN_VALUE));
    }

    private List<String> trade()
    {
        know(event, "e E T s t p q b a S X");
        final NaiveDecimal price = NaiveBinance.decimal(event.value("p"));
        final NaiveDecimal quantity = NaiveBinance.decimal(event.value("q"));
        final String tradeId = whole(event, "t");
        require(!tradeId.equals("-"));
        int side = quantity.mantissa() < 0 ? 2 : 0;
        if (!isNull(event.value("S")))
        {
            final String named = spelled(event.value("S"));
            require(named.matches("-?0*1"));
            final int namedSide = named.startsWith("-") ? 2 : 1;
            sideDisagreements += side != 0 && side != namedSide ? 1 : 0;
            side = namedSide;
        }
        final String kind = isNull(event.value("X")) ? "MARKET" : text(event, "X");
        return List.of("trade " + id + " " + number(price) + "x" + Math.abs(quantity.mantissa()) + "/" +
            quantity.scale() + " t " + tradeId + " buyer " + whole(event, "b") + " seller " + whole(event, "a") +
            " side " + side + " kind " + NaiveBinance.kind(kind, quantity) + " at " +
            NaiveBinance.timeNs(event) + (isInexact(price) || isInexact(quantity) ? " inexact" : ""));
    }

    /** Counts the members of an object whose keys are not in a list; constants of a map in it are no keys. */
    private void know(final Members members, final String known)
    {
        final Set<String> keys = Arrays.stream(known.split(" "))
            .filter(key -> key.length() == 1 || key.equals(key.toLowerCase(Locale.ROOT))).collect(Collectors.toSet());
        skippedKeys += (int)members.all().stream().filter(m -> !keys.contains(m.key())).count();
    }

    private long pushed()
    {
        final long ms = isNull(event.value("E")) ? 0 : natural(event, "E");
        require(ms <= Long.MAX_VALUE / NS_PER_MS);
        return ms * NS_PER_MS;
    }

    private static String words(final Members members, final String key)
    {
        return isNull(members.value(key)) ? "" : text(members, key);
    }

    private static String spelled(final Object value)
    {
        require(value instanceof Text || value instanceof Literal literal && literal.isNumber());
        return value instanceof Text quoted ? quoted.value() : ((Literal)value).text();
    }

    /** A number of −1 or more, quoted or not; − for none. */
    private static String whole(final Members members, final String key)
    {
        if (isNull(members.value(key)))
        {
            return "-";
        }
        final String spelled = spelled(members.value(key));
        require(NaiveBinance.isLong(spelled) && Long.parseLong(spelled) >= -1);
        return Long.parseLong(spelled) == -1 ? "-" : Long.toString(Long.parseLong(spelled));
    }

    private static String date(final Members members, final String key)
    {
        final String time = time(members, key);
        return time.equals("0") || time.equals("4133404800000000000") ? "-" : time;
    }

    private static String time(final Members members, final String key)
    {
        if (isNull(members.value(key)))
        {
            return "-";
        }
        final String spelled = spelled(members.value(key));
        require(NaiveBinance.isLong(spelled));
        final long ms = Long.parseLong(spelled);
        require(ms >= 0 && ms <= Long.MAX_VALUE / NS_PER_MS);
        return Long.toString(ms * NS_PER_MS);
    }

    /** Numbers that are there, in the order of the enumeration; pairs of key and constant in {@code map}. */
    private static String decimals(final Members members, final String map, final Enum<?>... fields)
    {
        final String[] pairs = map.split(" ");
        final TreeMap<Integer, NaiveDecimal> found = new TreeMap<>();
        final Map<String, Integer> places = new TreeMap<>();
        for (final Enum<?> field : fields)
        {
            places.put(field.name(), field.ordinal());
        }
        for (int i = 0; i < pairs.length; i += 2)
        {
            if (!isNull(members.value(pairs[i])))
            {
                found.put(places.get(pairs[i + 1]), NaiveBinance.decimal(members.value(pairs[i])));
            }
        }
        final boolean inexact = found.values().stream().anyMatch(NaiveBinance::isInexact);
        for (final String side : List.of("BID", "ASK"))
        {
            dropPlaceholders(found, places, side);
        }
        for (final String settlement : List.of("SETTLEMENT", "ESTIMATED_SETTLEMENT_PRICE"))
        {
            final Integer place = places.getOrDefault(settlement, -1);
            if (found.containsKey(place) && found.get(place).mantissa() == 0)
            {
                found.remove(place);
            }
        }
        final StringBuilder text = new StringBuilder();
        found.forEach((place, value) ->
            text.append(' ').append(fields[place].name()).append('=').append(number(value)));
        return text.append(inexact ? " inexact" : "").toString();
    }

    private static void dropPlaceholders(
        final Map<Integer, NaiveDecimal> found, final Map<String, Integer> places, final String side)
    {
        final Integer price = places.getOrDefault(side + "_PRICE", -1);
        final Integer quantity = places.getOrDefault(side + "_QUANTITY", -1);
        final Integer volatility = places.getOrDefault(side + "_VOLATILITY", -1);
        if (found.containsKey(price) && found.containsKey(quantity) &&
            found.get(price).mantissa() == 0 && found.get(quantity).mantissa() == 0)
        {
            found.remove(price);
            found.remove(quantity);
        }
        final NaiveDecimal value = found.get(volatility);
        if (value != null && value.scale() >= 0 && value.scale() < 18 &&
            BigDecimal.valueOf(value.mantissa(), value.scale()).compareTo(BigDecimal.ONE.negate()) == 0)
        {
            found.remove(volatility);
        }
    }
}
