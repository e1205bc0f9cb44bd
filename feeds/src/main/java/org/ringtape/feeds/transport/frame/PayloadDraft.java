package org.ringtape.feeds.transport.frame;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.FramedataImpl1;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.ringtape.feeds.transport.TransportListener;

/**
 * Client side of RFC 6455 in Java-WebSocket: data payloads go to the listener straight from the read buffer, control
 * frames to the engine, and the upgrade answer is held to what was asked for.
 *
 * <p>Frames are translated on the receiver thread. Frames to send are made by several threads, each holding the
 * engine's monitor; the first close frame is the last frame that leaves.
 */
public class PayloadDraft extends Draft_6455
{
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String CONNECTION_FIELD = "Connection";
    private static final String PROTOCOL_FIELD = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS_FIELD = "Sec-WebSocket-Extensions";

    private static final String RETRY_AFTER_FIELD = "Retry-After";
    private static final String DATE_FIELD = "Date";
    private static final SecureRandom MASKS = new SecureRandom();

    private final FrameLimits limits;
    private final int maxHeadBytes;
    private final TransportListener listener;
    private final FrameParser parser;
    /** Control frames of the current read, in order. */
    private List<Framedata> controlFrames = Collections.emptyList();
    /** The listener has heard that the upgrade is refused; the rest of the head may still come. */
    private boolean refusalTold;
    private boolean echoRequired;
    private int peerCode;
    private String peerReason;
    private int ourCode;
    private String ourReason;
    /** Written under the engine's monitor; the receiver reads it before each delivery. */
    private volatile boolean closeSent;

    /**
     * A draft for one connection.
     *
     * @param limits       of frames and messages
     * @param maxHeadBytes of the server's answer to the upgrade
     * @param listener     for {@link TransportListener#onFrame}, {@link TransportListener#onUpgradeRefused} and
     *                     {@link TransportListener#onRetryAfter}, no other
     */
    public PayloadDraft(final FrameLimits limits, final int maxHeadBytes, final TransportListener listener)
    {
        super(Collections.emptyList(), Collections.singletonList(new Protocol("")), limits.maxFrameBytes());
        this.limits = limits;
        this.maxHeadBytes = maxHeadBytes;
        this.listener = listener;
        this.parser = new FrameParser(limits, new ReadEvents());
    }

    @Override
    public Draft copyInstance()
    {
        final PayloadDraft copy = new PayloadDraft(limits, maxHeadBytes, listener);
        copy.requireEcho(echoRequired);
        return copy;
    }

    final boolean isEchoRequired()
    {
        return echoRequired;
    }

    /** An answer must name the subprotocol that was asked for, or need not, which is the default. */
    public final void requireEcho(final boolean required)
    {
        echoRequired = required;
    }

    /**
     * Reports a refusal as soon as its status line is there, how long to wait once its head is whole, passes over
     * interim answers, and bounds the heads. The engine's own reading refuses blanks and tabs that are legal, and takes
     * folded fields that are not.
     *
     * @throws IncompleteHandshakeException while the head is incomplete
     */
    @Override
    public Handshakedata translateHandshake(final ByteBuffer buffer) throws InvalidHandshakeException
    {
        final int offset = buffer.arrayOffset() + buffer.position();
        final int length = Math.min(buffer.remaining(), maxHeadBytes);
        try
        {
            int from = 0;
            HttpHead head = HttpHead.read(buffer.array(), offset, length);
            while (head != null && head.isInterim() && head.isComplete())
            {
                from += head.length();
                head = HttpHead.read(buffer.array(), offset + from, length - from);
            }
            requireAccepted(head, length == maxHeadBytes);
            if (head != null && head.isComplete())
            {
                buffer.position(buffer.position() + from + head.length());
                return handshake(head);
            }
        }
        catch (final ProtocolException e)
        {
            throw new InvalidHandshakeException(e.getMessage(), e);
        }
        if (length == maxHeadBytes)
        {
            throw new InvalidHandshakeException("answer head exceeds " + maxHeadBytes + " bytes");
        }
        throw new IncompleteHandshakeException();
    }

    private void requireAccepted(final HttpHead head, final boolean isLast)
        throws ProtocolException, InvalidHandshakeException
    {
        if (head == null)
        {
            return;
        }
        if (!head.isHttp11())
        {
            throw new ProtocolException("answer is not HTTP/1.1");
        }
        if (head.status() != SWITCHING_PROTOCOLS && !head.isInterim())
        {
            refused(head, isLast);
        }
    }

    /** Waits for the whole head: how long the server asks us to wait stands behind its status. */
    private void refused(final HttpHead head, final boolean isLast)
        throws ProtocolException, InvalidHandshakeException
    {
        if (!refusalTold)
        {
            refusalTold = true;
            listener.onUpgradeRefused(head.status(), head.phrase());
        }
        if (!head.isComplete() && !isLast)
        {
            throw new IncompleteHandshakeException();
        }
        final Map<String, String> fields = head.fields();
        if (fields.containsKey(RETRY_AFTER_FIELD))
        {
            listener.onRetryAfter(fields.get(RETRY_AFTER_FIELD), fields.get(DATE_FIELD));
        }
        throw new InvalidHandshakeException("upgrade refused with HTTP status " + head.status());
    }

    private static Handshakedata handshake(final HttpHead head) throws ProtocolException
    {
        final HandshakeImpl1Server answer = new HandshakeImpl1Server();
        answer.setHttpStatus((short)head.status());
        answer.setHttpStatusMessage(head.phrase());
        head.fields().forEach(answer::put);
        return answer;
    }

