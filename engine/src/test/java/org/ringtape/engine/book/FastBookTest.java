package org.ringtape.engine.book;

/** The fast book keeps the contract. */
final class FastBookTest extends BookContract
{
    private final TestBook book = new FastBook();

    @Override
    TestBook book()
    {
        return book;
    }
}
