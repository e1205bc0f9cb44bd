/**
 * Whether a stream can be trusted, and if not, why: judged in one place, first in the market handler, from the ring's
 * content alone. Market thread only.
 * <pre>
 * event ─► MarketHealth: epoch of its session ─► old? refused
 *             │           loss, silence, end of a connection ─► its streams: reason, counts ─► books
 *             │           time far beyond our clock?
 *             ▼
 *          books, tapes, quotes, values, chains, targets: ask {@code isCurrent}, {@code reason}
 * </pre>
 * {@link org.ringtape.engine.health.StreamHealth} has a stream's state and reason.
 * {@link org.ringtape.engine.health.ChainWatch}, {@link org.ringtape.engine.health.CountWatch} and
 * {@link org.ringtape.engine.health.Recency} judge what is "older": sequences of a chain, ids counted by one, and
 * whatever else should grow. Each says in its description how it finds out that it was wrong.
 */
package org.ringtape.engine.health;
