package org.ringtape.simulator.vatic;

import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.net.SimulatorRestServer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The venue's REST side. Bodies with a price are documented; those of {@code /active} and of errors are not (I). The
 * budget counts requests under {@code /api} in windows that begin with the first request. Thread-safe.
 */
final class VaticRest
{
    private static final long NANOS = 1_000_000_000L;
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;
    private static final String TARGETS = "/api/v1/targets/";

    private final VaticSource source;
    private final FaultBoard faults;
    private final LongSupplier clock;
    private final LongSupplier simulatedNs;
    private long windowEndNs = Long.MIN_VALUE;
    private int used;

    /** A request that is answered with a status and a reason. */
    private static final class Refusal extends Exception
    {
        private static final long serialVersionUID = 1;
        private final int status;

        Refusal(final int status, final String message)
        {
            super(message);
            this.status = status;
        }
    }

    /** @param clock of the budget. @param simulatedNs clock of the windows. */
    VaticRest(
        final VaticSource source, final FaultBoard faults, final LongSupplier clock, final LongSupplier simulatedNs)
    {
        this.source = source;
        this.faults = faults;
        this.clock = clock;
        this.simulatedNs = simulatedNs;
    }

    synchronized SimulatorRestServer.Answer answer(final String path, final Map<String, String> parameters)
    {
        if ("/health".equals(path))
        {
            final Map<String, Object> body = new LinkedHashMap<>();
            body.put("ok", Boolean.TRUE);
            body.put("service", "vatic-api");
            body.put("now", now());
            return SimulatorRestServer.Answer.of(200, body);
        }
        final Map<String, String> budget = new LinkedHashMap<>();
        final boolean allowed = take(budget);
        try
        {
            if (!allowed)
            {
                throw new Refusal(429, "Too many requests");
            }
            return new SimulatorRestServer.Answer(200, body(path, parameters), budget);
        }
        catch (final Refusal e)
        {
            return new SimulatorRestServer.Answer(e.status, Map.of("error", e.getMessage()), budget);
        }
    }

    private Object body(final String path, final Map<String, String> parameters) throws Refusal
    {
        final Optional<Fault> fault = faults.due(FaultKind.SNAPSHOT_ERROR, parameters.getOrDefault("asset", ""));
        if (fault.isPresent())
        {
            faults.record(FaultKind.SNAPSHOT_ERROR, path, MarketFrame.NO_UPDATE_ID);
            throw new Refusal((int)fault.get().number(Fault.STATUS, 429), "Refused on purpose");
        }
        return switch (path)
        {
            case TARGETS + "timestamp" -> one(parameters);
            case TARGETS + "timestamp/batch" -> batch(parameters);
            case TARGETS + "active" -> active(parameters);
            default -> throw new Refusal(404, "Not found");
        };
    }

    private Object one(final Map<String, String> parameters) throws Refusal
    {
        final long second = second(parameters);
        final VaticTarget target = target(parameters.get("asset"), interval(parameters.get("type")), second);
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("now", now());
        body.put("asset", target.asset());
        body.put("marketType", target.interval().label());
        putRequest(body, target.source(), second);
        body.put("source", target.source());
        body.put("price", VaticEvents.number(target.price()));
        final Map<String, Object> cache = new LinkedHashMap<>();
        cache.put("hit", Boolean.FALSE);
        cache.put("windowStart", VaticEvents.number(target.startSeconds()));
        cache.put("ageSec", VaticEvents.number(simulatedNs.getAsLong() / NANOS - target.startSeconds()));
        body.put("_cache", cache);
        return body;
    }

    private Object batch(final Map<String, String> parameters) throws Refusal
    {
        final long second = second(parameters);
        final VaticInterval interval = interval(parameters.get("type"));
        final List<Object> results = new ArrayList<>();
        String provider = null;
        Refusal last = new Refusal(400, "assets is missing");
        for (final String asset : parameters.getOrDefault("assets", "").split(","))
        {
            final Map<String, Object> result = new LinkedHashMap<>();
            result.put("asset", asset);
            try
            {
                final VaticTarget target = target(asset, interval, second);
                provider = provider == null ? target.source() : provider;
                putPrice(result, target);
            }
            catch (final Refusal e)
            {
                last = e;
                putReason(result, e);
            }
            results.add(result);
        }
        if (provider == null)
        {
            throw last;
        }
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("now", now());
        body.put("marketType", interval.label());
        putRequest(body, provider, second);
        body.put("results", results);
        return body;
    }

