package org.ringtape.feeds.vatic;

import java.util.List;
import java.util.Set;

import org.ringtape.feeds.venue.Capability;

/** What is read of Vatic. Source: wire specification; basis says which part of it. */
final class VaticCapabilities
{
    /** Every stream and request. */
    static final List<Capability> ALL = List.of(
        new Capability(List.of("<asset>@5min", "<asset>@15min", "<asset>@1hour", "<asset>@4hour", "<asset>@daily"),
            Set.of("PRICE_TARGET", "PRICE_TARGET failed"),
            "`window_open`, `window_open_error` documented; inferred: Eastern time is America/New_York"),
        Capability.of("<asset>@hyperliquid_mark_price", "MARK_PRICE",
            "name documented; inferred: asset, time and snapshot flag"),
        new Capability(List.of("GET /api/v1/targets/timestamp", "GET /api/v1/targets/timestamp/batch"),
            Set.of("PRICE_TARGET"), "documented; the feed asks for one at a time, batches are for `decode`"));

    private VaticCapabilities()
    {
    }
}
