/**
 * Whether a stream can be trusted, and if not, why: judged in one place, first in the market handler, from the ring's
 * content alone. Market thread only.
 */
package org.ringtape.engine.health;
