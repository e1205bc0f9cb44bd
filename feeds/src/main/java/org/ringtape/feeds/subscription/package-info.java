/** What a session is to receive, and how far that has come. Conductor thread only. */
package org.ringtape.feeds.subscription;
