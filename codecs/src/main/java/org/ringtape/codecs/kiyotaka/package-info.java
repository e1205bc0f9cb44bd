/**
 * Frames of Kiyotaka, a vendor of many exchanges' market data. A frame decoder routes, one reader a payload reads, an
 * encoder writes requests, {@link org.ringtape.codecs.kiyotaka.KiyotakaNames} is how streams and instruments are
 * called. Source of every fact not marked INFERRED: the vendor's WebSocket documentation v1.0.0, May 2026. Decoders run
 * on the receiver thread of their connection, the encoder on the conductor.
 */
package org.ringtape.codecs.kiyotaka;
