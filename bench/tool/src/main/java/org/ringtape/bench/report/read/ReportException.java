package org.ringtape.bench.report.read;

/** Results that cannot be read or a report that cannot be written: one line that names the file. */
public final class ReportException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    public ReportException(final String message)
    {
        super(message);
    }
}
