package org.ringtape.engine.book;

/** The naive book keeps the contract. */
final class NaiveBookTest extends BookContract
{
    private final TestBook book = new NaiveBook();

    @Override
    TestBook book()
    {
        return book;
    }
}
