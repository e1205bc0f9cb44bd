/**
 * Frames of Binance's derivatives: European options (v2), USD-M and COIN-M futures, which share event names and
 * sequencing. A frame decoder routes, one decoder an event kind reads, an encoder writes requests. Source of every
 * fact: the venue's API documents (Options Trading; USD-M and COIN-M futures), read 2026-11, and recorded frames.
 * Decoders run on the receiver thread of their connection, the encoder on the conductor.
 */
package org.ringtape.codecs.binance;
