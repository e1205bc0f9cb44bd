/**
 * Frames of Binance's derivatives: European options (v2), USD-M and COIN-M futures, which share event names and
 * sequencing, and the options' legacy dialect, which shares names only. A frame decoder routes, one decoder an event
 * kind reads, an encoder writes requests; bodies of depth snapshots and exchange information have decoders of their
 * own. Source of every fact: the venue's API documents (Options Trading; the legacy Option section; USD-M and COIN-M
 * futures), read 2026-11, and recorded frames. Frame decoders run on the receiver thread of their connection, the
 * encoder and the body decoders on the control path.
 */
package org.ringtape.codecs.binance;
