package org.ringtape.codecs.vatic;

import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.text.ByteWords;

/** A stream of opened windows, by the two short texts that tell it, and what every window of it has in common. */
final class RememberedStream
{
    /** Asset, separator and the longest name of an interval. */
    private static final int MAX_NAME_LENGTH = ByteWords.LENGTH + 1 + ByteWords.LENGTH;

    private final byte[] name = new byte[MAX_NAME_LENGTH];
    private final PriceTargetRow row = new PriceTargetRow();
    private long assetWord;
    private long intervalWord;
    private VaticInterval interval;
    private int assetLength;
    private int nameLength;

    /** Takes over a stream; both texts fit a word and have zeros behind them there. */
    void set(final long asset, final long intervalText, final VaticInterval of, final VaticStreamName composed)
    {
        assetWord = asset;
        intervalWord = intervalText;
        interval = of;
        assetLength = composed.assetLength();
        nameLength = composed.length();
        System.arraycopy(composed.bytes(), 0, name, 0, nameLength);
        row.clear();
        row.intervalNs = of.nominalNs();
        of.label(row.interval);
    }

    /** True if it is the stream of these texts. */
    boolean matches(final long asset, final long intervalText)
    {
        return interval != null && assetWord == asset && intervalWord == intervalText;
    }

    VaticInterval interval()
    {
        return interval;
    }

    /** Bytes whose first {@link #nameLength()} are the name, and whose first {@link #assetLength()} are the asset. */
    byte[] name()
    {
        return name;
    }

    int nameLength()
    {
        return nameLength;
    }

    int assetLength()
    {
        return assetLength;
    }

    /** A row in which all is set that does not change from window to window; who fills it leaves that alone. */
    PriceTargetRow row()
    {
        return row;
    }
}
