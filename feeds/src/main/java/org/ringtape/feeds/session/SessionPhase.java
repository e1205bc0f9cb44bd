package org.ringtape.feeds.session;

/**
 * How far a session is in its life; how its connections stand is the matter of its lines.
 * <pre>
 * phase      lasts                                              and then   or, by what happens
 * SERVING    until the host closes it (a)                       LEAVING    ENDED: all its lines have failed
 * LEAVING    as long as the longest of its lines needs (b)      ENDED
 * ENDED      for ever
 *
 * (a) or the last of its streams has ended
 * (b) twice closeNs: a line is CLOSING, then CUTTING, and each has that time
 * </pre>
 */
enum SessionPhase
{
    /** Its lines connect, and connect again. */
    SERVING,
    /** Its lines take leave, and do not connect again. */
    LEAVING,
    /** Its lines have ended: closed, or failed. */
    ENDED;

    /** True if another may follow. */
    boolean leadsTo(final SessionPhase next)
    {
        return next.ordinal() > ordinal();
    }
}
