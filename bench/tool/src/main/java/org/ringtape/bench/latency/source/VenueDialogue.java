package org.ringtape.bench.latency.source;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;


/**
 * What the server says beside data: each venue's greeting and its answers to requests that are right, in the documented
 * forms that the simulators give as well. Stateless.
 */
final class VenueDialogue
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private VenueDialogue()
    {
    }

    /**
     * An answer.
     *
     * @param subscribes whether data may follow
     */
    record Answer(String text, boolean subscribes)
    {
    }

    /** What is said before anything is asked; null if nothing is. */
    static String greeting(final Venue venue)
    {
        return !venue.equals(VaticModule.VENUE) ? null :
            "{\"event\":\"connected\",\"supportedAssets\":[\"" + OtherSources.VATIC_ASSET +
            "\"],\"supportedMarketTypes\":[\"5min\",\"15min\",\"1hour\",\"4hour\",\"daily\"]," +
            "\"supportedChannels\":[\"" + OtherSources.VATIC_CHANNEL + "\"]}";
    }

    static Answer answer(final Venue venue, final String request)
    {
        final JsonNode asked = read(request);
        if (venue.equals(KiyotakaModule.VENUE))
        {
            if ("ping".equals(asked.path("type").asText()))
            {
                return new Answer("{\"type\":\"pong\",\"timestamp\":" + asked.path("timestamp") + "}", false);
            }
            return new Answer("{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id") + ",\"result\":\"ok\"}",
                asked.path("method").asText().endsWith("/subscribe"));
        }
        if (venue.equals(VaticModule.VENUE))
        {
            final boolean subscribe = "subscribe".equals(asked.path("type").asText());
            return new Answer(subscribe ? "{\"event\":\"subscribed\",\"asset\":\"" + OtherSources.VATIC_ASSET +
                "\",\"channel\":\"" + OtherSources.VATIC_CHANNEL + "\"}" : "{\"event\":\"unsubscribed\"}",
                subscribe);
        }
        return new Answer("{\"result\":null,\"id\":" + asked.path("id") + "}",
            "SUBSCRIBE".equals(asked.path("method").asText()));
    }

    private static JsonNode read(final String request)
    {
        try
        {
            return JSON.readTree(request);
        }
        catch (final JsonProcessingException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
