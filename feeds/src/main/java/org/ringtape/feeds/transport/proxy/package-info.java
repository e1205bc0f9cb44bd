/** Which way a connection goes: direct, or through a proxy. */
package org.ringtape.feeds.transport.proxy;
