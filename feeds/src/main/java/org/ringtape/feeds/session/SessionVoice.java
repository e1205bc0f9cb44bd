package org.ringtape.feeds.session;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.feeds.subscription.LastError;

/**
 * What a session says of itself: to the ring, to the log, and to hosts that ask for its last error. A distinct problem
 * is logged as a warning once, then as information. Nothing of it ever holds a credential. Conductor thread, but for
 * {@link #lastError()}.
 */
final class SessionVoice
{
    /** Distinct problems remembered; beyond that the oldest are forgotten, and warned of again. */
    private static final int MAX_KNOWN = 64;

    private final SessionIdentity identity;
    private final ConductorEvents events;
    private final UnaryOperator<String> withoutSecrets;
    private final ControlLog log;
    private final Set<String> known = new LinkedHashSet<>();
    /** Writer: conductor; volatile for hosts that look. */
    private volatile LastError lastError = LastError.NONE;

    /**
     * A voice that has said nothing.
     *
     * @param withoutSecrets takes out of a text what must not be told
     */
    SessionVoice(
        final SessionIdentity identity,
        final ConductorEvents events,
        final UnaryOperator<String> withoutSecrets,
        final ControlLog log)
    {
        this.identity = identity;
        this.events = events;
        this.withoutSecrets = withoutSecrets;
        this.log = log;
    }

    /** It has come to a state. */
    void state(
        final SessionState state, final int epoch, final int code, final long roundTripNs, final String text)
    {
        final String clean = withoutSecrets.apply(text);
        events.sessionStatus(identity, epoch, state, code, roundTripNs, clean);
        log.info(identity.name() + " epoch " + epoch + ": " + state + (code == 0 ? "" : " code " + code) +
            (clean.isEmpty() ? "" : ": " + clean));
    }

    /** Something to know while the state stays; told as long as the ring takes what we say. */
    void remark(
        final SessionState state, final int epoch, final int code, final long roundTripNs, final String text)
    {
        if (events.hasRoom())
        {
            state(state, epoch, code, roundTripNs, text);
        }
    }

    /** Something went wrong; what is told of it besides is the caller's business. */
    void problem(final String text, final long nowNs)
    {
        problem(0, text, nowNs);
    }

    /** The same, with an HTTP status, a close code or the venue's own number. */
    void problem(final int code, final String text, final long nowNs)
    {
        final String clean = withoutSecrets.apply(text);
        lastError = new LastError(nowNs, code, clean);
        if (!known.add(clean))
        {
            log.info(identity.name() + ": " + clean);
            return;
        }
        if (known.size() > MAX_KNOWN)
        {
            known.remove(known.iterator().next());
        }
        log.warn(identity.name() + ": " + clean);
    }

    /** What was thrown at us went wrong; told with all that is known of it. */
    void thrown(final String what, final Throwable thrown, final long nowNs)
    {
        problem(what + ": " + thrown, nowNs);
        // the stack alone: what it says may hold a credential
        log.debug(identity.name() + ": " + what + " at " + Arrays.toString(thrown.getStackTrace()));
    }

    /** A text of the venue without anything that must not be told. */
    String clean(final String text)
    {
        return withoutSecrets.apply(text);
    }

    /** What last went wrong. Any thread. */
    LastError lastError()
    {
        return lastError;
    }
}
