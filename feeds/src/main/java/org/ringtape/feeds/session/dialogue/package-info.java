/**
 * What a session says to its venue and hears from it: admission, requests and their answers, heartbeats. Conductor
 * thread.
 */
package org.ringtape.feeds.session.dialogue;
