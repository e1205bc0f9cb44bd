/**
 * What the venues have to tell: generated and recorded markets, the true books of both, and the frames that say it.
 */
package org.ringtape.simulator.market;
