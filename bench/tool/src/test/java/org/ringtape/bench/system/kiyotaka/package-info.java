/** The whole path against the simulated Kiyotaka. */
package org.ringtape.bench.system.kiyotaka;
