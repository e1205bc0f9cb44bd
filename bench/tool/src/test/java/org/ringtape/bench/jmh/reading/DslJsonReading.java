package org.ringtape.bench.jmh.reading;

import java.io.IOException;
import java.math.BigDecimal;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;

/** DSL-JSON's {@code JsonReader} driven by hand as its own converters do it: names, white space, big decimals. */
public final class DslJsonReading implements FrameReading
{
    private static final int PREVIOUS = 'p' + 'u';
    private static final int STREAM = 's' + 't' + 'r' + 'e' + 'a' + 'm';

    private final JsonReader<Object> reader = new DslJson<>().newReader(new byte[0]);
    private boolean skipped;

    @Override
    public long depth(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            switch (key())
            {
                case 'T' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader));
                case 's' -> sum += reader.readString().length();
                case 'U' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.FIRST_SEQUENCE;
                case 'u' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.LAST_SEQUENCE;
                case PREVIOUS -> sum += NumberConverter.deserializeLong(reader) * FrameSum.PREVIOUS_SEQUENCE;
                case 'b' -> sum += levels(1, FrameSum.BID_QUANTITY);
                case 'a' -> sum += levels(FrameSum.ASK_PRICE, FrameSum.ASK_QUANTITY);
                default -> skip();
            }
        }
        while (more());
        return sum;
    }

    private long levels(final int priceFactor, final int quantityFactor) throws IOException
    {
        long sum = 0;
        if (reader.getNextToken() == ']')
        {
            return sum;
        }
        do
        {
            reader.getNextToken();
            sum += decimal() * priceFactor;
            reader.comma();
            reader.getNextToken();
            sum += decimal() * quantityFactor;
            reader.endArray();
        }
        while (reader.getNextToken() == ',' && reader.getNextToken() == '[');
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
                case 'T' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader));
                case 's' -> sum += reader.readString().length();
                case 't' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.TRADE_ID;
                case 'p' -> sum += decimal();
                case 'q' -> sum += decimal() * FrameSum.TRADE_QUANTITY;
                case 'X' -> sum += "MARKET".equals(reader.readString()) ? 0 : FrameSum.KIND;
                case 'S' ->
                {
                    sided = true;
                    sum += "BUY".equals(reader.readString()) ? FrameSum.AGGRESSOR : 2 * FrameSum.AGGRESSOR;
                }
                case 'm' ->
                {
                    final boolean makerBought = reader.wasTrue();
                    sum += sided ? 0 : makerBought ? 2 * FrameSum.AGGRESSOR : FrameSum.AGGRESSOR;
                    if (!makerBought)
                    {
                        reader.wasFalse();
                    }
                }
                default -> skip();
            }
        }
        while (more());
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
                case 'T' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader));
                case 's' -> sum += reader.readString().length();
                case 'u' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.LAST_SEQUENCE;
                case 'b' -> sum += decimal();
                case 'B' -> sum += decimal() * FrameSum.BID_QUANTITY;
                case 'a' -> sum += decimal() * FrameSum.ASK_PRICE;
                case 'A' -> sum += decimal() * FrameSum.ASK_QUANTITY;
                default -> skip();
            }
        }
        while (more());
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
                case 'E' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader));
                case 'e' -> skip();
                case 's' -> sum += reader.readString().length();
                case 'O' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader)) * FrameSum.OPEN_TIME;
                case 'C' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader)) * FrameSum.CLOSE_TIME;
                case 'F' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.FIRST_ID;
                case 'L' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.LAST_ID;
                case 'n' -> sum += NumberConverter.deserializeLong(reader) * FrameSum.TRADE_COUNT;
                default -> sum += decimal();
            }
        }
        while (more());
        return sum;
    }

    @Override
    public long markPrices(final byte[] frame) throws IOException
    {
        open(frame);
        long sum = 0;
        do
        {
            reader.getNextToken();
            do
            {
                switch (key())
                {
                    case 's' -> sum += reader.readString().length();
                    case 'e' -> skip();
                    case 'E' -> sum += FrameSum.timeOfMs(NumberConverter.deserializeLong(reader));
                    case 'a', 'b' ->
                    {
                        final BigDecimal value = NumberConverter.deserializeDecimal(reader);
                        sum += FrameSum.volatility(value.unscaledValue().longValue(), value.scale());
                    }
                    default -> sum += decimal();
                }
            }
            while (more());
        }
        while (reader.getNextToken() == ',');
        return sum;
    }

    /** Goes to the first key of the event, or to the array of them. */
    private void open(final byte[] frame) throws IOException
    {
        reader.process(frame, frame.length);
        reader.getNextToken();
        reader.getNextToken();
        if (reader.fillNameWeakHash() != STREAM)
        {
            skipName();
            return;
        }
        reader.getNextToken();
        reader.skip();
        reader.getNextToken();
        reader.fillNameWeakHash();
        if (reader.getNextToken() == '{')
        {
            reader.getNextToken();
            reader.fillNameWeakHash();
            skipName();
        }
    }

    /** The event's name is known, see {@link FrameReading}. */
    private void skipName() throws IOException
    {
        reader.getNextToken();
        reader.skip();
    }

    private int key() throws IOException
    {
        reader.getNextToken();
        final int hash = reader.fillNameWeakHash();
        reader.getNextToken();
        return hash;
    }

    private void skip() throws IOException
    {
        reader.skip();
        skipped = true;
    }

    /** Whether another key follows; skipping has already gone to what follows. */
    private boolean more() throws IOException
    {
        final boolean more = (skipped ? reader.last() : reader.getNextToken()) == ',';
        skipped = false;
        return more;
    }

    private long decimal() throws IOException
    {
        final BigDecimal value = NumberConverter.deserializeDecimal(reader);
        return FrameSum.decimal(value.unscaledValue().longValue(), value.scale());
    }
}
