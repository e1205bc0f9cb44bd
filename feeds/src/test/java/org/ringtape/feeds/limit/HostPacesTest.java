package org.ringtape.feeds.limit;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;

import org.junit.jupiter.api.Test;

/** What is one host. */
class HostPacesTest
{
    private final HostPaces paces = new HostPaces();

    @Test
    void shouldTakeAllThatIsAskedOfAHostForOneWhateverSchemePortPathOrVenue()
    {
        final HostPace pace = paces.of(1, URI.create("wss://fstream.binance.com/public/stream"));
        assertSame(pace, paces.of(2, URI.create("https://FSTREAM.binance.com:9443/fapi/v1/depth?symbol=A")));
        assertNotSame(pace, paces.of(1, URI.create("https://eapi.binance.com/")));
    }

    @Test
    void shouldTakeEachVenueThatIsPlayedOnLoopbackForAHost()
    {
        for (final String host : new String[]{"127.0.0.1", "localhost", "[::1]"})
        {
            final HostPace pace = paces.of(1, URI.create("ws://" + host + ":9001/"));
            assertSame(pace, paces.of(1, URI.create("http://" + host + ":9002/depth")));
            assertNotSame(pace, paces.of(2, URI.create("http://" + host + ":9002/depth")));
        }
    }
}
