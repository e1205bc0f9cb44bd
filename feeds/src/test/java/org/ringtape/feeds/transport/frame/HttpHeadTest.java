package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Heads of answers, as far as they have arrived. */
final class HttpHeadTest
{
    @Test
    void shouldSayNothingBeforeTheStatusLineHasArrived() throws Exception
    {
        assertNull(read("HTTP/1.1 503 Service Unavail"));
        assertEquals(503, read("HTTP/1.1 503 Service Unavailable\r\n").status());
    }

    @Test
    void shouldReadOnlyFieldsThatHaveArrivedToTheirEnds() throws Exception
    {
        final HttpHead cutInANumber = read("HTTP/1.1 429\r\nDate: now\r\nRetry-After: 12");
        assertEquals(Map.of("Date", "now"), cutInANumber.fields());
        assertFalse(cutInANumber.isComplete());
        assertEquals(Map.of("Date", "now"), read("HTTP/1.1 429\r\nDate: now\r\nRetry-Af").fields());
        assertEquals(
            Map.of("Date", "now", "Retry-After", "120"),
            read("HTTP/1.1 429\r\nDate: now\r\nRetry-After: 120\r\n").fields());
    }

    @Test
    void shouldTakeSeveralFieldsOfOneNameForOneList() throws Exception
    {
        final HttpHead head = read("HTTP/1.1 101\r\nConnection: keep-alive\r\nconnection: Upgrade\r\n\r\nrest");
        assertTrue(head.isComplete());
        assertEquals("keep-alive, Upgrade", head.fields().get("CONNECTION"));
        assertTrue(HttpHead.lists(head.fields().get("Connection"), "upgrade"));
        assertTrue(HttpHead.lists(head.fields().get("Connection"), "Keep-Alive"));
    }

    @Test
    void shouldTakeEveryHundredForInterimButTheSwitchOfProtocols() throws Exception
    {
        assertTrue(read("HTTP/1.1 100\r\n").isInterim());
        assertFalse(read("HTTP/1.1 101\r\n").isInterim());
        assertTrue(read("HTTP/1.1 199\r\n").isInterim());
        assertFalse(read("HTTP/1.1 200\r\n").isInterim());
    }

    private static HttpHead read(final String arrived) throws ProtocolException
    {
        final byte[] bytes = ("read before" + arrived).getBytes(StandardCharsets.ISO_8859_1);
        return HttpHead.read(bytes, bytes.length - arrived.length(), arrived.length());
    }
}
