package org.ringtape.bench.jmh.reading;

import java.io.IOException;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;

/**
 * DSL-JSON's {@code JsonReader} driven by hand, as fast as it goes: keys by their hash, no white space, no strings, and
 * numbers byte by byte with {@code read()} to scaled longs. Decimals from the reader's character buffer
 * ({@code readSimpleQuote()}) were tried and cost 4 to 26 % more a frame.
 */
public final class DslJsonFastReading implements FrameReading
{
    private static final int PREVIOUS = 'p' + 'u';
    private static final int PAIR = 'p' + 's';
    private static final int STATE = 's' + 't';
    private static final int STREAM = 's' + 't' + 'r' + 'e' + 'a' + 'm';
    private static final int MARKET_LENGTH = 6;
    private static final int BUY_LENGTH = 3;

    private final JsonReader<Object> reader = new DslJson<>().newReader(new byte[0]);
    private long mantissa;
    private int scale;

    @Override
    public long depth(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            switch (key())
            {
                case 'T' -> sum += FrameSum.timeOfMs(integer());
                case 's' -> sum += text();
                case 'U' -> sum += integer() * FrameSum.FIRST_SEQUENCE;
                case 'u' -> sum += integer() * FrameSum.LAST_SEQUENCE;
                case PREVIOUS -> sum += integer() * FrameSum.PREVIOUS_SEQUENCE;
                case 'b' -> sum += levels(1, FrameSum.BID_QUANTITY);
                case 'a' -> sum += levels(FrameSum.ASK_PRICE, FrameSum.ASK_QUANTITY);
                case 'E', STATE -> integer();
                default -> text();
            }
        }
        while (reader.last() == ',');
        return sum;
    }

    private long levels(final int priceFactor, final int quantityFactor) throws IOException
    {
        long sum = 0;
        if (reader.read() != ']')
        {
            do
            {
                reader.read();
                sum += decimal() * priceFactor;
                reader.read();
                sum += decimal() * quantityFactor;
            }
            while (reader.read() == ',' && reader.read() == '[');
        }
        reader.read();
        return sum;
    }

    @Override
    public long trade(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        boolean sided = false;
        do
        {
            switch (key())
            {
                case 'T' -> sum += FrameSum.timeOfMs(integer());
                case 's' -> sum += text();
                case 't' -> sum += integer() * FrameSum.TRADE_ID;
                case 'p' -> sum += decimal();
                case 'q' -> sum += decimal() * FrameSum.TRADE_QUANTITY;
                case 'X' -> sum += text() == MARKET_LENGTH ? 0 : FrameSum.KIND;
                case 'S' ->
                {
                    sided = true;
                    sum += text() == BUY_LENGTH ? FrameSum.AGGRESSOR : 2 * FrameSum.AGGRESSOR;
                }
                case 'm' ->
                {
                    final boolean makerBought = literal();
                    sum += sided ? 0 : makerBought ? 2 * FrameSum.AGGRESSOR : FrameSum.AGGRESSOR;
                }
                case 'E', STATE -> integer();
                default -> text();
            }
        }
        while (reader.last() == ',');
        return sum;
    }

    @Override
    public long bookTicker(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            switch (key())
            {
                case 'T' -> sum += FrameSum.timeOfMs(integer());
                case 's' -> sum += text();
                case 'u' -> sum += integer() * FrameSum.LAST_SEQUENCE;
                case 'b' -> sum += decimal();
                case 'B' -> sum += decimal() * FrameSum.BID_QUANTITY;
                case 'a' -> sum += decimal() * FrameSum.ASK_PRICE;
                case 'A' -> sum += decimal() * FrameSum.ASK_QUANTITY;
                case 'E', STATE -> integer();
                default -> text();
            }
        }
        while (reader.last() == ',');
        return sum;
    }

    @Override
    public long dayTicker(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            switch (key())
            {
                case 'E' -> sum += FrameSum.timeOfMs(integer());
                case 's' -> sum += text();
                case 'O' -> sum += FrameSum.timeOfMs(integer()) * FrameSum.OPEN_TIME;
                case 'C' -> sum += FrameSum.timeOfMs(integer()) * FrameSum.CLOSE_TIME;
                case 'F' -> sum += integer() * FrameSum.FIRST_ID;
                case 'L' -> sum += integer() * FrameSum.LAST_ID;
                case 'n' -> sum += integer() * FrameSum.TRADE_COUNT;
                case 'e' -> text();
                default -> sum += decimal();
            }
        }
        while (reader.last() == ',');
        return sum;
    }

    @Override
    public long markPrices(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            reader.read();
            do
            {
                switch (key())
                {
                    case 's' -> sum += text();
                    case 'e' -> text();
                    case 'E' -> sum += FrameSum.timeOfMs(integer());
                    case 'a', 'b' ->
                    {
                        decimal();
                        sum += FrameSum.volatility(mantissa, scale);
                    }
                    default -> sum += decimal();
                }
            }
            while (reader.last() == ',');
        }
        while (reader.read() == ',');
        return sum;
    }

    /** Goes to the first key of the event, or to the array of them. */
    private void open(final byte[] frame) throws IOException
    {
        reader.process(frame, frame.length);
        reader.read();
        reader.read();
        final int hash = reader.fillNameWeakHash();
        if (hash == STREAM)
        {
            reader.read();
            text();
            key();
            if (reader.last() == '{')
            {
                reader.read();
                reader.fillNameWeakHash();
            }
            else
            {
                return;
            }
        }
        reader.read();
        text();
    }

    /** Passes a comma's or brace's next byte, the name and the colon, and goes to the value. */
    private int key() throws IOException
    {
        reader.read();
        final int hash = reader.fillNameWeakHash();
        reader.read();
        return hash;
    }

    /** Length of a string that is not needed further; goes behind it. */
    private int text() throws IOException
    {
        reader.readSimpleQuote();
        final int length = reader.getCurrentIndex() - reader.getTokenStart() - 1;
        reader.read();
        return length;
    }

    private boolean literal() throws IOException
    {
        final boolean value = reader.last() == 't' ? reader.wasTrue() : !reader.wasFalse();
        reader.read();
        return value;
    }

    private long integer() throws IOException
    {
        long value = 0;
        byte digit = reader.last();
        final boolean negative = digit == '-';
        if (negative)
        {
            digit = reader.read();
        }
        while (digit >= '0' && digit <= '9')
        {
            value = value * 10 + digit - '0';
            digit = reader.read();
        }
        return negative ? -value : value;
    }

    private long decimal() throws IOException
    {
        long value = 0;
        int places = 0;
        int step = 0;
        byte digit = reader.read();
        final boolean negative = digit == '-';
        if (negative)
        {
            digit = reader.read();
        }
        while (digit != '"')
        {
            if (digit == '.')
            {
                step = 1;
            }
            else
            {
                value = value * 10 + digit - '0';
                places += step;
            }
            digit = reader.read();
        }
        mantissa = negative ? -value : value;
        scale = places;
        reader.read();
        return FrameSum.decimal(mantissa, scale);
    }
}
