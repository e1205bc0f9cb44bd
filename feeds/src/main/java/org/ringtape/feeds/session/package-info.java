/**
 * One logical connection to a venue: the receiver's side of it, which decodes and publishes on the connection's own
 * thread, and the conductor's side, which keeps it in the state its subscriptions need.
 */
package org.ringtape.feeds.session;
