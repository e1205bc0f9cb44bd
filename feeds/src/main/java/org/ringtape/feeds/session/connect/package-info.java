/**
 * How a line connects: what it needs before, where to and with what it asks for the upgrade, and how long it waits
 * between attempts. Conductor thread.
 */
package org.ringtape.feeds.session.connect;
