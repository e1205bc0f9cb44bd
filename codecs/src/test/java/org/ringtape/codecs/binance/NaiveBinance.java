package org.ringtape.codecs.binance;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.oracle.NaiveDecimal;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** The frame decoder's rules over a tree, with no thought for speed. Reports events as {@link RecordingSink} does. */
final class NaiveBinance
{
    private static final Set<String> OURS = Set.of(
        "pu", "stream", "data", "result", "error", "code", "msg", "id", "bids", "asks", "lastUpdateId",
        "mp", "bo", "ao", "bq", "aq", "hl", "ll", "vo", "rf", "eep",
        "ps", "qa", "sp", "dt", "ot", "cs", "ed", "mq", "unit");
    private static final Map<String, Set<String>> KNOWN = Map.of(
        "depthUpdate", Set.of("e", "E", "T", "s", "U", "u", "pu", "b", "a"),
        "bookTicker", Set.of("e", "E", "T", "s", "u", "b", "B", "a", "A"),
        "trade", Set.of("e", "E", "T", "s", "t", "p", "q", "X", "S", "m"));

    private final Map<String, Integer> instruments;
    private final boolean legacy;
    private final List<String> events = new ArrayList<>();
    private int skippedKeys;
    private int disagreements;
    private boolean announced;

    private NaiveBinance(final Map<String, Integer> instruments, final boolean legacy)
    {
        this.instruments = instruments;
        this.legacy = legacy;
    }

    /** What should become of a frame. */
    record Outcome(DecodeStatus status, List<String> events, int skippedKeys, int sideDisagreements)
    {
    }

    /** A field that is missing or of the wrong kind. */
    private static final class Refused extends RuntimeException
    {
        private static final long serialVersionUID = 1L;
    }

    static Outcome decode(
        final byte[] bytes,
        final int offset,
        final int length,
        final Map<String, Integer> instruments,
        final boolean legacy)
    {
        final NaiveBinance oracle = new NaiveBinance(instruments, legacy);
        DecodeStatus status;
        try
        {
            status = oracle.frame(NaiveJson.parse(bytes, offset, length));
        }
        catch (final Refused e)
        {
            status = DecodeStatus.MALFORMED;
        }
        return new Outcome(status, oracle.events, oracle.skippedKeys, oracle.disagreements);
    }

    private DecodeStatus frame(final Object tree)
    {
        if (tree instanceof List<?> elements)
        {
            return array(elements, null);
        }
        if (!(tree instanceof Members top) || hasDuplicates(top))
        {
            return DecodeStatus.MALFORMED;
        }
        if (top.count("stream") > 0 && top.count("data") > 0)
        {
            final String stream = text(top, "stream");
            final Object payload = top.value("data");
            require(payload instanceof List || payload instanceof Members);
            final int before = events.size();
            final DecodeStatus status = payload instanceof List<?> elements ?
                array(elements, stream) : event(payload, stream);
            skippedKeys += events.size() > before + (announced ? 1 : 0) ? top.all().size() - 2 : 0;
            return status;
        }
        if (top.count("e") > 0)
        {
            return event(top, null);
        }
        if (top.count("result") + top.count("error") + top.count("code") > 0)
        {
            return control(top);
        }
        require(top.count("stream") + top.count("data") == 0);
        return DecodeStatus.IGNORED;
    }

