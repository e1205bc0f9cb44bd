/** Who does TLS, and whom it trusts. */
package org.ringtape.feeds.transport.tls;
