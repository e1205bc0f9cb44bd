/** Measures how long frames and events take, on threads of their own, over loopback sockets and from memory. */
package org.ringtape.bench.latency;
