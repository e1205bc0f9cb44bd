package org.ringtape.simulator.binance;

/**
 * A valid REST depth request.
 *
 * @param symbol  a symbol of the market
 * @param limit   levels a side
 * @param dialect form of the body
 * @param stale   whether a fault asks for a body that is too old
 */
public record DepthRequest(String symbol, int limit, DepthDialect dialect, boolean stale)
{
}
