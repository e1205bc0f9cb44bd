/** The whole path against the simulated Vatic. */
package org.ringtape.bench.system.vatic;
