package org.ringtape.codecs.vatic;

import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Our name of the stream an event belongs to, which the frame does not spell: {@code asset@interval} or
 * {@code asset@hyperliquid_mark_price}, the asset in lower case, the interval by its first name. Owned by one thread.
 */
final class VaticStreamName
{
    /** Name of the mark-price channel, of its events, and of its streams behind the {@code @}. */
    static final byte[] MARK_PRICE = AsciiKeys.key("hyperliquid_mark_price");

    /** Longest symbol; the venue's have three or four letters. */
    private static final int MAX_ASSET_LENGTH = 64;

    private final byte[] name = new byte[MAX_ASSET_LENGTH + 1 + MARK_PRICE.length];
    private final JsonText text = new JsonText();
    private int assetLength;
    private int length;

    /** Takes the asset of an event over; false if it has none that could be one. */
    boolean asset(final FieldTable fields)
    {
        return fields.text(VaticFields.ASSET, text) && asset(text.bytes(), text.offset(), text.length());
    }

    /** Takes over an asset whose text stands somewhere; false if it could be none. */
    boolean asset(final byte[] bytes, final int offset, final int textLength)
    {
        if (textLength == 0 || textLength > MAX_ASSET_LENGTH)
        {
            return false;
        }
        for (int i = 0; i < textLength; i++)
        {
            final byte letter = bytes[offset + i];
            name[i] = letter >= 'A' && letter <= 'Z' ? (byte)(letter | 0x20) : letter;
        }
        assetLength = textLength;
        return true;
    }

    /** Puts the rest behind the asset. */
    void suffix(final byte[] suffix)
    {
        name[assetLength] = '@';
        System.arraycopy(suffix, 0, name, assetLength + 1, suffix.length);
        length = assetLength + 1 + suffix.length;
    }

    /** Puts a rest of the venue's own behind the asset; false if it is longer than any that we know. */
    boolean suffix(final byte[] bytes, final int offset, final int suffixLength)
    {
        if (suffixLength > MARK_PRICE.length)
        {
            return false;
        }
        name[assetLength] = '@';
        System.arraycopy(bytes, offset, name, assetLength + 1, suffixLength);
        length = assetLength + 1 + suffixLength;
        return true;
    }

    /** Tells the sink of the stream; false if it does not want it. */
    boolean announce(final FrameSink sink)
    {
        return sink.onStream(name, 0, length);
    }

    int instrumentId(final InstrumentLookup lookup)
    {
        return lookup.instrumentId(name, 0, assetLength);
    }

    /** Bytes whose first {@link #assetLength()} are the asset, and whose first {@link #length()} are the name. */
    byte[] bytes()
    {
        return name;
    }

    int assetLength()
    {
        return assetLength;
    }

    /** Length of the whole name. */
    int length()
    {
        return length;
    }
}
