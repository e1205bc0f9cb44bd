/**
 * Venues on loopback: they speak a venue's protocol over real sockets, keep a true book of what they sent, enforce the
 * venue's limits and go wrong on request. Built from plain collections and {@code BigDecimal}, sharing no code with the
 * codecs, the engine or the feeds, because they are the judge of those.
 * <pre>
 *  SimulatorModule ─► VenueSimulator                          what commands and hosts start and close
 *                        │
 *                     net.SocketShell                         threads, lock, clock, WebSocket and REST servers
 *                        │  bytes and time in      ▲ bytes out
 *                        ▼                         │ net.VenueConnection
 *                     net.VenueLogic              ─┘          one venue's rules: no thread, no clock, seeded
 *                        ▲
 *                     net.InMemoryVenue                       the same logic in a unit test, at any speed
 * </pre>
 * Vatic and Kiyotaka are made so. Binance still has its market on a thread of its own: one thread produces frames; the
 * WebSocket server's workers answer requests; the REST server's pool answers snapshots; one timer sends pings and
 * enforces deadlines.
 */
package org.ringtape.simulator;
