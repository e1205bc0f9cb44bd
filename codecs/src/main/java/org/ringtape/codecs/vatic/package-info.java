/**
 * Frames and REST bodies of Vatic's window-open price targets. Source: vendor pages "WebSocket" (two editions), "Vatic
 * API Documentation", "Price at a specific timestamp", "Batch prices for multiple assets", read 2026-11. Decoders run
 * on the thread that owns them and allocate nothing.
 */
package org.ringtape.codecs.vatic;
