/** Sockets, and how a receiver waits for bytes. Receiver thread. */
package org.ringtape.feeds.transport.socket;
