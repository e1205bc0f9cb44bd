package org.ringtape.simulator.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drives a venue's logic without sockets, threads or waiting: for unit tests of whoever speaks with the venue, at any
 * speed. One thread.
 * <pre>{@code
 * InMemoryVenue<?, ?> venue = new InMemoryVenue<>(VaticSimulator.builder(source).seed(7).logic(beginNs), beginNs);
 * InMemoryVenue<?, ?>.Client client = venue.connect("/ws");
 * client.say("{\"type\":\"subscribe\",\"asset\":\"btc\",\"marketTypes\":[\"5min\"]}");
 * venue.advanceTo(beginNs + 3_600_000_000_000L);
 * client.take().forEach((message) -> decode(message.payload()));
 * }</pre>
 *
 * @param <C> what the venue keeps of a connection
 * @param <M> what it makes of a text message
 */
public final class InMemoryVenue<C, M>
{
    /** What came over a connection. */
    public enum Kind
    {
        /** A text message. */
        TEXT,
        /** A binary message. */
        BINARY,
        /** A control ping. */
        PING,
        /** A close frame; its payload is code and reason. */
        CLOSE,
        /** The end without a close frame. */
        CUT
    }

    /**
     * Something that the venue sent.
     *
     * @param timeNs  when
     * @param kind    what
     * @param payload its bytes
     */
    public record Message(long timeNs, Kind kind, byte[] payload)
    {
        /** @return the payload as text. */
        public String text()
        {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private final VenueLogic<C, M> logic;
    private long nowNs;

    /** @param beginNs time at which the venue begins, epoch nanoseconds */
    public InMemoryVenue(final VenueLogic<C, M> logic, final long beginNs)
    {
        this.logic = logic;
        nowNs = beginNs;
        logic.start(beginNs);
    }

    /** Connects. @throws IllegalStateException with the HTTP status if the upgrade is refused */
    public Client connect(final String resource)
    {
        final Optional<Integer> refusal = logic.refusal(resource);
        if (refusal.isPresent())
        {
            throw new IllegalStateException("upgrade refused: " + refusal.get());
        }
        return new Client(resource);
    }

    /** Answers a GET request. @param headers by name */
    public SimulatorRestServer.Answer get(
        final String path, final Map<String, String> parameters, final Map<String, String> headers)
    {
        return logic.onRequest(path, parameters, headers::get, nowNs);
    }

    /** Lets the venue do what is due now. */
    public void poll()
    {
        int work = 1;
        while (work > 0)
        {
            work = logic.poll(nowNs);
        }
    }

    /** Time moves on in steps, and what is due at each of them happens. */
    public void advanceTo(final long timeNs, final long stepNs)
    {
        while (nowNs < timeNs)
        {
            nowNs = Math.min(timeNs, nowNs + stepNs);
            poll();
        }
    }

    /** Time moves on in steps of a millisecond. */
    public void advanceTo(final long timeNs)
    {
        advanceTo(timeNs, 1_000_000L);
    }

    /** One client. */
    public final class Client implements VenueConnection
    {
        private final List<Message> messages = new ArrayList<>();
        private final C connection;
        private boolean ended;

        private Client(final String resource)
        {
            connection = logic.onOpen(this, resource, nowNs);
        }

        /** Sends a text message to the venue. */
        public void say(final String text)
        {
            final M message = logic.read(connection, text, nowNs);
            if (message != null)
            {
                logic.onMessage(connection, message, nowNs);
            }
        }

        /** Answers a ping. */
        public void pong()
        {
            logic.onPong(connection);
        }

        /** Goes away. */
        public void leave()
        {
            ended = true;
            logic.onClosed(connection);
        }

        /** @return what came since the last call, in order. */
        public List<Message> take()
        {
            final List<Message> taken = new ArrayList<>(messages);
            messages.clear();
            return taken;
        }

        @Override
        public boolean hasEnded()
        {
            return ended;
        }

        @Override
        public boolean sendText(final byte[] payload)
        {
            return add(Kind.TEXT, payload);
        }

        @Override
        public boolean sendBinary(final byte[] payload)
        {
            return add(Kind.BINARY, payload);
        }

        @Override
        public boolean sendData(final byte[] payload, final boolean binary)
        {
            return add(binary ? Kind.BINARY : Kind.TEXT, payload);
        }

        @Override
        public void ping(final String text)
        {
            add(Kind.PING, bytes(text));
        }

        @Override
        public void close(final int code, final String reason)
        {
            add(Kind.CLOSE, bytes(code + " " + reason));
            ended = true;
        }

        @Override
        public void cut(final String reason)
        {
            add(Kind.CUT, bytes(reason));
            ended = true;
        }

        @Override
        public void cutWhenDrained()
        {
            cut("cut");
        }

        private boolean add(final Kind kind, final byte[] payload)
        {
            if (!ended)
            {
                messages.add(new Message(nowNs, kind, payload));
            }
            return !ended;
        }

        private static byte[] bytes(final String text)
        {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
