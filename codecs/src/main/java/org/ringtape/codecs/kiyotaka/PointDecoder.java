package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.book.BookReader;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.kiyotaka.statistics.AggregationReader;
import org.ringtape.codecs.kiyotaka.statistics.ProfileReader;
import org.ringtape.codecs.kiyotaka.statistics.RateReader;
import org.ringtape.codecs.kiyotaka.trade.ExecutionReader;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;

/**
 * Decodes one point: its series, then the payload that the series' type names. The payload is read as it comes if the
 * series stood before it, else it is passed and read afterwards. A good series is remembered for the path of the
 * documented order. Owned by one frame decoder.
 */
final class PointDecoder
{
    /** The sink has it. */
    static final int DECODED = 0;
    /** A channel that nobody here reads. */
    static final int IGNORED = 1;
    /** Of a stream that the sink does not want, or an instrument that is none of ours. */
    static final int UNKNOWN = 2;
    /** Not what the vendor documents. */
    static final int MALFORMED = 3;
    /** Not JSON: the frame is lost. */
    static final int BROKEN = 4;

    /** The sink was not told of the point's stream. */
    static final int NOT_NAMED = 0;
    /** The sink was told of the point's stream, and wants it. */
    static final int WANTED = 1;
    /** The sink was told of the point's stream, and does not want it. */
    static final int UNWANTED = 2;

    private static final int NOT_READ = -1;

    private final InstrumentLookup lookup;
    private final KiyotakaKeys keys;
    private final SeriesReader series;
    private final PayloadReader[] readers;
    private final SeriesMemory memory;
    /** Null if nobody cares. */
    private final SeriesObserver observer;
    private final NameComposer name = new NameComposer();
    private final JsonScanner passed = new JsonScanner();
    private final int[] starts = new int[KiyotakaKeys.PAYLOADS];
    private final int[] stops = new int[KiyotakaKeys.PAYLOADS];

    private byte[] frame;
    private FrameSink sink;
    private int verdict;
    private boolean seriesSeen;
    private boolean seriesRepeated;
    private int payloadsSeen;
    private int payloadsRepeated;
    private int payloadOutcome;
    private PayloadReader reader;
    private int instrumentId;
    private int named;
    private boolean streamKnown;
    private int skippedKeys;

    PointDecoder(
        final InstrumentLookup lookup,
        final SeriesMemory memory,
        final PayloadReader.Tools tools,
        final SeriesObserver observer)
    {
        this.observer = observer;
        this.lookup = lookup;
        this.memory = memory;
        keys = tools.keys;
        series = new SeriesReader(tools.keys, tools.values);
        readers = readers(tools);
    }

    /** A reader for every {@link KiyotakaChannelType}, by its ordinal. */
    static PayloadReader[] readers(final PayloadReader.Tools tools)
    {
        return new PayloadReader[] {
            new ExecutionReader(tools, false),
            new AggregationReader(tools),
            new BookReader(tools),
            new ExecutionReader(tools, true),
            new RateReader(tools, true),
            new RateReader(tools, false),
            new ProfileReader(tools)};
    }

