package org.ringtape.feeds.subscription;

/**
 * What last went wrong, for people and for what shows it to them. Any thread.
 *
 * @param timeNs epoch nanoseconds of our clock
 * @param status HTTP status or the venue's own number, 0 if there was no answer
 * @param text   what happened, with the venue's own words; one line, bounded, without secrets
 */
public record LastError(long timeNs, int status, String text)
{
    /** Nothing has gone wrong so far. */
    public static final LastError NONE = new LastError(0L, 0, "");
}