    @Override
    public HandshakeState acceptHandshakeAsClient(final ClientHandshake request, final ServerHandshake response)
        throws InvalidHandshakeException
    {
        if (response.hasFieldValue(EXTENSIONS_FIELD))
        {
            throw new InvalidHandshakeException("answer names an extension that was not asked for");
        }
        requireSubprotocol(request.getFieldValue(PROTOCOL_FIELD), response);
        // The superclass is content with "upgrade" as a part of a word.
        if (!HttpHead.lists(response.getFieldValue(CONNECTION_FIELD), "upgrade") ||
            super.acceptHandshakeAsClient(request, response) != HandshakeState.MATCHED)
        {
            throw new InvalidHandshakeException("Upgrade, Connection or Sec-WebSocket-Accept missing or wrong");
        }
        return HandshakeState.MATCHED;
    }

    /** The one asked for, or none if the venue need not repeat it. What was asked for may be a secret. */
    private void requireSubprotocol(final String asked, final ServerHandshake response)
        throws InvalidHandshakeException
    {
        final String named = response.getFieldValue(PROTOCOL_FIELD);
        if (!named.isEmpty() && !named.equals(asked))
        {
            throw new InvalidHandshakeException("answer names a subprotocol that was not asked for");
        }
        if (named.isEmpty() && echoRequired)
        {
            throw new InvalidHandshakeException("answer does not name the subprotocol that was asked for");
        }
    }

    /**
     * Delivers the data messages that these bytes complete and returns their control frames.
     *
     * @param buffer array-backed; taken whole, and free for the next read afterwards
     * @return empty, and not newly made, if there was no control frame
     */
    @Override
    public List<Framedata> translateFrame(final ByteBuffer buffer) throws InvalidDataException
    {
        final int offset = buffer.arrayOffset() + buffer.position();
        final int length = buffer.remaining();
        buffer.position(buffer.limit());
        return parse(buffer.array(), offset, length);
    }

    /** As {@link #translateFrame}. */
    final List<Framedata> parse(final byte[] bytes, final int offset, final int length) throws InvalidDataException
    {
        parser.parse(bytes, offset, length);
        final List<Framedata> found = controlFrames;
        controlFrames = Collections.emptyList();
        return found;
    }

    @Override
    public void processFrame(final WebSocketImpl engine, final Framedata frame) throws InvalidDataException
    {
        if (frame.getOpcode() == Opcode.CLOSING)
        {
            finishClose(engine);
        }
        else
        {
            super.processFrame(engine, frame);
        }
    }

    /** Nothing follows a close frame, not even another one: what comes later is made empty. Engine's monitor held. */
    @Override
    public ByteBuffer createBinaryFrame(final Framedata frame)
    {
        if (closeSent)
        {
            return ByteBuffer.allocate(0);
        }
        if (frame.getOpcode() == Opcode.CLOSING)
        {
            closeSent = true;
        }
        return ClientFrame.masked(frame, MASKS.nextInt());
    }

    /** Queues a frame past the engine, which would log it. Engine's monitor held, engine open. */
    public final void send(final WebSocketImpl engine, final Framedata frame)
    {
        engine.outQueue.add(createBinaryFrame(frame));
    }

    /** As {@link #send}. */
    public final void sendText(final WebSocketImpl engine, final String text)
    {
        final TextFrame frame = new TextFrame();
        frame.setPayload(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        send(engine, frame);
    }

    public final boolean isCloseSent()
    {
        return closeSent;
    }

    /** Sends our close frame; the engine stays open to read on for the peer's. */
    public final void startClose(final WebSocketImpl engine, final int code, final String reason)
    {
        synchronized (engine)
        {
            if (engine.isOpen() && !closeSent)
            {
                ourCode = code;
                ourReason = reason;
                send(engine, closeFrame(code, reason));
            }
        }
    }

    /**
     * The peer's close frame answers ours, or is answered here. Not left to the engine: it cannot echo a close without
     * a code, nor 1007 without a reason, and would send a second frame where ours is already under way.
     */
    private void finishClose(final WebSocketImpl engine)
    {
        synchronized (engine)
        {
            if (closeSent)
            {
                engine.closeConnection(ourCode, ourReason, false);
                return;
            }
            if (engine.isOpen())
            {
                send(engine, closeFrame(peerCode, peerReason));
            }
            engine.closeConnection(peerCode, peerReason, true);
        }
    }

    private static CloseFrame closeFrame(final int code, final String reason)
    {
        final CloseFrame frame = new CloseFrame();
        frame.setReason(reason);
        frame.setCode(code);
        return frame;
    }

    private void addControlFrame(final Framedata frame)
    {
        if (controlFrames.isEmpty())
        {
            controlFrames = new ArrayList<>();
        }
        controlFrames.add(frame);
    }

    /** Routes what one read holds. */
    private final class ReadEvents implements FrameEvents
    {
        @Override
        public void onMessage(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            if (!closeSent)
            {
                listener.onFrame(buffer, offset, length, text);
            }
        }

        @Override
        public void onPingOrPong(final boolean ping, final byte[] buffer, final int offset, final int length)
        {
            final FramedataImpl1 frame = ping ? new PingFrame() : new PongFrame();
            frame.setPayload(ByteBuffer.allocate(length).put(buffer, offset, length).flip());
            addControlFrame(frame);
        }

        @Override
        public void onClose(final int code, final String reason)
        {
            peerCode = code;
            peerReason = reason;
            addControlFrame(closeFrame(code, reason));
        }
    }
}
