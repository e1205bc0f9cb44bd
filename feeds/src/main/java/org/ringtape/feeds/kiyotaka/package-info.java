/**
 * Kiyotaka: endpoints, channels, requests and limits. Built on the host's thread, then used by the conductor; only
 * names under wildcards are resolved on a receiver's thread.
 */
package org.ringtape.feeds.kiyotaka;
