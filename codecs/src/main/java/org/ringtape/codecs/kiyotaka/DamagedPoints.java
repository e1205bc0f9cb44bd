package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PayloadReader;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Finds the streams of the points of a frame that is damaged: each point's series must stand whole before the damage.
 * Points behind the damage cannot be read, so a frame in which one more series begins there names nobody; and one that
 * does not end as frames do was cut, and may have held more (page "Message format": a message carries one or more
 * points). Owned by one decoder.
 */
final class DamagedPoints
{
    private static final byte[] SERIES = AsciiKeys.key("\"series\"");
    private static final byte[] ENDING = AsciiKeys.key("}]}");
    /** Containers that are open between the points, and inside of one. */
    private static final int BETWEEN_POINTS = 2;

    private final KiyotakaKeys keys;
    private final JsonScanner scanner = new JsonScanner();
    private final SeriesReader series;
    private final NameComposer name = new NameComposer();
    private byte[] frame;
    private DamageSink sink;
    private int named;
    /** Behind the last series that was whole. */
    private int behind;

    DamagedPoints(final PayloadReader.Tools tools)
    {
        keys = tools.keys;
        series = new SeriesReader(tools.keys, tools.values);
    }

    DamageScope name(final byte[] bytes, final int offset, final int length, final DamageSink target)
    {
        frame = bytes;
        sink = target;
        named = 0;
        behind = offset;
        if (scanner.wrap(bytes, offset, length).next() != JsonToken.OBJECT_START)
        {
            return DamageScope.UNKNOWN;
        }
        boolean sound = true;
        int token = scanner.next();
        while (sound && token == JsonToken.KEY)
        {
            if (keys.key(frame, scanner) == KiyotakaKeys.POINTS)
            {
                sound = points();
            }
            else
            {
                scanner.skip();
            }
            token = scanner.next();
        }
        if (!sound || named == 0 || AsciiKeys.contains(bytes, behind, offset + length - behind, SERIES))
        {
            return DamageScope.UNKNOWN;
        }
        return endsAsFramesDo(offset, offset + length) ? DamageScope.NAMED : DamageScope.PERHAPS_MORE;
    }

    /** False if a point is there of which nobody can tell whose it is. */
    private boolean points()
    {
        if (scanner.next() != JsonToken.ARRAY_START)
        {
            return false;
        }
        int token = scanner.next();
        while (token == JsonToken.OBJECT_START)
        {
            if (!point())
            {
                return false;
            }
            token = scanner.next();
        }
        return token == JsonToken.ARRAY_END || token == JsonToken.ERROR;
    }

    private boolean point()
    {
        boolean known = false;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            if (keys.key(frame, scanner) != KiyotakaKeys.SERIES)
            {
                scanner.skip();
            }
            else if (known || series.read(frame, scanner) != ValueReader.PRESENT || series.isRepeated() ||
                series.type() == SeriesReader.NO_TYPE || !scanner.isValueClosed())
            {
                return false;
            }
            else
            {
                known = true;
                behind = scanner.stop();
                if (series.type() != SeriesReader.OTHER_TYPE && !tell())
                {
                    return false;
                }
            }
            token = scanner.next();
        }
        scanner.leave(BETWEEN_POINTS);
        return known;
    }

    private boolean tell()
    {
        if (!series.compose(name))
        {
            return false;
        }
        named++;
        sink.onDamagedStream(name.bytes(), 0, name.length());
        return true;
    }

    private boolean endsAsFramesDo(final int from, final int to)
    {
        int left = ENDING.length;
        for (int at = to - 1; at >= from && left > 0; at--)
        {
            if (frame[at] > ' ' && frame[at] != ENDING[--left])
            {
                return false;
            }
        }
        return left == 0;
    }
}
