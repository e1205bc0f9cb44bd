/**
 * The receiving side of a session: frames into the ring, signals to the conductor. Each class says on which of the
 * two threads it runs.
 */
package org.ringtape.feeds.session.receive;
