package org.ringtape.codecs.vatic;

import org.ringtape.codecs.text.ByteWords;

/**
 * The streams of opened windows that were seen last. The two texts that tell a stream choose its one place, and whoever
 * was there before is forgotten; the venue's documented streams have a place each. Owned by one decoder.
 */
final class StreamMemory
{
    private static final int PLACES_LOG = 7;
    private static final long SPREAD_ASSET = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long SPREAD_INTERVAL = 0x9E37_79B1_85EB_CA87L;

    private final RememberedStream[] streams = new RememberedStream[1 << PLACES_LOG];
    private final VaticStreamName name = new VaticStreamName();

    StreamMemory()
    {
        for (int i = 0; i < streams.length; i++)
        {
            streams[i] = new RememberedStream();
        }
    }

    /**
     * The stream of an asset and an interval, each a text of a JSON string without escapes, of at most eight bytes.
     *
     * @param asset          its text as a word, zeros behind it
     * @param assetOffset    where it stands
     * @param interval       its name or alias as a word, zeros behind it
     * @param intervalOffset where it stands
     * @return null if there is no such interval, or no asset
     */
    RememberedStream find(
        final byte[] frame, final long asset, final int assetOffset, final long interval, final int intervalOffset)
    {
        final RememberedStream stream = streams[place(asset, interval)];
        return stream.matches(asset, interval) || learn(stream, frame, asset, assetOffset, interval, intervalOffset) ?
            stream : null;
    }

    /** Where the stream is kept. */
    static int place(final long asset, final long interval)
    {
        return (int)(asset * SPREAD_ASSET + interval * SPREAD_INTERVAL >>> Long.SIZE - PLACES_LOG);
    }

    private boolean learn(
        final RememberedStream stream,
        final byte[] frame,
        final long asset,
        final int assetOffset,
        final long interval,
        final int intervalOffset)
    {
        final VaticInterval known = VaticInterval.find(frame, intervalOffset, length(interval));
        if (known == null || !name.asset(frame, assetOffset, length(asset)))
        {
            return false;
        }
        name.suffix(known.labelBytes());
        stream.set(asset, interval, known, name);
        return true;
    }

    private static int length(final long text)
    {
        return ByteWords.LENGTH - (Long.numberOfLeadingZeros(text) >>> 3);
    }
}
