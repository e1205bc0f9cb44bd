/**
 * Requests over HTTP, off the hot path: the JDK's client answers on its own thread, the conductor takes it from there.
 */
package org.ringtape.feeds.rest;