    private DecodeStatus array(final List<?> elements, final String stream)
    {
        final List<DecodeStatus> all = new ArrayList<>();
        for (final Object element : elements)
        {
            all.add(event(element, stream));
        }
        final boolean decoded = all.contains(DecodeStatus.DECODED);
        if (all.contains(DecodeStatus.MALFORMED))
        {
            return decoded ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        return decoded ? DecodeStatus.DECODED :
            all.contains(DecodeStatus.UNKNOWN_INSTRUMENT) ? DecodeStatus.UNKNOWN_INSTRUMENT : DecodeStatus.IGNORED;
    }

    private DecodeStatus event(final Object tree, final String stream)
    {
        try
        {
            require(tree instanceof Members);
            return event((Members)tree, stream);
        }
        catch (final Refused e)
        {
            return DecodeStatus.MALFORMED;
        }
    }

    private DecodeStatus event(final Members event, final String stream)
    {
        require(!hasDuplicates(event));
        if (event.count("e") == 0)
        {
            return DecodeStatus.IGNORED;
        }
        final String name = text(event, "e");
        final boolean first = !legacy && KNOWN.containsKey(name);
        if (!first && !NaiveStatistics.reads(name, legacy))
        {
            return DecodeStatus.IGNORED;
        }
        if (stream != null && !announced)
        {
            announced = true;
            events.add("stream " + stream);
        }
        final Integer id = instruments.get(text(event, "s"));
        if (id == null)
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        if (!first)
        {
            final NaiveStatistics statistics = new NaiveStatistics(event, id, legacy);
            events.addAll(statistics.read(name));
            skippedKeys += statistics.skippedKeys();
            disagreements += statistics.sideDisagreements();
            return DecodeStatus.DECODED;
        }
        final String published = switch (name)
        {
            case "depthUpdate" -> depth(event, id, stream);
            case "bookTicker" -> ticker(event, id);
            default -> trade(event, id);
        };
        events.add(published);
        final Set<String> known = KNOWN.get(name);
        skippedKeys += (int)event.all().stream().filter(member -> !known.contains(member.key())).count();
        return DecodeStatus.DECODED;
    }

    private static String depth(final Members event, final int id, final String stream)
    {
        final boolean image = stream != null && stream.matches("(?s)[^@]*@depth[0-9].*");
        final long previous = event.count("pu") == 0 ? Long.MIN_VALUE : natural(event, "pu");
        return book(event, id, image ? 1 : 0, natural(event, "U"), previous);
    }

    static String book(
        final Members event, final int id, final int kind, final long firstSequence, final long previous)
    {
        final StringBuilder levels = new StringBuilder();
        boolean inexact = false;
        for (final String side : List.of("b", "a"))
        {
            require(event.value(side) instanceof List);
            for (final Object element : (List<?>)event.value(side))
            {
                require(element instanceof List && ((List<?>)element).size() >= 2);
                final NaiveDecimal price = decimal(((List<?>)element).get(0));
                final NaiveDecimal quantity = quantity(((List<?>)element).get(1));
                inexact |= isInexact(price) || isInexact(quantity);
                levels.append(' ').append(side).append(number(price)).append('x').append(number(quantity));
            }
        }
        return RecordingSink.book(kind, id, timeNs(event), firstSequence, natural(event, "u"), previous, inexact,
            levels.toString());
    }

    private static String ticker(final Members event, final int id)
    {
        final StringBuilder quotes = new StringBuilder();
        boolean inexact = false;
        for (final String side : List.of("b", "a"))
        {
            final String quantityKey = side.toUpperCase(java.util.Locale.ROOT);
            require(event.count(side) == 1 && event.count(quantityKey) == 1);
            final boolean noPrice = isNull(event.value(side));
            final boolean noQuantity = isNull(event.value(quantityKey));
            final NaiveDecimal price = noPrice ? NaiveDecimal.of("0") : decimal(event.value(side));
            final NaiveDecimal quantity = noQuantity ? NaiveDecimal.of("0") : quantity(event.value(quantityKey));
            require(noPrice == noQuantity || price.mantissa() == 0 && quantity.mantissa() == 0);
            inexact |= isInexact(price) || isInexact(quantity);
            final boolean empty = price.mantissa() == 0 && quantity.mantissa() == 0;
            quotes.append(' ').append(empty ? "none/" + price.scale() : number(price)).append('x')
                .append(number(quantity));
        }
        return "top " + id + quotes + " at " + timeNs(event) + " u " + natural(event, "u") +
            (inexact ? " inexact" : "");
    }

    private String trade(final Members event, final int id)
    {
        final NaiveDecimal price = decimal(event.value("p"));
        final NaiveDecimal quantity = quantity(event.value("q"));
        int makerSide = 0;
        if (!isNull(event.value("m")))
        {
            final Object maker = event.value("m");
            require(maker instanceof Literal && ((Literal)maker).text().matches("true|false"));
            makerSide = ((Literal)maker).text().equals("true") ? 2 : 1;
        }
        int side = makerSide;
        boolean disagree = false;
        if (!isNull(event.value("S")))
        {
            final String name = text(event, "S");
            require(name.equals("BUY") || name.equals("SELL"));
            side = name.equals("BUY") ? 1 : 2;
            disagree = makerSide != 0 && side != makerSide;
        }
        final String kind = isNull(event.value("X")) ? "MARKET" : text(event, "X");
        final String published = "trade " + id + " " + number(price) + "x" + number(quantity) + " t " +
            natural(event, "t") + " side " + side + " kind " +
            kind(kind, quantity) + " at " + timeNs(event) +
            (isInexact(price) || isInexact(quantity) ? " inexact" : "");
        disagreements += disagree ? 1 : 0;
        return published;
    }

    static int kind(final String name, final NaiveDecimal quantity)
    {
        if (quantity.mantissa() == 0)
        {
            return 5;
        }
        final int known = List.of("MARKET", "BLOCK", "any other", "ADL", "INSURANCE_FUND").indexOf(name);
        return known < 0 ? 2 : known;
    }

    private DecodeStatus control(final Members top)
    {
        long requestId = Long.MIN_VALUE;
        final Object id = top.value("id");
        if (id instanceof Text quoted)
        {
            requestId = isLong(quoted.value()) ? Long.parseLong(quoted.value()) : Long.MIN_VALUE;
        }
        else if (!isNull(id))
        {
            require(id instanceof Literal && isLong(((Literal)id).text()));
            requestId = Long.parseLong(((Literal)id).text());
        }
        final Object error = top.value("error");
        require(isNull(error) || error instanceof Members && !hasDuplicates((Members)error));
        if (isNull(error) && isNull(top.value("code")))
        {
            events.add("ack " + requestId);
        }
        else
        {
            final Members refusal = isNull(error) ? top : (Members)error;
            final Object code = refusal.value("code");
            final Object message = refusal.value("msg");
            require(code instanceof Literal && isLong(((Literal)code).text()));
            require(isNull(message) || message instanceof Text);
            events.add("refused " + requestId + " " + Long.parseLong(((Literal)code).text()) + " " +
                (message instanceof Text text ? text.raw() : ""));
            skippedKeys += refusal == top ? 0 :
                (int)refusal.all().stream().filter(m -> !Set.of("code", "msg").contains(m.key())).count();
        }
        final Set<String> known = Set.of("result", "error", "code", "msg", "id");
        skippedKeys += (int)top.all().stream().filter(member -> !known.contains(member.key())).count();
        return DecodeStatus.CONTROL;
    }

    static boolean hasDuplicates(final Members members)
    {
        return members.all().stream()
            .anyMatch(m -> (m.key().matches("[A-Za-z]") || OURS.contains(m.key())) && members.count(m.key()) > 1);
    }

    static String text(final Members members, final String key)
    {
        require(members.value(key) instanceof Text);
        return ((Text)members.value(key)).value();
    }

    static long timeNs(final Members event)
    {
        final long pushedMs = isNull(event.value("E")) ? 0 : natural(event, "E");
        final long ms = isNull(event.value("T")) ? pushedMs : natural(event, "T");
        require(Math.max(ms, pushedMs) <= Long.MAX_VALUE / 1_000_000);
        return ms * 1_000_000;
    }

    static long natural(final Members members, final String key)
    {
        final Object value = members.value(key);
        require(value instanceof Literal && isLong(((Literal)value).text()));
        final long number = Long.parseLong(((Literal)value).text());
        require(number >= 0);
        return number;
    }

    static boolean isLong(final String text)
    {
        return text.matches("-?[0-9]+") && new BigInteger(text).bitLength() < Long.SIZE;
    }

    static boolean isNull(final Object value)
    {
        return value == null || value instanceof Literal && ((Literal)value).text().equals("null") ||
            value instanceof Text text && text.raw().isEmpty();
    }

    private static NaiveDecimal quantity(final Object value)
    {
        final NaiveDecimal quantity = decimal(value);
        require(quantity.mantissa() >= 0);
        return quantity;
    }

    static NaiveDecimal decimal(final Object value)
    {
        require(value instanceof Text || value instanceof Literal && ((Literal)value).isNumber());
        final NaiveDecimal decimal = NaiveDecimal.of(value instanceof Text ?
            ((Text)value).value() : ((Literal)value).text());
        require(decimal.outcome() == DecimalParser.EXACT || isInexact(decimal));
        return decimal;
    }

    static boolean isInexact(final NaiveDecimal decimal)
    {
        return decimal.outcome() == DecimalParser.INEXACT;
    }

    static String number(final NaiveDecimal decimal)
    {
        return decimal.mantissa() + "/" + decimal.scale();
    }

    static void require(final boolean holds)
    {
        if (!holds)
        {
            throw new Refused();
        }
    }
}
