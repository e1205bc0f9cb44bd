/** Kiyotaka on loopback: channels, the Brotli form, generated and recorded points. */
package org.ringtape.simulator.kiyotaka;
