/**
 * Venues on loopback: they speak a venue's protocol over real sockets, keep a true book of what they sent, enforce the
 * venue's limits and go wrong on request. Built from plain collections and {@code BigDecimal}, sharing no code with the
 * codecs, the engine or the feeds, because they are the judge of those.
 *
 * <p>Threads: one market thread produces frames; the WebSocket server's workers answer requests; the REST server's pool
 * answers snapshots; one timer sends pings and enforces deadlines.
 */
package org.ringtape.simulator;
