/**
 * What the rest of the market is like: last values by instrument, option chains and price targets, kept from what is in
 * the ring and nothing but that, on the market thread.
 * <p>
 * {@link org.ringtape.engine.market.MarketHandler} takes events in, tables hand out windows over copies of them, and
 * {@link org.ringtape.engine.market.MarketListener} is told. After a key's first event nothing is allocated.
 * <h2>Order</h2>
 * A value replaces the one before unless both come from the same connection, both say when they are from, and it is the
 * older one. Events of a replaced connection are passed over, but for facts that do not
 * depend on it: a definition then only fills in what nobody has told, and a target goes by its window as ever.
 * <h2>No silence</h2>
 * When a connection ends, is replaced, or is silent, and when something of a session or stream was lost, what came by
 * it stays readable but is not <em>current</em> any more: {@code isCurrent} is false until the next value comes.
 */
package org.ringtape.engine.market;
