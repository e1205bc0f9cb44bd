package org.ringtape.simulator.kiyotaka.market;

import java.util.Arrays;
import java.util.Optional;

/** The venue's channels, the payload member of their points and the path they are served on. */
public enum KiyotakaType
{
    TRADE("trade"),
    TRADE_AGG("tradeAggregation"),
    BLOCK_BOOK_SNAPSHOT("blockBookSnapshot"),
    LIQUIDATION("liquidation"),
    FUNDING_RATE("fundingRate"),
    OPEN_INTEREST("openInterest"),
    VOLUME_PROFILE_AGG("volumeProfileAggregation");

    private final String payload;

    KiyotakaType(final String payload)
    {
        this.payload = payload;
    }

    public static Optional<KiyotakaType> named(final Object name)
    {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** @return the name of the member that holds a point's values. */
    public String payload()
    {
        return payload;
    }

    /** @return whether the channel belongs to the book path, {@code /ws}. */
    public boolean isBook()
    {
        return this == BLOCK_BOOK_SNAPSHOT;
    }
}
