package org.ringtape.bench.jmh.book;

import org.ringtape.engine.book.OrderBook;

/** Our way from a frame to the book. */
public interface BookPath extends AutoCloseable
{
    /** Back to the REST body, on a new connection. */
    void restore();

    /** One frame, handled to the end. */
    void onFrame(byte[] frame);

    /** The book. */
    OrderBook book();

    @Override
    void close();
}
