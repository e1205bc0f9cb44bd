/** What Kiyotaka's points are made of: markets, trades, books and their numbers. Guarded by the simulator's lock. */
package org.ringtape.simulator.kiyotaka.market;
