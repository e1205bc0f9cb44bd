/**
 * Consumers beside the market thread; the graph is drawn in {@link org.ringtape.engine.consumer.RingConsumers}. Each
 * has a thread of its own, or is stepped by the host in INVOKER mode.
 */
package org.ringtape.engine.consumer;
