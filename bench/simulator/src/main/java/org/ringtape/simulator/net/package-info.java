/**
 * Sockets, REST servers and ports of the simulated venues; their threads are named in {@link org.ringtape.simulator}.
 */
package org.ringtape.simulator.net;
