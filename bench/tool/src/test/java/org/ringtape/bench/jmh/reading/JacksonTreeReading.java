package org.ringtape.bench.jmh.reading;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Jackson's {@code JsonNode}. */
public final class JacksonTreeReading implements FrameReading
{
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public long depth(final byte[] frame) throws IOException
    {
        final JsonNode event = event(frame);
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) +
            integer(event, "U") * FrameSum.FIRST_SEQUENCE + integer(event, "u") * FrameSum.LAST_SEQUENCE +
            integer(event, "pu") * FrameSum.PREVIOUS_SEQUENCE +
            levels(event.get("b"), 1, FrameSum.BID_QUANTITY) +
            levels(event.get("a"), FrameSum.ASK_PRICE, FrameSum.ASK_QUANTITY);
    }

    private static long levels(final JsonNode levels, final int priceFactor, final int quantityFactor)
    {
        long sum = 0;
        for (int i = 0; i < levels.size(); i++)
        {
            final JsonNode pair = levels.get(i);
            sum += Texts.decimal(pair.get(0).textValue()) * priceFactor +
                Texts.decimal(pair.get(1).textValue()) * quantityFactor;
        }
        return sum;
    }

    @Override
    public long trade(final byte[] frame) throws IOException
    {
        final JsonNode event = event(frame);
        final JsonNode side = event.get("S");
        final boolean bought = side == null ? !event.get("m").booleanValue() : "BUY".equals(side.textValue());
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) + integer(event, "t") * FrameSum.TRADE_ID +
            decimal(event, "p") + decimal(event, "q") * FrameSum.TRADE_QUANTITY +
            ("MARKET".equals(event.get("X").textValue()) ? 0 : FrameSum.KIND) +
            (bought ? FrameSum.AGGRESSOR : 2 * FrameSum.AGGRESSOR);
    }

    @Override
    public long bookTicker(final byte[] frame) throws IOException
    {
        final JsonNode event = event(frame);
        return symbol(event) + FrameSum.timeOfMs(integer(event, "T")) + integer(event, "u") * FrameSum.LAST_SEQUENCE +
            decimal(event, "b") + decimal(event, "B") * FrameSum.BID_QUANTITY +
            decimal(event, "a") * FrameSum.ASK_PRICE + decimal(event, "A") * FrameSum.ASK_QUANTITY;
    }

    @Override
    public long dayTicker(final byte[] frame) throws IOException
    {
        final JsonNode event = event(frame);
        long sum = symbol(event) + FrameSum.timeOfMs(integer(event, "E")) +
            FrameSum.timeOfMs(integer(event, "O")) * FrameSum.OPEN_TIME +
            FrameSum.timeOfMs(integer(event, "C")) * FrameSum.CLOSE_TIME +
            integer(event, "F") * FrameSum.FIRST_ID + integer(event, "L") * FrameSum.LAST_ID +
            integer(event, "n") * FrameSum.TRADE_COUNT;
        for (final String key : FrameKeys.DAY_TICKER)
        {
            sum += decimal(event, key);
        }
        return sum;
    }

    @Override
    public long markPrices(final byte[] frame) throws IOException
    {
        long sum = 0;
        for (final JsonNode event : mapper.readTree(frame).get("data"))
        {
            sum += symbol(event) + FrameSum.timeOfMs(integer(event, "E")) +
                Texts.volatility(event.get("a").textValue()) + Texts.volatility(event.get("b").textValue());
            for (final String key : FrameKeys.MARK_PRICE)
            {
                sum += decimal(event, key);
            }
        }
        return sum;
    }

    private JsonNode event(final byte[] frame) throws IOException
    {
        final JsonNode root = mapper.readTree(frame);
        final JsonNode event = root.get("data");
        return event == null ? root : event;
    }

    private static int symbol(final JsonNode event)
    {
        return event.get("s").textValue().length();
    }

    private static long integer(final JsonNode event, final String key)
    {
        return event.get(key).longValue();
    }

    private static long decimal(final JsonNode event, final String key)
    {
        return Texts.decimal(event.get(key).textValue());
    }
}
