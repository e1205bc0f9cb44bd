package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.vatic.VaticFeed;

/** Receivers of feeds that spin: that they do, and that there must be cores for them. */
@Timeout(30)
class FeedsReceivePathTest
{
    private final List<Throwable> errors = new ArrayList<>();
    private final Queue<String> placed = new ConcurrentLinkedQueue<>();
    private MarketPipeline pipeline;

    @AfterEach
    void close()
    {
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    private FeedsContext contextFor(final int cores)
    {
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .maxStreams(64)
            .maxInstruments(4)
            .tapeCapacity(16)
            .cores(cores)
            .threadingMode(ThreadingMode.INVOKER)
            .threadPlacement((role) -> placed.add(role + " on " + Thread.currentThread().getName()))
            .errorHandler(errors::add));
        return new FeedsContext().pipeline(pipeline).fetcher(new FakeFetcher());
    }

    private static VenueFeed feed(final ServerSocket server, final String asset, final ReceiveMode mode)
    {
        return new VaticFeed()
            .streams(asset + "@hyperliquid_mark_price")
            .webSocket(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/"))
            .receive(mode)
            .build();
    }

    private static ServerSocket server() throws IOException
    {
        return new ServerSocket(0, 4, InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void shouldRefuseMoreSpinningReceiversThanCoresBeforeAnythingStarts() throws IOException
    {
        try (ServerSocket server = server())
        {
            final FeedsContext context = contextFor(1)
                .add(feed(server, "btc", ReceiveMode.SPINNING)).add(feed(server, "eth", ReceiveMode.SPINNING));
            final Exception refused = assertThrows(IllegalStateException.class, () -> Feeds.launch(context));
            assertTrue(refused.getMessage().matches(
                "2 threads would spin on 1 core: receiver vatic/\\d+, receiver vatic/\\d+; .*"), refused.getMessage());
            assertEquals(0, pipeline.spinningThreads().count());
        }
    }

    @Test
    void shouldCountOnlyReceiversThatSpinAndGiveTheirCoresBack() throws IOException
    {
        try (ServerSocket server = server())
        {
            final Feeds feeds = Feeds.launch(contextFor(1)
                .add(feed(server, "btc", ReceiveMode.SPINNING)).add(feed(server, "eth", ReceiveMode.BLOCKING)));
            assertEquals(1, pipeline.spinningThreads().count());
            feeds.close();
            assertEquals(0, pipeline.spinningThreads().count());
        }
    }

    @Test
    void shouldReceiveInTheModeOfItsFeed() throws IOException
    {
        for (final ReceiveMode mode : ReceiveMode.values())
        {
            try (ServerSocket server = server();
                Feeds feeds = Feeds.launch(contextFor(1).add(feed(server, "btc", mode))))
            {
                feeds.invoke();
                try (Socket peer = server.accept())
                {
                    assertEquals('G', peer.getInputStream().read());
                    final String receiver = feeds.sessions().get(0).identity().name();
                    final String reader = mode == ReceiveMode.SPINNING ? "SpinningInput" : "NioSocketImpl";
                    assertTrue(placed.contains(receiver + " on " + receiver), placed::toString);
                    while (!stackOf(receiver).contains(reader))
                    {
                        Thread.onSpinWait();
                    }
                }
            }
            pipeline.close();
        }
    }

    /** Looks again and again until the test's time is over: a thread may be anywhere at one moment. */
    private static String stackOf(final String name)
    {
        return Thread.getAllStackTraces().entrySet().stream()
            .filter((entry) -> entry.getKey().getName().equals(name))
            .map(Map.Entry::getValue)
            .map(Arrays::toString)
            .findFirst()
            .orElse("");
    }
}
