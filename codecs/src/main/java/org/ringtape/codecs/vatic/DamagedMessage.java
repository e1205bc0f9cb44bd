package org.ringtape.codecs.vatic;

import org.ringtape.codecs.DamageScope;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.sink.DamageSink;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Finds the stream of a message that is damaged: event, asset and, of a window, interval, each of which must stand
 * whole before the damage and once. A message is one event, so nothing else is lost with it. Owned by one decoder.
 */
final class DamagedMessage
{
    private static final byte[][] KEYS =
        {AsciiKeys.key("event"), AsciiKeys.key("asset"), AsciiKeys.key("marketType")};
    private static final int EVENT = 0;
    private static final int ASSET = 1;
    private static final int INTERVAL = 2;

    private final JsonScanner scanner = new JsonScanner();
    private final JsonText[] texts = {new JsonText(), new JsonText(), new JsonText()};
    private final VaticStreamName stream = new VaticStreamName();
    private int seen;

    DamageScope name(final byte[] frame, final int offset, final int length, final DamageSink sink)
    {
        seen = 0;
        if (scanner.wrap(frame, offset, length).next() != JsonToken.OBJECT_START || !readTexts(frame) || !compose())
        {
            return DamageScope.UNKNOWN;
        }
        sink.onDamagedStream(stream.bytes(), 0, stream.length());
        return DamageScope.NAMED;
    }

    /** False if one of the three is there twice or no name. */
    private boolean readTexts(final byte[] frame)
    {
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            final int key = key(frame);
            if (key < 0)
            {
                scanner.skip();
            }
            else if (has(key) || scanner.next() != JsonToken.STRING || !scanner.isValueClosed() ||
                !texts[key].wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()))
            {
                return false;
            }
            else
            {
                seen |= 1 << key;
            }
            token = scanner.next();
        }
        return true;
    }

    private int key(final byte[] frame)
    {
        for (int i = 0; i < KEYS.length; i++)
        {
            if (AsciiKeys.matches(frame, scanner.start(), scanner.stop() - scanner.start(), KEYS[i]))
            {
                return i;
            }
        }
        return -1;
    }

    private boolean compose()
    {
        final JsonText asset = texts[ASSET];
        if (!has(EVENT) || !has(ASSET) || !stream.asset(asset.bytes(), asset.offset(), asset.length()))
        {
            return false;
        }
        if (isEvent(VaticStreamName.MARK_PRICE))
        {
            stream.suffix(VaticStreamName.MARK_PRICE);
            return true;
        }
        final JsonText text = texts[INTERVAL];
        final VaticInterval interval =
            has(INTERVAL) && (isEvent(VaticFrameDecoder.WINDOW_OPEN) || isEvent(VaticFrameDecoder.WINDOW_OPEN_ERROR)) ?
            VaticInterval.find(text.bytes(), text.offset(), text.length()) : null;
        if (interval == null)
        {
            return false;
        }
        stream.suffix(interval.labelBytes());
        return true;
    }

    private boolean has(final int key)
    {
        return (seen & 1 << key) != 0;
    }

    private boolean isEvent(final byte[] name)
    {
        final JsonText event = texts[EVENT];
        return AsciiKeys.matches(event.bytes(), event.offset(), event.length(), name);
    }
}
