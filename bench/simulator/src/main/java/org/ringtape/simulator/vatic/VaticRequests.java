package org.ringtape.simulator.vatic;

import org.ringtape.simulator.fault.FaultBoard;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.generator.VaticWounds;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;
import org.ringtape.simulator.net.SimulatorCounters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers a client's messages. What fails changes nothing and is answered by {@code error}. Guarded by the lock. */
final class VaticRequests
{
    private final VaticSource source;
    private final boolean replaceOnResubscribe;
    private final SimulatorCounters counters;
    private final FaultBoard faults;
    private final VaticWounds wounds;
    private final LongSupplier simulatedNs;

    VaticRequests(
        final VaticSource source,
        final boolean replaceOnResubscribe,
        final SimulatorCounters counters,
        final FaultBoard faults,
        final VaticWounds wounds,
        final LongSupplier simulatedNs)
    {
        this.source = source;
        this.replaceOnResubscribe = replaceOnResubscribe;
        this.counters = counters;
        this.faults = faults;
        this.wounds = wounds;
        this.simulatedNs = simulatedNs;
    }

    void onText(final VaticConnection connection, final String text)
    {
        counters.requestsReceived.increment();
        final Object request;
        try
        {
            request = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final JsonSyntaxException e)
        {
            refuse(connection, VaticInferred.BAD_JSON);
            return;
        }
        if (!(request instanceof Map<?, ?> members))
        {
            refuse(connection, VaticInferred.BAD_JSON);
            return;
        }
        final String type = String.valueOf(members.get("type"));
        switch (type)
        {
            case "subscribe":
                subscribe(connection, members);
                break;
            case "unsubscribe":
                connection.unsubscribe();
                connection.reply(JsonWriter.compact(VaticEvents.unsubscribed()));
                break;
            default:
                refuse(connection, VaticInferred.UNKNOWN_TYPE + type);
                break;
        }
    }

    private void subscribe(final VaticConnection connection, final Map<?, ?> members)
    {
        final String asset = String.valueOf(members.get("asset"));
        final Object channel = members.get("channel");
        if (!source.assets().contains(asset))
        {
            refuse(connection, VaticInferred.UNKNOWN_ASSET + asset);
        }
        else if (channel != null && !VaticInferred.CHANNELS.contains(channel))
        {
            refuse(connection, VaticInferred.UNKNOWN_CHANNEL + channel);
        }
        else if (faults.due(FaultKind.REJECT_SUBSCRIBE, asset).isPresent())
        {
            faults.record(FaultKind.REJECT_SUBSCRIBE, asset, MarketFrame.NO_UPDATE_ID);
            refuse(connection, VaticInferred.UNKNOWN_ASSET + asset);
        }
        else if (channel != null)
        {
            connection.reply(JsonWriter.compact(VaticEvents.subscribedToMarks(asset)));
            connection.subscribeToMarks(asset);
            source.markSnapshot(asset, simulatedNs.getAsLong())
                .ifPresent(snapshot -> connection.sendData(wounds.rewritten(asset, snapshot)));
        }
        else
        {
            subscribeToWindows(connection, asset, members.get("marketTypes"));
        }
    }

    private void subscribeToWindows(final VaticConnection connection, final String asset, final Object types)
    {
        final List<VaticInterval> intervals = new ArrayList<>();
        if (types == null)
        {
            intervals.addAll(Arrays.asList(VaticInterval.values()));
        }
        for (final Object type : types instanceof List<?> list ? list : List.of())
        {
            // The socket takes canonical names only; aliases are for the REST side.
            final Optional<VaticInterval> interval = VaticInterval.named(type);
            if (interval.isEmpty())
            {
                refuse(connection, VaticInferred.UNKNOWN_INTERVAL + type);
                return;
            }
            intervals.add(interval.get());
        }
        if (intervals.isEmpty())
        {
            refuse(connection, VaticInferred.UNKNOWN_INTERVAL + JsonWriter.compact(types));
            return;
        }
        if (intervals.size() > 1 && faults.due(FaultKind.PARTIAL_GRANT, asset).isPresent())
        {
            faults.record(FaultKind.PARTIAL_GRANT, asset, MarketFrame.NO_UPDATE_ID);
            intervals.subList(1, intervals.size()).clear();
        }
        connection.reply(JsonWriter.compact(VaticEvents.subscribed(asset, intervals)));
        connection.subscribe(asset, intervals, replaceOnResubscribe);
        source.snapshots(asset, intervals, simulatedNs.getAsLong())
            .forEach(snapshot -> connection.sendData(wounds.rewritten(asset, snapshot)));
    }

    private void refuse(final VaticConnection connection, final String message)
    {
        counters.requestErrors.increment();
        connection.reply(JsonWriter.compact(VaticEvents.error(message)));
    }
}
