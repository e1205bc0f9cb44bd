package org.ringtape.feeds.binance;

/**
 * The path that carries a stream, all of them with combined frames: only a wrapped frame tells diff from partial depth.
 * A stream asked for on the wrong one is granted and then silent. Source: spec, "Endpoints".
 */
public enum BinancePath
{
    /** Books, trades and quotes. */
    PUBLIC("public/", "stream"),
    /** Marks, indices, candles, open interest and listings. */
    MARKET("market/", "stream"),
    /** Everything, on the retired options host. */
    LEGACY("eoptions/", "stream");

    private final String directory;
    private final String file;

    BinancePath(final String directory, final String file)
    {
        this.directory = directory;
        this.file = file;
    }

    /**
     * What to add to a host's base address.
     *
     * @param base path of the base, ending with a slash; one that holds the directory already does not get it twice
     */
    String below(final String base)
    {
        return base.endsWith("/" + directory) ? file : directory + file;
    }
}
