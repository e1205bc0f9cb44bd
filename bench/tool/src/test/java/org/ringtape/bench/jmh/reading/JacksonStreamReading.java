package org.ringtape.bench.jmh.reading;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Jackson's parser driven by hand: interned names, decimals from its characters to scaled longs. */
public final class JacksonStreamReading implements FrameReading
{
    private final JsonFactory factory = new JsonFactory();
    private JsonParser parser;
    private long mantissa;
    private int scale;

    @Override
    public long depth(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName())
        {
            parser.nextToken();
            switch (key)
            {
                case "T" -> sum += FrameSum.timeOfMs(parser.getLongValue());
                case "s" -> sum += parser.getTextLength();
                case "U" -> sum += parser.getLongValue() * FrameSum.FIRST_SEQUENCE;
                case "u" -> sum += parser.getLongValue() * FrameSum.LAST_SEQUENCE;
                case "pu" -> sum += parser.getLongValue() * FrameSum.PREVIOUS_SEQUENCE;
                case "b" -> sum += levels(1, FrameSum.BID_QUANTITY);
                case "a" -> sum += levels(FrameSum.ASK_PRICE, FrameSum.ASK_QUANTITY);
                default -> parser.skipChildren();
            }
        }
        return close(sum);
    }

    private long levels(final int priceFactor, final int quantityFactor) throws IOException
    {
        long sum = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY)
        {
            parser.nextToken();
            sum += decimal() * priceFactor;
            parser.nextToken();
            sum += decimal() * quantityFactor;
            parser.nextToken();
        }
        return sum;
    }

    @Override
    public long trade(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        boolean sided = false;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName())
        {
            final JsonToken token = parser.nextToken();
            switch (key)
            {
                case "T" -> sum += FrameSum.timeOfMs(parser.getLongValue());
                case "s" -> sum += parser.getTextLength();
                case "t" -> sum += parser.getLongValue() * FrameSum.TRADE_ID;
                case "p" -> sum += decimal();
                case "q" -> sum += decimal() * FrameSum.TRADE_QUANTITY;
                case "X" -> sum += parser.getTextLength() == 6 ? 0 : FrameSum.KIND;
                case "S" ->
                {
                    sided = true;
                    sum += parser.getTextLength() == 3 ? FrameSum.AGGRESSOR : 2 * FrameSum.AGGRESSOR;
                }
                case "m" ->
                    sum += sided ? 0 : token == JsonToken.VALUE_TRUE ? 2 * FrameSum.AGGRESSOR : FrameSum.AGGRESSOR;
                default -> parser.skipChildren();
            }
        }
        return close(sum);
    }

    @Override
    public long bookTicker(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName())
        {
            parser.nextToken();
            switch (key)
            {
                case "T" -> sum += FrameSum.timeOfMs(parser.getLongValue());
                case "s" -> sum += parser.getTextLength();
                case "u" -> sum += parser.getLongValue() * FrameSum.LAST_SEQUENCE;
                case "b" -> sum += decimal();
                case "B" -> sum += decimal() * FrameSum.BID_QUANTITY;
                case "a" -> sum += decimal() * FrameSum.ASK_PRICE;
                case "A" -> sum += decimal() * FrameSum.ASK_QUANTITY;
                default -> parser.skipChildren();
            }
        }
        return close(sum);
    }

    @Override
    public long dayTicker(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName())
        {
            parser.nextToken();
            switch (key)
            {
                case "E" -> sum += FrameSum.timeOfMs(parser.getLongValue());
                case "s" -> sum += parser.getTextLength();
                case "O" -> sum += FrameSum.timeOfMs(parser.getLongValue()) * FrameSum.OPEN_TIME;
                case "C" -> sum += FrameSum.timeOfMs(parser.getLongValue()) * FrameSum.CLOSE_TIME;
                case "F" -> sum += parser.getLongValue() * FrameSum.FIRST_ID;
                case "L" -> sum += parser.getLongValue() * FrameSum.LAST_ID;
                case "n" -> sum += parser.getLongValue() * FrameSum.TRADE_COUNT;
                default -> sum += decimal();
            }
        }
        return close(sum);
    }

    @Override
    public long markPrices(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT)
        {
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName())
            {
                parser.nextToken();
                switch (key)
                {
                    case "s" -> sum += parser.getTextLength();
                    case "E" -> sum += FrameSum.timeOfMs(parser.getLongValue());
                    case "e" -> parser.skipChildren();
                    case "a", "b" ->
                    {
                        decimal();
                        sum += FrameSum.volatility(mantissa, scale);
                    }
                    default -> sum += decimal();
                }
            }
        }
        return close(sum);
    }

    /** Goes behind the event's name, or into the array of events. */
    private void open(final byte[] frame) throws IOException
    {
        parser = factory.createParser(frame);
        parser.nextToken();
        if ("stream".equals(parser.nextFieldName()))
        {
            parser.nextToken();
            parser.nextFieldName();
            if (parser.nextToken() == JsonToken.START_ARRAY)
            {
                return;
            }
            parser.nextFieldName();
        }
        parser.nextToken();
    }

    /** Gives the parser's buffers back. */
    private long close(final long sum) throws IOException
    {
        parser.close();
        return sum;
    }

    private long decimal() throws IOException
    {
        final char[] chars = parser.getTextCharacters();
        final int from = parser.getTextOffset();
        final int end = from + parser.getTextLength();
        final boolean negative = chars[from] == '-';
        long value = 0;
        int point = end - 1;
        for (int i = negative ? from + 1 : from; i < end; i++)
        {
            if (chars[i] == '.')
            {
                point = i;
            }
            else
            {
                value = value * 10 + chars[i] - '0';
            }
        }
        mantissa = negative ? -value : value;
        scale = end - 1 - point;
        return FrameSum.decimal(mantissa, scale);
    }
}
