package org.ringtape.simulator.vatic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.KiyotakaRig;
import org.ringtape.simulator.net.PlainClient;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Vatic's REST side. */
final class VaticRestTest
{
    private static final String ONE = "api/v1/targets/timestamp?asset=btc&type=5min&timestamp=";

    private final VaticRig rig = VaticRig.generated("2026-01-15T04:52:00Z");

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldTellItsHealthAndTime()
    {
        assertEquals("{\"ok\":true,\"service\":\"vatic-api\",\"now\":\"2026-01-15T04:52:00.000Z\"}",
            PlainClient.get(rig.simulator, "health").body());
    }

    @ParameterizedTest
    @CsvSource({"1768452719", "1768452600000", "2026-01-15T04:51:00Z"})
    void shouldTakeAnyInstantOfTheWindowInAnyForm(final String timestamp)
    {
        final Map<?, ?> body = KiyotakaRig.json(PlainClient.get(rig.simulator, ONE + timestamp).body());
        assertEquals("btc", body.get("asset"));
        assertEquals("5min", body.get("marketType"));
        assertEquals("chainlink", body.get("provider"));
        assertEquals(0, rig.simulator.truth("btc", VaticInterval.MIN_5, 1768452600).orElseThrow().price()
            .compareTo(((JsonNumber)body.get("price")).value()));
        assertEquals("1768452600", ((JsonNumber)((Map<?, ?>)body.get("_cache")).get("windowStart")).text());
        assertEquals("120", ((JsonNumber)((Map<?, ?>)body.get("_cache")).get("ageSec")).text());
    }

    @ParameterizedTest
    @CsvSource({
        "asset=foo&type=5min&timestamp=1768452600,400", "asset=btc&type=7min&timestamp=1768452600,400",
        "asset=btc&type=5min&timestamp=soon,400", "type=5min&timestamp=1768452600,400",
        "asset=btc&type=5min&timestamp=1768453200,400", "asset=btc&type=5min&timestamp=1766452600,404",
        "asset=btc&type=day&timestamp=1766452600,200", "asset=btc&type=1hr&timestamp=1766452600,200"})
    void shouldRefuseWhatItCannotAnswer(final String query, final int status)
    {
        assertEquals(status, PlainClient.get(rig.simulator, "api/v1/targets/timestamp?" + query).statusCode());
    }

    @Test
    void shouldAnswerBadGatewayUntilThePriceIsThere()
    {
        rig.pass(180);
        assertEquals(502, PlainClient.get(rig.simulator, ONE + "1768452900").statusCode());
        rig.pass(5);
        assertEquals(200, PlainClient.get(rig.simulator, ONE + "1768452900").statusCode());
    }

    @Test
    void shouldAnswerForManyAssets()
    {
        final Map<?, ?> body = KiyotakaRig.json(PlainClient.get(rig.simulator,
            "api/v1/targets/timestamp/batch?assets=btc,foo,eth&type=15m&timestamp=1768452600").body());
        final List<?> results = (List<?>)body.get("results");
        assertEquals("15min", body.get("marketType"));
        assertEquals(List.of(true, false, true), results.stream().map(one -> ((Map<?, ?>)one).get("ok")).toList());
    }

    @Test
    void shouldTellCurrentTargets()
    {
        final Map<?, ?> body = KiyotakaRig.json(
            PlainClient.get(rig.simulator, "api/v1/targets/active?asset=btc&types=5m,1hr,day").body());
        final List<?> results = (List<?>)body.get("results");
        assertEquals(List.of("5min", "1hour", "daily"),
            results.stream().map(one -> ((Map<?, ?>)one).get("marketType")).toList());
        assertEquals(List.of(true, true, true), results.stream().map(one -> ((Map<?, ?>)one).get("ok")).toList());
    }

    @Test
    void shouldKeepToItsBudget()
    {
        for (int i = 1; i <= 120; i++)
        {
            final HttpResponse<String> answer = PlainClient.get(rig.simulator, ONE + "1768452600");
            assertEquals(200, answer.statusCode());
            assertEquals(String.valueOf(120 - i), answer.headers().firstValue("X-RateLimit-Remaining").orElseThrow());
            assertEquals("120", answer.headers().firstValue("X-RateLimit-Limit").orElseThrow());
        }
        final HttpResponse<String> refused = PlainClient.get(rig.simulator, ONE + "1768452600");
        assertEquals(429, refused.statusCode());
        final long resetSeconds = Long.parseLong(refused.headers().firstValue("X-RateLimit-Reset").orElseThrow());
        assertEquals(60, resetSeconds - rig.nowNs.get() / 1_000_000_000L);
        assertTrue(rig.simulator.statistics().restErrors() == 1);
        rig.pass(60);
        assertEquals(200, PlainClient.get(rig.simulator, ONE + "1768452600").statusCode());
    }
}
