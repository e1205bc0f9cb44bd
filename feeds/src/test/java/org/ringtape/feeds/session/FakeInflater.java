package org.ringtape.feeds.session;

import java.util.Arrays;

import org.ringtape.feeds.transport.frame.PayloadInflater;

/** "Compressed" is each byte plus one; what begins with {@code ?} cannot be inflated. */
public final class FakeInflater implements PayloadInflater
{
    /** Times it was closed. */
    public int closes;
    private byte[] output = {};

    /** What inflates to a text. */
    public static String deflate(final String text)
    {
        final StringBuilder deflated = new StringBuilder();
        text.chars().forEach((c) -> deflated.append((char)(c + 1)));
        return deflated.toString();
    }

    @Override
    public int inflate(final byte[] source, final int offset, final int length)
    {
        if (source[offset] == '?')
        {
            return REFUSED;
        }
        if (output.length < length)
        {
            output = Arrays.copyOf(output, length);
        }
        for (int i = 0; i < length; i++)
        {
            output[i] = (byte)(source[offset + i] - 1);
        }
        return length;
    }

    @Override
    public byte[] output()
    {
        return output;
    }

    @Override
    public void close()
    {
        closes++;
    }
}