    private Object active(final Map<String, String> parameters) throws Refusal
    {
        final String asset = parameters.get("asset");
        final long second = simulatedNs.getAsLong() / NANOS;
        final List<Object> results = new ArrayList<>();
        final String all = String.join(",", VaticEvents.labels(List.of(VaticInterval.values())));
        for (final String type : parameters.getOrDefault("types", all).split(","))
        {
            final VaticInterval interval = interval(type);
            final Map<String, Object> result = new LinkedHashMap<>();
            result.put("marketType", interval.label());
            result.put("windowStart", VaticEvents.number(interval.startOf(second)));
            result.put("windowStartIso", VaticEvents.iso(interval.startOf(second) * 1000));
            try
            {
                putPrice(result, target(asset, interval, second));
            }
            catch (final Refusal e)
            {
                if (e.status == 400)
                {
                    throw e;
                }
                putReason(result, e);
            }
            results.add(result);
        }
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("now", now());
        body.put("asset", asset);
        body.put("results", results);
        return body;
    }

    private VaticTarget target(final String asset, final VaticInterval interval, final long second) throws Refusal
    {
        if (asset == null || !source.assets().contains(asset))
        {
            throw new Refusal(400, VaticInferred.UNKNOWN_ASSET + asset);
        }
        final long nowNs = simulatedNs.getAsLong();
        final long start = interval.startOf(second);
        if (start > nowNs / NANOS)
        {
            throw new Refusal(400, "timestamp is in the future");
        }
        final VaticTarget target = source.truth(asset, interval, start)
            .orElseThrow(() -> new Refusal(404, "No price for this window"));
        if (VaticInferred.CHAINLINK.equals(target.source()) && nowNs / NANOS - start > VaticInferred.HISTORY_SECONDS)
        {
            throw new Refusal(404, "No price for this window");
        }
        if (!source.isAvailable(target, nowNs))
        {
            throw new Refusal(502, VaticInferred.FETCH_FAILED);
        }
        return target;
    }

    private static VaticInterval interval(final String name) throws Refusal
    {
        return VaticInterval.aliased(name == null ? "" : name)
            .orElseThrow(() -> new Refusal(400, VaticInferred.UNKNOWN_INTERVAL + name));
    }

    /** @return epoch seconds of seconds, milliseconds or ISO text. */
    private static long second(final Map<String, String> parameters) throws Refusal
    {
        final String text = parameters.getOrDefault("timestamp", "");
        try
        {
            if (text.matches("[0-9]{1,15}"))
            {
                final long number = Long.parseLong(text);
                return number >= LEAST_MILLISECONDS ? number / 1000 : number;
            }
            return Instant.parse(text).getEpochSecond();
        }
        catch (final DateTimeException e)
        {
            throw new Refusal(400, "timestamp is no time: " + text);
        }
    }

    private void putRequest(final Map<String, Object> body, final String provider, final long second)
    {
        body.put("provider", provider);
        body.put("requestedTimestamp", VaticEvents.number(second));
        body.put("requestedTimestampIso", VaticEvents.iso(second * 1000));
    }

    private static void putPrice(final Map<String, Object> result, final VaticTarget target)
    {
        result.put("ok", Boolean.TRUE);
        result.put("source", target.source());
        result.put("price", VaticEvents.number(target.price()));
    }

    private static void putReason(final Map<String, Object> result, final Refusal refusal)
    {
        result.put("ok", Boolean.FALSE);
        result.put("error", refusal.getMessage());
    }

    private String now()
    {
        return VaticEvents.iso(simulatedNs.getAsLong() / 1_000_000);
    }

    private boolean take(final Map<String, String> headers)
    {
        final long nowNs = clock.getAsLong();
        if (nowNs >= windowEndNs)
        {
            windowEndNs = nowNs + VaticInferred.REST_WINDOW_SECONDS * NANOS;
            used = 0;
        }
        used++;
        headers.put("X-RateLimit-Limit", String.valueOf(VaticInferred.REST_LIMIT));
        headers.put("X-RateLimit-Remaining", String.valueOf(Math.max(0, VaticInferred.REST_LIMIT - used)));
        headers.put("X-RateLimit-Reset", String.valueOf(Math.floorDiv(windowEndNs, NANOS)));
        return used <= VaticInferred.REST_LIMIT;
    }
}
