package org.ringtape.bench.system.kiyotaka;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.ringtape.bench.system.LiveRig;
import org.ringtape.simulator.kiyotaka.KiyotakaGeneratedSource;
import org.ringtape.simulator.kiyotaka.KiyotakaSimulator;
import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.codecs.kiyotaka.KiyotakaRequestEncoder;
import org.ringtape.feeds.kiyotaka.KiyotakaStreams;

/** Frames that a generated Kiyotaka sends while its markets live for a while. */
public final class KiyotakaRecording
{
    private static final long START_NS = 1_769_058_900_000_000_000L;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private KiyotakaRecording()
    {
    }

    /** @return the data frames of the streams in the order of each family, families one behind the other. */
    public static List<byte[]> of(final long milliseconds, final String... streams)
    {
        final AtomicLong nowNs = new AtomicLong(START_NS);
        final KiyotakaGeneratedSource source = KiyotakaGeneratedSource.builder()
            .seed(23).tradesPerSecond(60).slowPeriodNs(100_000_000L).build();
        final KiyotakaSimulator simulator = KiyotakaSimulator.builder(source).stepped().clock(nowNs::get).build();
        try
        {
            simulator.start();
            final List<Client> clients = new ArrayList<>();
            for (final KiyotakaChannelType.Family family : KiyotakaChannelType.Family.values())
            {
                final List<KiyotakaChannel> channels = Arrays.stream(streams).map(KiyotakaStreams::parse)
                    .filter((channel) -> channel.type().family() == family).toList();
                clients.add(new Client(simulator.webSocketUri()
                    .resolve(family == KiyotakaChannelType.Family.BOOK ? "ws" : "nonbook/ws"), channels));
            }
            while (nowNs.addAndGet(STEP_NS) < START_NS + TimeUnit.MILLISECONDS.toNanos(milliseconds))
            {
                simulator.poll();
            }
            await(() -> clients.stream().mapToLong((client) -> client.frames.size()).sum() ==
                simulator.statistics().framesSent());
            return clients.stream().flatMap((client) -> client.frames.stream()).toList();
        }
        finally
        {
            simulator.close();
        }
    }

    private static void await(final BooleanSupplier condition)
    {
        if (!LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, condition))
        {
            throw new AssertionError("the simulator does not answer");
        }
    }

    /** Takes what comes; answers are counted, all else is kept. */
    private static final class Client implements WebSocket.Listener
    {
        private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final StringBuilder text = new StringBuilder();

        Client(final URI path, final List<KiyotakaChannel> channels)
        {
            final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(path + "?encoding=json"), this).join();
            socket.sendText(KiyotakaRequestEncoder.authenticate(KiyotakaSimulator.DEFAULT_API_KEY, 1, false), true)
                .join();
            await(() -> answers.get() == 1);
            socket.sendText(KiyotakaRequestEncoder.subscribe(channels, 2, null), true).join();
            await(() -> answers.get() == 2);
        }

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence part, final boolean last)
        {
            text.append(part);
            if (last)
            {
                if (text.indexOf("\"result\":\"ok\"") >= 0)
                {
                    answers.incrementAndGet();
                }
                else
                {
                    frames.add(text.toString().getBytes(StandardCharsets.UTF_8));
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
