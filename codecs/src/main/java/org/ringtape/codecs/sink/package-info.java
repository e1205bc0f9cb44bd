/**
 * What decoders call. A sink is called on the thread that decodes; byte ranges handed to it are valid during the call
 * only. An event is complete when its closing call returns: until then {@link
 * org.ringtape.codecs.sink.BookSink#onBookAbort()} or a status other than DECODED takes it back.
 */
package org.ringtape.codecs.sink;
