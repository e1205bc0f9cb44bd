package org.ringtape.feeds.kiyotaka;

import java.util.List;
import java.util.Set;

import org.ringtape.feeds.venue.Capability;

/** What is read of Kiyotaka. Source: wire specification; basis says which part of it. */
final class KiyotakaCapabilities
{
    /** Every channel. */
    static final List<Capability> ALL = List.of(
        Capability.of("TRADE:<exchange>:<symbol>", "TRADE", "documented; inferred: the side is the aggressor's"),
        Capability.of("TRADE_AGG:<exchange>:<symbol>", "CANDLE",
            "documented; inferred: the time is the window's begin, two points a window"),
        Capability.of("BLOCK_BOOK_SNAPSHOT:<exchange>:<symbol>?blockSize=<size>", "BOOK_UPDATE image",
            "documented; inferred: an image replaces the one before"),
        Capability.of("BLOCK_BOOK_SNAPSHOT:<exchange>:coin=<coin>?blockSize=<size>", "BOOK_UPDATE image",
            "documented; inferred: one group an exchange"),
        Capability.of("LIQUIDATION:<exchange>:<symbol>", "MARKET_LIQUIDATION",
            "documented; whose side is contradictory, kept as sent"),
        Capability.of("FUNDING_RATE:<exchange>:<symbol>", "FUNDING", "documented; inferred: a fraction"),
        Capability.of("OPEN_INTEREST:<exchange>:<symbol>", "OPEN_INTEREST",
            "documented; the unit depends on the exchange"),
        new Capability(List.of("VOLUME_PROFILE_AGG:<exchange>:<symbol>", "VOLUME_PROFILE_AGG:<exchange>:coin=<coin>"),
            Set.of("VOLUME_PROFILE"), "documented; inferred: each message is a full image"));

    private KiyotakaCapabilities()
    {
    }
}
