/**
 * Bytes of text: fixed keys, eight bytes at a time, and times. Nothing here makes a {@code String} on the hot path;
 * everything is static or owned by one decoding thread.
 */
package org.ringtape.codecs.text;
