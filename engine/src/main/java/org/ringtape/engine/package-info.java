/**
 * The pipeline a host embeds: one ring, the market thread behind it, and the strategy that runs there. Knows no venue,
 * no text format and no socket.
 */
package org.ringtape.engine;
