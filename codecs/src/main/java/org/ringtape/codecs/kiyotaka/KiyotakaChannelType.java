package org.ringtape.codecs.kiyotaka;

/** The vendor's channels; the constant's name is the word on the wire. */
public enum KiyotakaChannelType
{
    /** Single executions. */
    TRADE("trade", Family.NONBOOK),
    /** Executions summed over a window and by aggressor's side. */
    TRADE_AGG("tradeAggregation", Family.NONBOOK),
    /** Full images of a book, in buckets of price. */
    BLOCK_BOOK_SNAPSHOT("blockBookSnapshot", Family.BOOK),
    /** Single liquidations. */
    LIQUIDATION("liquidation", Family.NONBOOK),
    /** Funding rates, running and predicted. */
    FUNDING_RATE("fundingRate", Family.NONBOOK),
    /** Open interest. */
    OPEN_INTEREST("openInterest", Family.NONBOOK),
    /** Traded quantity by price bucket. */
    VOLUME_PROFILE_AGG("volumeProfileAggregation", Family.NONBOOK);

    private final String payload;
    private final Family family;

    KiyotakaChannelType(final String payload, final Family family)
    {
        this.payload = payload;
        this.family = family;
    }

    /** Which endpoint carries a channel; a client that wants both holds two connections. */
    public enum Family
    {
        /** Path {@code /ws}: books alone. */
        BOOK,
        /** Path {@code /nonbook/ws}: everything else. */
        NONBOOK
    }

    /**
     * Member of a point that holds the channel's numbers.
     *
     * @return its key
     */
    public String payload()
    {
        return payload;
    }

    /**
     * Where the channel is served.
     *
     * @return its endpoint family
     */
    public Family family()
    {
        return family;
    }
}
