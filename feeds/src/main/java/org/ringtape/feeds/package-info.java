/** Feeds of venues into a pipeline, and the conductor that keeps them up: an agent of the control path. */
package org.ringtape.feeds;
