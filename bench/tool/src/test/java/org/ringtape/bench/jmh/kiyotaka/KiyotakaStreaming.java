package org.ringtape.bench.jmh.kiyotaka;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The vendor's frames with Jackson's streaming parser: names are interned strings, numbers read from
 * their characters.
 */
final class KiyotakaStreaming
{
    private final JsonFactory factory = new JsonFactory();
    private boolean buy;
    private boolean known;
    private long timeNs;

    /** Sum of a frame. */
    long read(final byte[] frame) throws IOException
    {
        try (JsonParser parser = factory.createParser(frame))
        {
            parser.nextToken();
            require("points".equals(parser.nextFieldName()));
            parser.nextToken();
            long sum = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT)
            {
                sum += point(parser);
            }
            return sum;
        }
    }

    private long point(final JsonParser parser) throws IOException
    {
        long sum = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
        {
            parser.nextToken();
            switch (name)
            {
                case "series":
                    series(parser);
                    break;
                case "trade":
                    sum += trade(parser);
                    break;
                case "blockBookSnapshot":
                    sum += book(parser);
                    break;
                default:
                    parser.skipChildren();
                    break;
            }
        }
        require(known);
        return sum;
    }

    private void series(final JsonParser parser) throws IOException
    {
        known = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
        {
            parser.nextToken();
            switch (name)
            {
                case "symbol":
                    known &= KiyotakaFrames.SYMBOL.equals(parser.getText());
                    break;
                case "exchange":
                    known &= KiyotakaFrames.EXCHANGE.equals(parser.getText());
                    break;
                case "side":
                    buy = "BUY".equals(parser.getText());
                    break;
                default:
                    parser.skipChildren();
                    break;
            }
        }
    }

    private long trade(final JsonParser parser) throws IOException
    {
        long id = 0;
        long price = 0;
        long quantity = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
        {
            parser.nextToken();
            switch (name)
            {
                case "id":
                    id = Long.parseLong(parser.getText());
                    break;
                case "price":
                    price = decimal(parser);
                    break;
                case "amount":
                    quantity = decimal(parser);
                    break;
                default:
                    time(parser);
                    break;
            }
        }
        return KiyotakaSums.trade(id, price, quantity, buy, timeNs);
    }

    private long book(final JsonParser parser) throws IOException
    {
        long sum = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
        {
            parser.nextToken();
            if (name.equals("timestamp"))
            {
                time(parser);
                continue;
            }
            final boolean bids = name.equals("bids");
            while (parser.nextToken() != JsonToken.END_ARRAY)
            {
                final long price = decimal(parser);
                parser.nextToken();
                final long quantity = decimal(parser);
                sum += bids ? KiyotakaSums.bid(price, quantity) : KiyotakaSums.ask(price, quantity);
            }
        }
        return sum + timeNs;
    }

    private void time(final JsonParser parser) throws IOException
    {
        timeNs = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
        {
            parser.nextToken();
            timeNs += name.equals("seconds") ? parser.getLongValue() * 1_000_000_000L : parser.getLongValue();
        }
    }

    private static long decimal(final JsonParser parser) throws IOException
    {
        return KiyotakaSums.decimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    private static void require(final boolean holds)
    {
        if (!holds)
        {
            throw new IllegalStateException("not a frame of this benchmark");
        }
    }
}
