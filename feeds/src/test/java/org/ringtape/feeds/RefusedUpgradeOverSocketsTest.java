package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.feeds.binance.BinanceFeed;

/** A venue on loopback that refuses each upgrade and says how long to wait; two sessions want to connect to it. */
@Timeout(60)
class RefusedUpgradeOverSocketsTest
{
    private static final int PATIENCE_MS = 20_000;
    private static final int REFUSALS = 3;
    private static final double ASKED_SECONDS = 0.9;
    /** The pipeline's clock is not the one that is read here. */
    private static final long CLOCK_NS = 5_000_000L;

    /** Only that nobody comes too early is checked: late is what a slow machine is. */
    @Test
    void shouldNotComeAgainBeforeTheTimeThatTheAnswerNames() throws Exception
    {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1")))
        {
            server.setSoTimeout(PATIENCE_MS);
            final MarketPipeline pipeline =
                MarketPipeline.launch(new PipelineContext().ringCapacity(256).pendingBytes(64 * 1024));
            final List<Long> cameNs = new ArrayList<>();
            final List<Long> refusedNs = new ArrayList<>();
            // of both paths, each with a session of its own
            try (Feeds feeds = Feeds.launch(new FeedsContext()
                .pipeline(pipeline)
                .random(new SplittableRandom(1))
                .add(BinanceFeed.usdm().streams("btcusdt@depth", "btcusdt@markPrice")
                    .webSocket(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/")).build())))
            {
                assertEquals(2, feeds.sessions().size());
                for (int i = 0; i < 2 * REFUSALS; i++)
                {
                    final Socket socket = server.accept();
                    cameNs.add(System.nanoTime());
                    refuse(socket, refusedNs);
                }
            }
            pipeline.close();
            for (int i = 2; i < cameNs.size(); i++)
            {
                // the first two may be under way together; of the rest each comes behind a pause
                final long waitedNs = cameNs.get(i) - refusedNs.get(i / 2 * 2 - 2);
                assertTrue(waitedNs >= (long)(ASKED_SECONDS * 1e9) - CLOCK_NS, i + " waited " + waitedNs + " ns");
            }
        }
    }

    private static void refuse(final Socket socket, final List<Long> refusedNs) throws IOException
    {
        try (socket)
        {
            final BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = reader.readLine();
            while (line != null && !line.isEmpty())
            {
                line = reader.readLine();
            }
            refusedNs.add(System.nanoTime()); // before it can be read
            socket.getOutputStream().write(("HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + ASKED_SECONDS +
                "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
