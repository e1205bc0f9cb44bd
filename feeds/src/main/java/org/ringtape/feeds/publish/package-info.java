/** From what decoders say to staged slots. Runs on the thread that decodes: a receiver, or the conductor. */
package org.ringtape.feeds.publish;
