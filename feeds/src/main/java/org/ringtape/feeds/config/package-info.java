/** Reads what to feed from a file or the environment. Control path, before anything runs. */
package org.ringtape.feeds.config;
