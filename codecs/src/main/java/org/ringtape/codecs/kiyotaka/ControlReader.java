package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.KeyTable;

/**
 * Reads frames without points: pongs and pings, and answers to requests, which are JSON-RPC or the flat form that the
 * vendor documents for HTTP ({@code {"error":"CODE","message":…,"retry_after":…}}). The pong is documented (page
 * "Connection Lifecycle"); the shapes of all answers are INFERRED and kept here. Owned by one frame decoder.
 */
final class ControlReader
{
    /** INFERRED: JSON-RPC code of every refusal for want of credentials. */
    private static final long UNAUTHENTICATED_CODE = -32001;
    private static final long TOO_MANY_REQUESTS_CODE = 429;
    private static final byte[] INVALID_API_KEY = AsciiKeys.key("INVALID_API_KEY");
    private static final byte[] UNAUTHENTICATED = AsciiKeys.key("UNAUTHENTICATED");
    private static final byte[] RATE_LIMITED = AsciiKeys.key("RATE_LIMITED");
    private static final KeyTable TYPES = new KeyTable("pong", "ping");
    private static final int PONG = 0;
    /** Nobody is made to wait longer, whatever a frame says. */
    private static final long MAX_RETRY_NS = 86_400_000_000_000L;
    /** Decimals of a second that are whole nanoseconds. */
    private static final int NS_SCALE = 9;

    private final KiyotakaKeys keys;
    private final ValueReader values = new ValueReader();
    private final Members top = new Members();
    private final Members nested = new Members();
    private final JsonScanner errorScanner = new JsonScanner();
    private final JsonText text = new JsonText();
    private byte[] frame;
    private boolean credentials;
    private boolean throttled;

    ControlReader(final KiyotakaKeys keys)
    {
        this.keys = keys;
    }

    /** Begins a frame. */
    void begin(final byte[] nextFrame)
    {
        frame = nextFrame;
        top.clear();
    }

    /**
     * Passes a member of the frame's object and remembers it.
     *
     * @return false if it is there twice
     */
    boolean member(final int key, final JsonScanner scanner)
    {
        return top.take(key, scanner);
    }

    /** Keys of the frame that nobody reads. */
    int unknownKeys()
    {
        return top.unknown;
    }

    /** Tells the sink what a frame without points says, once it was found to be JSON. */
    DecodeStatus decode(final ControlSink sink)
    {
        final int type = typeOf();
        if (type != KeyTable.NONE)
        {
            return heartbeat(type, sink);
        }
        if (!top.isNone(KiyotakaKeys.ERROR))
        {
            return refuse(sink);
        }
        if (top.has(KiyotakaKeys.RESULT) || top.has(KiyotakaKeys.ID))
        {
            sink.onAcknowledged(requestId());
            return DecodeStatus.CONTROL;
        }
        return top.isEmpty() ? DecodeStatus.DECODED : DecodeStatus.IGNORED;
    }

    private int typeOf()
    {
        return top.token(KiyotakaKeys.TYPE) == JsonToken.STRING && top.text(KiyotakaKeys.TYPE, frame, text) ?
            TYPES.find(text.bytes(), text.offset(), text.length()) : KeyTable.NONE;
    }

    /** An absent timestamp is zero, as every absent number of the vendor's. */
    private DecodeStatus heartbeat(final int type, final ControlSink sink)
    {
        final int outcome = top.has(KiyotakaKeys.TIMESTAMP) ?
            top.integer(KiyotakaKeys.TIMESTAMP, frame, values) : ValueReader.ABSENT;
        if (outcome > ValueReader.ABSENT)
        {
            return DecodeStatus.MALFORMED;
        }
        final long timestamp = outcome == ValueReader.PRESENT ? values.integer() : 0;
        if (type == PONG)
        {
            sink.onPong(timestamp);
        }
        else
        {
            sink.onPing(timestamp);
        }
        return DecodeStatus.CONTROL;
    }

    private DecodeStatus refuse(final ControlSink sink)
    {
        credentials = false;
        throttled = false;
        nested.clear();
        if (top.token(KiyotakaKeys.ERROR) == JsonToken.OBJECT_START && !index())
        {
            return DecodeStatus.MALFORMED;
        }
        long code = 0;
        if (nested.has(KiyotakaKeys.CODE) &&
            nested.integer(KiyotakaKeys.CODE, frame, values) == ValueReader.PRESENT)
        {
            code = values.integer();
        }
        look(top, KiyotakaKeys.ERROR);
        look(top, KiyotakaKeys.MESSAGE);
        look(nested, KiyotakaKeys.CODE);
        look(nested, KiyotakaKeys.MESSAGE);
        look(nested, KiyotakaKeys.FURTHER);
        final long requestId = requestId();
        if (credentials || code == UNAUTHENTICATED_CODE)
        {
            final Members from = messageIn();
            sink.onCredentialsRefused(requestId, code, frame, from.start[message(from)], from.length(message(from)));
        }
        else if (throttled || code == TOO_MANY_REQUESTS_CODE)
        {
            sink.onThrottled(requestId, retryAfterNs());
        }
        else
        {
            final Members from = messageIn();
            sink.onRefused(requestId, code, frame, from.start[message(from)], from.length(message(from)));
        }
        return DecodeStatus.CONTROL;
    }

