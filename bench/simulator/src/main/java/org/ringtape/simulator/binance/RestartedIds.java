package org.ringtape.simulator.binance;

import org.ringtape.simulator.fault.FrameWounds;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.market.TrueBook;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What symbols are told to count once a fault has made their ids begin anew: the market goes on counting as before, and
 * everything that leaves the venue is told in the new numbers. Restarted by the market thread; any thread asks.
 */
public final class RestartedIds
{
    /** The new number of the last id before the restart. */
    private static final long FIRST = 1_000;
    private static final Set<String> FRAME_KEYS = Set.of("U", "u", "pu");
    private static final Set<String> BODY_KEYS = Set.of("lastUpdateId");

    private final Map<String, Long> shifts = new ConcurrentHashMap<>();

    /** @return whether all symbols count as they always did. */
    public boolean isEmpty()
    {
        return shifts.isEmpty();
    }

    /** From this diff on, its symbol counts anew. */
    public void restart(final MarketFrame diff)
    {
        final long lastId = event(diff.payload()) instanceof Map<?, ?> members &&
            members.get("pu") instanceof JsonNumber previous ? previous.longValue() : diff.lastUpdateId();
        shifts.put(diff.stream().symbol(), lastId - FIRST);
    }

    /** @return the frame in the numbers of its symbol. */
    public MarketFrame told(final MarketFrame frame)
    {
        final Long shift = shifts.get(frame.stream().symbol());
        return shift == null ? frame :
            frame.rewritten(told(frame.payload(), FRAME_KEYS, shift), frame.envelopeForm());
    }

    /** @return the book in the numbers of its symbol. */
    public TrueBook told(final TrueBook book)
    {
        final Long shift = shifts.get(book.symbol());
        return shift == null ? book :
            new TrueBook(book.symbol(), told(book.lastUpdateId(), shift), book.timeMs(), book.bids(), book.asks());
    }

    /** @return a depth body in the numbers of its symbol. */
    public byte[] told(final String symbol, final byte[] body)
    {
        return Optional.ofNullable(shifts.get(symbol)).map((shift) -> told(body, BODY_KEYS, shift)).orElse(body);
    }

    private static byte[] told(final byte[] text, final Set<String> keys, final long shift)
    {
        final Object told = FrameWounds.changed(event(text), (key, value) ->
            keys.contains(key) && value instanceof JsonNumber id ?
            new JsonNumber(Long.toString(told(id.longValue(), shift))) : value);
        return told == null ? text : JsonWriter.compact(told).getBytes(StandardCharsets.UTF_8);
    }

    /** What is older than the restart by more than the new count has numbers is told as its oldest. */
    private static long told(final long id, final long shift)
    {
        return Math.max(1, id - shift);
    }

    private static Object event(final byte[] text)
    {
        try
        {
            return JsonReader.read(text);
        }
        catch (final JsonSyntaxException e)
        {
            return null; // a recorded frame that is no JSON has no ids
        }
    }
}
