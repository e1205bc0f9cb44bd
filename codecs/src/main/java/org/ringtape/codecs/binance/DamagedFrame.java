package org.ringtape.codecs.binance;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.HiddenName;

/**
 * Finds the stream of a combined frame that is damaged: the member {@code stream} of its outermost object, if that
 * stands whole before the damage and once. A combined frame is of one stream, so nothing else is lost with it. Raw
 * frames name none. Owned by one decoder.
 */
final class DamagedFrame
{
    private static final byte[] STREAM = AsciiKeys.key("stream");

    private final JsonScanner scanner = new JsonScanner();
    /** Null where names may be told. */
    private HiddenName hidden;

    /** The stream's name on the wire is secret: the sink is told this one instead. */
    void hiding(final HiddenName name)
    {
        hidden = name;
    }

    DamageScope name(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        if (scanner.wrap(frame, offset, length).next() != JsonToken.OBJECT_START)
        {
            return DamageScope.UNKNOWN;
        }
        int start = -1;
        int stop = -1;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            if (!AsciiKeys.matches(frame, scanner.start(), scanner.stop() - scanner.start(), STREAM))
            {
                scanner.skip();
            }
            else if (start >= 0 || scanner.next() != JsonToken.STRING || scanner.isEscaped() ||
                !scanner.isValueClosed())
            {
                return DamageScope.UNKNOWN; // twice, or no name
            }
            else
            {
                start = scanner.start();
                stop = scanner.stop();
            }
            token = scanner.next();
        }
        if (start < 0)
        {
            return DamageScope.UNKNOWN;
        }
        if (hidden == null)
        {
            sink.onDamagedStream(frame, start, stop - start);
        }
        else
        {
            final byte[] shown = hidden.shown(frame, start, stop - start);
            sink.onDamagedStream(shown, 0, shown.length);
        }
        return DamageScope.NAMED;
    }
}