    /** Reads the members of the error object, which the frame's scanner has found good; false if one is there twice. */
    private boolean index()
    {
        final int start = top.start[KiyotakaKeys.ERROR];
        errorScanner.wrap(frame, start, top.stop[KiyotakaKeys.ERROR] - start).next();
        boolean sound = true;
        while (errorScanner.next() == JsonToken.KEY)
        {
            sound &= nested.take(keys.key(frame, errorScanner), errorScanner);
        }
        return sound;
    }

    /** Which object has the text for people. */
    private Members messageIn()
    {
        return nested.token(KiyotakaKeys.MESSAGE) == JsonToken.STRING ? nested : top;
    }

    private static int message(final Members from)
    {
        return from.token(KiyotakaKeys.MESSAGE) == JsonToken.STRING ? KiyotakaKeys.MESSAGE : KiyotakaKeys.ERROR;
    }

    /** Looks for words of the vendor's that call for more than a refusal. */
    private void look(final Members members, final int key)
    {
        if (members.token(key) != JsonToken.STRING || !members.text(key, frame, text))
        {
            return;
        }
        credentials |= contains(text, INVALID_API_KEY) || contains(text, UNAUTHENTICATED);
        throttled |= contains(text, RATE_LIMITED);
    }

    private static boolean contains(final JsonText text, final byte[] word)
    {
        return AsciiKeys.contains(text.bytes(), text.offset(), text.length(), word);
    }

    private long retryAfterNs()
    {
        final Members from = nested.isNone(KiyotakaKeys.RETRY_AFTER) ? top : nested;
        if (!from.has(KiyotakaKeys.RETRY_AFTER) ||
            from.decimal(KiyotakaKeys.RETRY_AFTER, frame, values) != ValueReader.PRESENT)
        {
            return 0;
        }
        return nanoseconds(values.mantissa(), values.scale());
    }

    private static long nanoseconds(final long mantissa, final int scale)
    {
        final int zeros = NS_SCALE - scale;
        if (mantissa <= 0 || zeros < -PowersOfTen.MAX_EXPONENT)
        {
            return 0;
        }
        if (zeros <= 0)
        {
            return Math.min(MAX_RETRY_NS, mantissa / PowersOfTen.of(-zeros));
        }
        return zeros > PowersOfTen.MAX_EXPONENT || mantissa > MAX_RETRY_NS / PowersOfTen.of(zeros) ?
            MAX_RETRY_NS : mantissa * PowersOfTen.of(zeros);
    }

    private long requestId()
    {
        return top.has(KiyotakaKeys.ID) &&
            top.integer(KiyotakaKeys.ID, frame, values) == ValueReader.PRESENT ?
            values.integer() : ControlSink.NO_REQUEST;
    }

    /** Where the members of one object are that may matter. */
    private static final class Members
    {
        private static final long OWN = 1L << KiyotakaKeys.TYPE | 1L << KiyotakaKeys.TIMESTAMP |
            1L << KiyotakaKeys.ERROR | 1L << KiyotakaKeys.RESULT | 1L << KiyotakaKeys.ID | 1L << KiyotakaKeys.CODE |
            1L << KiyotakaKeys.MESSAGE | 1L << KiyotakaKeys.FURTHER | 1L << KiyotakaKeys.RETRY_AFTER |
            1L << KiyotakaKeys.JSON_RPC;

        private final byte[] token = new byte[Long.SIZE];
        private final int[] start = new int[Long.SIZE];
        private final int[] stop = new int[Long.SIZE];
        private long seen;
        private long escaped;
        private int unknown;

        void clear()
        {
            seen = 0;
            escaped = 0;
            unknown = 0;
        }

        boolean take(final int key, final JsonScanner scanner)
        {
            final int value = scanner.skip();
            final long bit = key == KiyotakaKeys.UNKNOWN ? 0 : OWN & 1L << key;
            if (bit == 0)
            {
                unknown++;
                return true;
            }
            final boolean first = (seen & bit) == 0;
            seen |= bit;
            escaped = scanner.isEscaped() ? escaped | bit : escaped & ~bit;
            token[key] = (byte)value;
            start[key] = scanner.start();
            stop[key] = scanner.stop();
            return first;
        }

        boolean has(final int key)
        {
            return (seen & 1L << key) != 0;
        }

        boolean isEmpty()
        {
            return seen == 0 && unknown == 0;
        }

        int token(final int key)
        {
            return has(key) ? token[key] : JsonToken.NULL;
        }

        /** True if there is no value, or null or an empty text. */
        boolean isNone(final int key)
        {
            return token(key) == JsonToken.NULL || token(key) == JsonToken.STRING && length(key) == 0;
        }

        int length(final int key)
        {
            return stop[key] - start[key];
        }

        boolean text(final int key, final byte[] frame, final JsonText into)
        {
            return into.wrap(frame, start[key], stop[key], isEscaped(key));
        }

        int integer(final int key, final byte[] frame, final ValueReader values)
        {
            return values.integer(token[key], frame, start[key], stop[key], isEscaped(key));
        }

        int decimal(final int key, final byte[] frame, final ValueReader values)
        {
            return values.decimal(token[key], frame, start[key], stop[key], isEscaped(key));
        }

        private boolean isEscaped(final int key)
        {
            return (escaped & 1L << key) != 0;
        }
    }
}
