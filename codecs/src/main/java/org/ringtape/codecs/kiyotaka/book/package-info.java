/** Kiyotaka's images of books. Receiver thread of a connection. */
package org.ringtape.codecs.kiyotaka.book;
