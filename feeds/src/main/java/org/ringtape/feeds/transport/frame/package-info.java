/** RFC 6455 frames read in place, their payloads checked and inflated. Receiver thread. */
package org.ringtape.feeds.transport.frame;