    /**
     * Decodes the point whose opening brace the scanner has just passed, and leaves it.
     *
     * @param naming what the sink was told already, if the series is the point's first member
     * @return one of the outcomes; what is not DECODED leaves nothing open in the sink
     */
    int decode(final byte[] nextFrame, final JsonScanner scanner, final FrameSink nextSink, final int naming)
    {
        begin(nextFrame, nextSink);
        named = naming;
        final int depth = scanner.depth();
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            member(scanner);
            if (!scanner.leave(depth))
            {
                break;
            }
            token = scanner.next();
        }
        final int outcome = token == JsonToken.OBJECT_END ? settle() : BROKEN;
        if (reader != null)
        {
            if (outcome == DECODED)
            {
                reader.finish(instrumentId, series, sink);
                skippedKeys += reader.unknownKeys();
            }
            else
            {
                reader.abandon(sink);
            }
        }
        return outcome;
    }

    /** True if the sink was told of the stream of the point last decoded, and wants it. */
    boolean isStreamKnown()
    {
        return streamKnown;
    }

    /** Keys of the point last decoded that nobody reads. */
    int skippedKeys()
    {
        return skippedKeys;
    }

    private void begin(final byte[] nextFrame, final FrameSink nextSink)
    {
        frame = nextFrame;
        sink = nextSink;
        verdict = MALFORMED;
        seriesSeen = false;
        seriesRepeated = false;
        payloadsSeen = 0;
        payloadsRepeated = 0;
        payloadOutcome = NOT_READ;
        reader = null;
        streamKnown = false;
        skippedKeys = 0;
    }

    private void member(final JsonScanner scanner)
    {
        final int key = keys.key(frame, scanner);
        if (KiyotakaKeys.isPayload(key))
        {
            payload(key, scanner);
        }
        else if (key != KiyotakaKeys.SERIES)
        {
            skippedKeys++;
            scanner.skip();
        }
        else if (seriesSeen)
        {
            seriesRepeated = true;
            scanner.skip();
        }
        else
        {
            seriesSeen = true;
            verdict = series.read(frame, scanner) == ValueReader.PRESENT ? verdictOfSeries() : MALFORMED;
            skippedKeys += series.unknownKeys();
            if (verdict == DECODED)
            {
                memory.learn(frame, series.start(), scanner.stop(), series, name, instrumentId);
                if (observer != null)
                {
                    observer.onSeries(frame, series.start(), scanner.stop() - series.start());
                }
            }
        }
    }

    private int verdictOfSeries()
    {
        if (series.isRepeated())
        {
            return MALFORMED; // before its type: that may be the one that is there twice
        }
        if (series.type() == SeriesReader.OTHER_TYPE)
        {
            return IGNORED;
        }
        if (series.type() == SeriesReader.NO_TYPE || !series.compose(name))
        {
            return MALFORMED;
        }
        if (named == UNWANTED || named == NOT_NAMED && !sink.onStream(name.bytes(), 0, name.length()))
        {
            return UNKNOWN;
        }
        streamKnown = true;
        instrumentId = lookup.instrumentId(name.bytes(), name.instrumentOffset(), name.instrumentLength());
        if (instrumentId == InstrumentLookup.UNKNOWN)
        {
            return UNKNOWN;
        }
        return series.isBlockSizeGood() ? DECODED : MALFORMED;
    }

    private void payload(final int type, final JsonScanner scanner)
    {
        final int bit = 1 << type;
        payloadsRepeated |= payloadsSeen & bit;
        final boolean first = (payloadsSeen & bit) == 0;
        payloadsSeen |= bit;
        if (first && seriesSeen && verdict == DECODED && type == series.type())
        {
            read(scanner);
            return;
        }
        scanner.skip();
        if (first)
        {
            starts[type] = scanner.start();
            stops[type] = scanner.stop();
        }
    }

    private void read(final JsonScanner scanner)
    {
        reader = readers[series.type()];
        payloadOutcome = reader.read(frame, scanner, sink);
    }

    /** The point is over: what it says against what it holds. */
    private int settle()
    {
        if (seriesRepeated)
        {
            streamKnown = false; // two claim it
            return MALFORMED;
        }
        if (verdict != DECODED)
        {
            return verdict;
        }
        final int type = series.type();
        if ((payloadsRepeated & 1 << type) != 0)
        {
            return MALFORMED;
        }
        if (payloadOutcome == NOT_READ && (payloadsSeen & 1 << type) != 0)
        {
            passed.wrap(frame, starts[type], stops[type] - starts[type]);
            read(passed);
        }
        return payloadOutcome == ValueReader.PRESENT ? DECODED : MALFORMED;
    }
}
