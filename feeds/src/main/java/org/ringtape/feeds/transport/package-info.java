/**
 * One WebSocket connection attempt: socket, TLS, upgrade, RFC 6455 frames parsed in place in the read buffer.
 *
 * <pre>
 *  socket ─► receiver thread ─► PayloadDraft ─► FrameParser ─► TransportListener.onFrame   data, in place
 *                                    └► Java-WebSocket's engine                            ping, pong, close
 *  conductor ─► Transport.send / close / abort ─► bounded queue ─► writer thread ─► socket
 * </pre>
 *
 * Listeners are called on the receiver thread of their connection. Everything a {@link
 * org.ringtape.feeds.transport.Transport} offers may be called from any thread and returns without waiting.
 */
package org.ringtape.feeds.transport;
