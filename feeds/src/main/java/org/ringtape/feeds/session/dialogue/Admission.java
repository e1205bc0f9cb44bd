package org.ringtape.feeds.session.dialogue;

import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.feeds.session.connect.ConnectPlan;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * What stands between an open connection and its subscriptions: a venue that speaks first, and our credentials.
 * Conductor thread only.
 */
final class Admission
{
    /** What a cycle has brought. */
    enum Progress
    {
        /** Nothing yet. */
        WAITING,
        /** Subscriptions may be asked for. */
        ADMITTED,
        /** No answer to a request to recover the session. */
        NOT_RECOVERED,
        /** The venue did not say that it is ready, or the request cannot be sent. */
        TOO_LATE
    }

    /** How far it has come on the present connection. */
    private enum Step
    {
        READY_AWAITED,
        REQUEST_DUE,
        ANSWER_AWAITED,
        ADMITTED
    }

    /** How long a throttled request waits if the venue does not say. Source: Kiyotaka spec, "Limits". */
    static final long DEFAULT_PAUSE_NS = TimeUnit.SECONDS.toNanos(10);
    /** What may be a key, or part of one; shorter words are left readable. */
    private static final Pattern WORD = Pattern.compile("[^\\s\"',:;(){}\\[\\]\\\\]{8,}");

    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final Outbox outbox;
    private Step step = Step.READY_AWAITED;
    private long deadlineNs;
    private long notBeforeNs;
    private String request;
    /** What was or is to be sent last, on any connection: it says what must not be told. */
    private String secret = "";
    /** What stands in the upgrade of the plan and must not be told. */
    private String planned = "";
    /** Null if the present connection begins anew. */
    private LongFunction<String> recovery;
    /** Silence was taken for yes, and the answer may still come. */
    private boolean isAnswerOpen;
    private long requestId = ControlSink.NO_REQUEST;

    Admission(final VenueProtocol protocol, final Outbox outbox)
    {
        this.protocol = protocol;
        this.outbox = outbox;
        limits = protocol.limits();
    }

    /** The next connection is of a plan: it may recover a session, and holds secrets of its own. */
    void plan(final ConnectPlan plan)
    {
        recovery = plan.recovery();
        planned = String.join("\n", plan.secrets());
    }

    /** True while a session is to be recovered, and not admitted by its credentials. */
    boolean isRecovering()
    {
        return recovery != null && step != Step.ADMITTED;
    }

    /** A connection has opened. */
    void begin(final long nowNs)
    {
        request = null;
        isAnswerOpen = false;
        requestId = ControlSink.NO_REQUEST;
        if (protocol.waitsForReady())
        {
            step = Step.READY_AWAITED;
            deadlineNs = nowNs + limits.answerNs();
        }
        else
        {
            greeted(nowNs);
        }
    }

    /** The venue says that it is ready. */
    void onReady(final long nowNs)
    {
        if (step == Step.READY_AWAITED)
        {
            greeted(nowNs);
        }
    }

    private void greeted(final long nowNs)
    {
        request = recovery != null ?
            recovery.apply(outbox.peekRequestId()) : protocol.authenticateRequest(outbox.peekRequestId());
        step = request == null ? Step.ADMITTED : Step.REQUEST_DUE;
        notBeforeNs = nowNs;
        deadlineNs = nowNs + limits.answerNs();
        if (request != null)
        {
            secret = request;
            requestId = outbox.nextRequestId();
        }
    }

    /** True if anything may be sent. */
    boolean maySend()
    {
        return step != Step.READY_AWAITED;
    }

    /** True if nothing stands between. */
    boolean isAdmitted()
    {
        return step == Step.ADMITTED;
    }

    /** Sends the request when it is due. No answer in time counts as yes: not every venue answers. */
    Progress poll(final long nowNs)
    {
        final boolean isDue = nowNs - deadlineNs >= 0;
        switch (step)
        {
            case READY_AWAITED:
                return isDue ? Progress.TOO_LATE : Progress.WAITING;

            case REQUEST_DUE:
                if (nowNs - notBeforeNs >= 0 && outbox.send(request, nowNs))
                {
                    step = Step.ANSWER_AWAITED;
                    deadlineNs = nowNs + limits.authAnswerNs();
                    return Progress.WAITING;
                }
                return isDue ? Progress.TOO_LATE : Progress.WAITING;

            case ANSWER_AWAITED:
                if (isDue && recovery != null)
                {
                    return Progress.NOT_RECOVERED; // silence is no yes to that
                }
                step = isDue ? Step.ADMITTED : step;
                isAnswerOpen = isDue;
                return isDue ? Progress.ADMITTED : Progress.WAITING;

            default:
                return Progress.ADMITTED;
        }
    }

    /** True if an answer is to the request, be it late; while it is awaited, one that names no request is, too. */
    boolean isAnsweredBy(final long id)
    {
        return request != null && (id == requestId || step == Step.ANSWER_AWAITED && id == ControlSink.NO_REQUEST);
    }

    /**
     * True for a yes that names no request and may be the late answer to ours: it is taken for that, once, since it
     * must not grant what somebody else asked for.
     */
    boolean takesLateYes(final long id)
    {
        final boolean takes = isAnswerOpen && id == ControlSink.NO_REQUEST;
        isAnswerOpen = isAnswerOpen && !takes;
        return takes;
    }

    /** The venue said yes; true if that recovers the session. */
    boolean onAcknowledged()
    {
        final boolean isRecovered = isRecovering();
        step = Step.ADMITTED;
        isAnswerOpen = false;
        return isRecovered;
    }

    /** The venue wants the request later. */
    void onThrottled(final long nowNs, final long pauseNs)
    {
        if (step == Step.ANSWER_AWAITED)
        {
            step = Step.REQUEST_DUE;
            notBeforeNs = nowNs + pauseNs;
            deadlineNs = notBeforeNs + limits.answerNs();
        }
    }

    /** A text of the venue without anything that stood in our request: it may repeat the credentials. */
    String withoutSecrets(final String text)
    {
        if (secret.isEmpty() && planned.isEmpty() || text.isEmpty())
        {
            return text;
        }
        final Matcher words = WORD.matcher(text);
        final StringBuilder clean = new StringBuilder();
        while (words.find())
        {
            final String word = words.group();
            words.appendReplacement(clean, secret.contains(word) || planned.contains(word) ? "***" : "$0");
        }
        return words.appendTail(clean).toString();
    }
}
