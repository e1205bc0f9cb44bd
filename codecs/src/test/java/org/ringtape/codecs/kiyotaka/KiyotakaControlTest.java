package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.DecodeStatus;

/** Heartbeats and answers to requests. */
class KiyotakaControlTest
{
    private static final String NOBODY = Long.toString(Long.MIN_VALUE);

    private final KiyotakaCheck check = new KiyotakaCheck();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"type\":\"pong\",\"timestamp\":1769056941234}|pong 1769056941234",
        "{\"timestamp\":\"1769056941234\",\"type\":\"p\\u006fng\"}|pong 1769056941234",
        "{\"type\":\"pong\",\"timestamp\":1.769e12,\"id\":4,\"result\":1}|pong 1769000000000",
        "{\"type\":\"pong\"}|pong 0",
        "{\"type\":\"pong\",\"error\":\"x\",\"timestamp\":9223372036854775807}|pong 9223372036854775807",
        "{\"type\":\"ping\",\"timestamp\":-3}|ping -3"})
    void shouldReadHeartbeats(final String frame, final String event)
    {
        assertControl(frame, event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1.5", "\"x\"", "[]", "{}", "9223372036854775808", "1e30"})
    void shouldRefusePongsThatCannotBeMatched(final String timestamp)
    {
        assertEquals(List.of(),
            check.events(DecodeStatus.MALFORMED, "{\"type\":\"pong\",\"timestamp\":" + timestamp + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"ok\"", "{\"points\":[{}],\"error\":{}}", "[[1],{\"id\":2}]", "0"})
    void shouldAcknowledgeWhateverTheResult(final String result)
    {
        assertControl("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":" + result + "}", "ack 3");
        assertControl("{\"result\":" + result + ",\"error\":null}", "ack " + NOBODY);
    }

    @Test
    void shouldReadRequestIds()
    {
        assertControl("{\"id\":\"17\"}", "ack 17");
        assertControl("{\"id\":1.7e1}", "ack 17");
        for (final String none : List.of("null", "\"x\"", "{}", "1.5", "\"\""))
        {
            assertControl("{\"id\":" + none + "}", "ack " + NOBODY);
        }
    }

    @Test
    void shouldReadRefusals()
    {
        assertControl("{\"id\":4,\"error\":{\"code\":-32602,\"message\":\"Inv\\u0061lid\",\"data\":{\"x\":[1]}}}",
            "refused 4 -32602 Inv\\u0061lid");
        assertControl("{\"error\":{\"data\":1,\"code\":\"-32700\"},\"id\":null}",
            "refused " + NOBODY + " -32700 {\"data\":1,\"code\":\"-32700\"}");
        assertControl("{\"error\":\"INVALID_SYMBOL\"}", "refused " + NOBODY + " 0 INVALID_SYMBOL");
        assertControl("{\"error\":\"INVALID_SYMBOL\",\"message\":\"No such\"}", "refused " + NOBODY + " 0 No such");
        assertControl("{\"error\":false,\"id\":1,\"result\":2}", "refused 1 0 false");
        assertControl("{\"error\":[1,2]}", "refused " + NOBODY + " 0 [1,2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"id\":2,\"error\":{\"code\":-32001,\"message\":\"no\"}}",
        "{\"id\":2,\"error\":{\"code\":-32001,\"message\":\"no\",\"data\":\"RATE_LIMITED\"}}",
        "{\"id\":2,\"error\":{\"code\":-32001e0,\"message\":\"no\"}}",
        "{\"id\":2,\"message\":\"no\",\"error\":{\"code\":-32001}}"})
    void shouldTellRefusedCredentialsByCode(final String frame)
    {
        assertControl(frame, "credentials 2 -32001 no");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"error\":\"INVALID_API_KEY\",\"message\":\"no\"}",
        "{\"message\":\"no\",\"error\":\"INVALID\\u005fAPI_KEY\"}",
        "{\"error\":\"UNAUTHENTICATED\",\"message\":\"no\"}",
        "{\"error\":{\"data\":\"401: INVALID_API_KEY.\",\"message\":\"no\"}}",
        "{\"error\":{\"code\":\"INVALID_API_KEY\",\"message\":\"no\"}}"})
    void shouldTellRefusedCredentialsByText(final String frame)
    {
        assertControl(frame, "credentials " + NOBODY + " 0 no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"retry_after\":12|12000000000", "\"retry_after\":0.25|250000000", "\"retry_after\":\"1.5e0\"|1500000000",
        "\"x\":1|0", "\"retry_after\":null|0", "\"retry_after\":\"soon\"|0", "\"retry_after\":-5|0",
        "\"retry_after\":1e30|86400000000000", "\"retry_after\":1e-12|0"})
    void shouldReadHowLongToWait(final String member, final long ns)
    {
        assertControl("{\"error\":\"RATE_LIMITED\"," + member + "}", "throttled " + NOBODY + " " + ns);
        assertControl("{\"id\":5,\"error\":{\"code\":429," + member + "}}", "throttled 5 " + ns);
        assertControl("{\"id\":5,\"error\":{\"message\":\"RATE_LIMITED\"}," + member + "}", "throttled 5 " + ns);
    }

    private void assertControl(final String frame, final String event)
    {
        assertEquals(List.of(event), check.events(DecodeStatus.CONTROL, frame));
    }
}
