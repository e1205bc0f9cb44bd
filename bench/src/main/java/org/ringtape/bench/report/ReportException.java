package org.ringtape.bench.report;

/** Results that cannot be read or a report that cannot be written: one line that names the file. */
final class ReportException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    ReportException(final String message)
    {
        super(message);
    }
}
