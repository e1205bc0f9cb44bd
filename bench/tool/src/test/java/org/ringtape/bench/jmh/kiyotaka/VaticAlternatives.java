package org.ringtape.bench.jmh.kiyotaka;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

import com.alibaba.fastjson2.JSON;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.ringtape.bench.jmh.reading.BenchmarkFrames;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.vatic.VaticFrameDecoder;

/**
 * Frames of Vatic's {@code window_open} as documented, values of our own, taken in turn, and every way to read the next
 * one. Only ours names the stream, and holds the start in text against the number.
 */
public final class VaticAlternatives
{
    private static final int COUNT = 64;
    private static final int INSTRUMENT_ID = 1;
    private static final byte[] WINDOW_OPEN = BenchmarkFrames.ascii("window_open");
    private static final byte[] BTC = BenchmarkFrames.ascii("btc");
    private static final byte[] EVENT = BenchmarkFrames.ascii("event");
    private static final byte[] ASSET = BenchmarkFrames.ascii("asset");
    private static final byte[] WINDOW_START = BenchmarkFrames.ascii("windowStart");
    private static final byte[] PRICE = BenchmarkFrames.ascii("price");
    private static final byte[] SNAPSHOT = BenchmarkFrames.ascii("snapshot");

    private final byte[][] frames = new byte[COUNT][];
    private final KiyotakaTally tally = new KiyotakaTally();
    private final VaticFrameDecoder decoder = new VaticFrameDecoder((bytes, offset, length) -> INSTRUMENT_ID);
    private final DslJson<Object> dslJson = new DslJson<>();
    private final JsonReader<Object> reader = dslJson.newReader(new byte[0]);
    private final JsonFactory factory = new JsonFactory();
    private final ObjectMapper mapper = new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS); // doubles would not be what was sent
    private int next;

    /** Checks that all agree on all frames. */
    public VaticAlternatives() throws IOException
    {
        final Random random = new Random(1);
        for (int i = 0; i < COUNT; i++)
        {
            final long start = 1_750_000_200L + 300 * i;
            frames[i] = BenchmarkFrames.ascii("{\"event\":\"window_open\",\"asset\":\"btc\",\"marketType\":\"5min\"," +
                "\"windowStart\":" + start + ",\"windowStartIso\":\"" +
                Instant.ofEpochSecond(start).toString().replace("Z", ".000Z") + "\",\"price\":" +
                (100_000 + random.nextInt(9_000)) + "." + (10 + random.nextInt(90)) / 10 + (1 + random.nextInt(9)) +
                ",\"source\":\"chainlink\"" + (i % 8 == 0 ? ",\"snapshot\":true}" : "}"));
        }
        for (int i = 0; i < COUNT; i++)
        {
            final long expected = again(i).ours();
            Same.require(expected, again(i).dslReader());
            Same.require(expected, again(i).dslTree());
            Same.require(expected, again(i).fastjson2());
            Same.require(expected, again(i).jacksonTree());
            Same.require(expected, again(i).jacksonStreaming());
        }
    }

    public long ours()
    {
        final byte[] frame = frame();
        if (decoder.decode(frame, 0, frame.length, tally) != DecodeStatus.DECODED)
        {
            throw new IllegalStateException("not decoded");
        }
        return tally.take();
    }

    public long dslReader() throws IOException
    {
        final byte[] frame = frame();
        reader.process(frame, frame.length);
        reader.getNextToken();
        long sum = 0;
        byte after;
        do
        {
            reader.getNextToken();
            reader.fillNameWeakHash();
            reader.getNextToken();
            if (reader.wasLastName(WINDOW_START))
            {
                sum += number() * 1_000_000_000L;
                after = reader.last();
            }
            else if (reader.wasLastName(PRICE))
            {
                sum += number();
                after = reader.last();
            }
            else if (reader.wasLastName(EVENT))
            {
                reader.calcWeakHash();
                sum += reader.wasLastName(WINDOW_OPEN) ? 0 : Long.MIN_VALUE;
                after = reader.getNextToken();
            }
            else if (reader.wasLastName(ASSET))
            {
                reader.calcWeakHash();
                sum += reader.wasLastName(BTC) ? INSTRUMENT_ID : 0;
                after = reader.getNextToken();
            }
            else
            {
                sum += reader.wasLastName(SNAPSHOT) && reader.last() == 't' ? 1 : 0;
                after = reader.skip();
            }
        }
        while (after == ',');
        return sum;
    }

    public long dslTree() throws IOException
    {
        final byte[] frame = frame();
        return sum(dslJson.deserialize(Map.class, frame, frame.length));
    }

    public long fastjson2()
    {
        return sum(JSON.parseObject(frame()));
    }

    public long jacksonTree() throws IOException
    {
        final JsonNode root = mapper.readTree(frame());
        return ("window_open".equals(root.get("event").textValue()) ? 0 : Long.MIN_VALUE) +
            KiyotakaSums.decimal(root.get("price").decimalValue()) +
            root.get("windowStart").longValue() * 1_000_000_000L + (root.has("snapshot") ? 1 : 0) +
            ("btc".equals(root.get("asset").textValue()) ? INSTRUMENT_ID : 0);
    }

    public long jacksonStreaming() throws IOException
    {
        try (JsonParser parser = factory.createParser(frame()))
        {
            parser.nextToken();
            long sum = 0;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName())
            {
                parser.nextToken();
                switch (name)
                {
                    case "event":
                        sum += parser.getText().equals("window_open") ? 0 : Long.MIN_VALUE;
                        break;
                    case "asset":
                        sum += parser.getText().equals("btc") ? INSTRUMENT_ID : 0;
                        break;
                    case "windowStart":
                        sum += parser.getLongValue() * 1_000_000_000L;
                        break;
                    case "price":
                        sum += KiyotakaSums.decimal(
                            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                        break;
                    case "snapshot":
                        sum += parser.getBooleanValue() ? 1 : 0;
                        break;
                    default:
                        break;
                }
            }
            return sum;
        }
    }

    private static long sum(final Map<?, ?> frame)
    {
        return ("window_open".equals(frame.get("event")) ? 0 : Long.MIN_VALUE) +
            KiyotakaSums.decimal(frame.get("price")) +
            ((Number)frame.get("windowStart")).longValue() * 1_000_000_000L +
            (Boolean.TRUE.equals(frame.get("snapshot")) ? 1 : 0) +
            ("btc".equals(frame.get("asset")) ? INSTRUMENT_ID : 0);
    }

    /** Passes a number, to the byte behind it. */
    private long number() throws IOException
    {
        long mantissa = 0;
        int scale = 0;
        int point = 0;
        for (byte one = reader.last(); one == '.' || one >= '0' && one <= '9'; one = reader.read())
        {
            if (one == '.')
            {
                point = 1;
            }
            else
            {
                mantissa = mantissa * 10 + one - '0';
                scale += point;
            }
        }
        return KiyotakaSums.decimal(mantissa, scale);
    }

    private VaticAlternatives again(final int index)
    {
        next = index;
        return this;
    }

    private byte[] frame()
    {
        final byte[] frame = frames[next];
        next = next + 1 == frames.length ? 0 : next + 1;
        return frame;
    }
}
