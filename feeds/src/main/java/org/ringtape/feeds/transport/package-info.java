/**
 * One WebSocket connection attempt: socket, proxy, TLS, upgrade, RFC 6455 frames parsed in place in the read buffer.
 *
 * <pre>
 *  socket ─► receiver thread ─► WireDraft ─► FrameParser ─► TransportListener.onFrame   data, in place
 *                 └► one blank a read ─► Java-WebSocket's engine ─► WireDraft           ping, pong, close
 *  conductor ─► Transport.send / close / abort ─► bounded queue ─► writer thread ─► socket
 * </pre>
 *
 * Java-WebSocket has the life of a connection, and sees none of its bytes: it logs at TRACE whatever it is shown, and
 * keys are among it.
 *
 * Listeners are called on the receiver thread of their connection. Everything a {@link
 * org.ringtape.feeds.transport.Transport} offers may be called from any thread and returns without waiting.
 */
package org.ringtape.feeds.transport;
