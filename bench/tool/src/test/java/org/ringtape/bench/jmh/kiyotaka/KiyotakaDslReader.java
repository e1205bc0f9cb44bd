package org.ringtape.bench.jmh.kiyotaka;

import java.io.IOException;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import org.ringtape.bench.jmh.reading.BenchmarkFrames;

/**
 * The vendor's frames with DSL-JSON's reader driven by hand, as fast as we could make it: names compared as bytes,
 * nothing made a string, numbers read from the bytes into scaled longs, no number object anywhere.
 */
final class KiyotakaDslReader
{
    private static final byte[] POINTS = BenchmarkFrames.ascii("points");
    private static final byte[] SERIES = BenchmarkFrames.ascii("series");
    private static final byte[] TYPE = BenchmarkFrames.ascii("type");
    private static final byte[] TRADE_TYPE = BenchmarkFrames.ascii("TRADE");
    private static final byte[] BOOK_TYPE = BenchmarkFrames.ascii("BLOCK_BOOK_SNAPSHOT");
    private static final byte[] SYMBOL = BenchmarkFrames.ascii("symbol");
    private static final byte[] EXCHANGE = BenchmarkFrames.ascii("exchange");
    private static final byte[] OUR_SYMBOL = BenchmarkFrames.ascii(KiyotakaFrames.SYMBOL);
    private static final byte[] OUR_EXCHANGE = BenchmarkFrames.ascii(KiyotakaFrames.EXCHANGE);
    private static final byte[] SIDE = BenchmarkFrames.ascii("side");
    private static final byte[] BUY = BenchmarkFrames.ascii("BUY");
    private static final byte[] TRADE = BenchmarkFrames.ascii("trade");
    private static final byte[] BOOK = BenchmarkFrames.ascii("blockBookSnapshot");
    private static final byte[] ID = BenchmarkFrames.ascii("id");
    private static final byte[] PRICE = BenchmarkFrames.ascii("price");
    private static final byte[] AMOUNT = BenchmarkFrames.ascii("amount");
    private static final byte[] TIMESTAMP = BenchmarkFrames.ascii("timestamp");
    private static final byte[] SECONDS = BenchmarkFrames.ascii("seconds");
    private static final byte[] BIDS = BenchmarkFrames.ascii("bids");

    private final JsonReader<Object> reader = new DslJson<>().newReader(new byte[0]);
    private boolean buy;
    private boolean known;
    private long mantissa;
    private int places;
    private long timeNs;

    /** Sum of a frame. */
    long read(final byte[] frame) throws IOException
    {
        reader.process(frame, frame.length);
        reader.getNextToken();
        name();
        require(reader.wasLastName(POINTS));
        long sum = 0;
        do
        {
            reader.getNextToken();
            sum += point();
        }
        while (reader.getNextToken() == ',');
        return sum;
    }

    private long point() throws IOException
    {
        long sum = 0;
        byte next;
        do
        {
            name();
            if (reader.wasLastName(SERIES))
            {
                next = series();
            }
            else if (reader.wasLastName(TRADE))
            {
                sum += trade();
                next = reader.getNextToken();
            }
            else if (reader.wasLastName(BOOK))
            {
                sum += book();
                next = reader.getNextToken();
            }
            else
            {
                next = reader.skip();
            }
        }
        while (next == ',');
        require(known);
        return sum;
    }

    private byte series() throws IOException
    {
        buy = false;
        known = true;
        byte next;
        do
        {
            name();
            if (reader.wasLastName(TYPE))
            {
                next = text();
                known &= reader.wasLastName(TRADE_TYPE) || reader.wasLastName(BOOK_TYPE);
            }
            else if (reader.wasLastName(SYMBOL))
            {
                next = text();
                known &= reader.wasLastName(OUR_SYMBOL);
            }
            else if (reader.wasLastName(EXCHANGE))
            {
                next = text();
                known &= reader.wasLastName(OUR_EXCHANGE);
            }
            else if (reader.wasLastName(SIDE))
            {
                next = text();
                buy = reader.wasLastName(BUY);
            }
            else
            {
                next = reader.skip();
            }
        }
        while (next == ',');
        return reader.getNextToken();
    }

    private long trade() throws IOException
    {
        long id = 0;
        long price = 0;
        long quantity = 0;
        byte next;
        do
        {
            name();
            if (reader.wasLastName(PRICE))
            {
                next = number();
                price = KiyotakaSums.decimal(mantissa, places);
            }
            else if (reader.wasLastName(AMOUNT))
            {
                next = number();
                quantity = KiyotakaSums.decimal(mantissa, places);
            }
            else if (reader.wasLastName(ID))
            {
                reader.read();
                number();
                id = mantissa;
                next = reader.getNextToken();
            }
            else
            {
                next = reader.wasLastName(TIMESTAMP) ? time() : reader.skip();
            }
        }
        while (next == ',');
        return KiyotakaSums.trade(id, price, quantity, buy, timeNs);
    }

    private long book() throws IOException
    {
        long sum = 0;
        byte next;
        do
        {
            name();
            if (reader.wasLastName(TIMESTAMP))
            {
                next = time();
            }
            else
            {
                sum += levels(reader.wasLastName(BIDS));
                next = reader.getNextToken();
            }
        }
        while (next == ',');
        return sum + timeNs;
    }

    private long levels(final boolean bids) throws IOException
    {
        long sum = 0;
        byte next;
        do
        {
            reader.getNextToken();
            number();
            final long price = KiyotakaSums.decimal(mantissa, places);
            reader.getNextToken();
            next = number();
            final long quantity = KiyotakaSums.decimal(mantissa, places);
            sum += bids ? KiyotakaSums.bid(price, quantity) : KiyotakaSums.ask(price, quantity);
        }
        while (next == ',');
        return sum;
    }

    private byte time() throws IOException
    {
        timeNs = 0;
        byte next;
        do
        {
            name();
            final boolean seconds = reader.wasLastName(SECONDS);
            next = number();
            timeNs += seconds ? mantissa * 1_000_000_000L : mantissa;
        }
        while (next == ',');
        return reader.getNextToken();
    }

    /** Passes a name, to the first byte of its value. */
    private void name() throws IOException
    {
        reader.getNextToken();
        reader.fillNameWeakHash();
        reader.getNextToken();
    }

    private byte text() throws IOException
    {
        reader.calcWeakHash();
        return reader.getNextToken();
    }

    /** Passes a number, to the byte behind it. */
    private byte number() throws IOException
    {
        long value = 0;
        int point = -1;
        byte next = reader.last();
        while (true)
        {
            if (next >= '0' && next <= '9')
            {
                value = value * 10 + next - '0';
                point += point < 0 ? 0 : 1;
            }
            else if (next == '.')
            {
                point = 0;
            }
            else
            {
                break;
            }
            next = reader.read();
        }
        mantissa = value;
        places = Math.max(point, 0);
        return next;
    }

    private static void require(final boolean holds)
    {
        if (!holds)
        {
            throw new IllegalStateException("not a frame of this benchmark");
        }
    }
}
