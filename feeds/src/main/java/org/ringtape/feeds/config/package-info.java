/**
 * Reads what to feed from a file or the environment. Control path, before anything runs. Whatever stands in a file ends
 * in feeds or in a {@link org.ringtape.feeds.config.ConfigurationException} that says all that is wrong.
 */
package org.ringtape.feeds.config;
