/**
 * What a venue's subscriptions need of connections, kept up by the conductor.
 * <pre>
 *  VenueSession   which subscriptions; SERVING ─► LEAVING ─► ENDED                            {@link SessionPhase}
 *    └─ Line      one connection for them, over all its reconnects; drawn in {@link Line}     {@link LinePhase}
 *         ├─ PlannedAttempt   how the next attempt goes: address, headers, token, recovery    {@code .connect}
 *         ├─ Link, LinkEnd    the present transport, and why it ended
 *         ├─ SessionReceiver  bytes to ring, on the transport's own thread                    {@code .receive}
 *         ├─ Dialogue         greeting, credentials, requests, answers, pings                 {@code .dialogue}
 *         ├─ LineWatch        what is due: grants, data, streams, the link
 *         └─ LineStanding     the phase, its deadline, and what is told of them
 * </pre>
 * Conductor thread, but for what says otherwise.
 */
package org.ringtape.feeds.session;
