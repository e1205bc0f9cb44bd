package org.ringtape.simulator.fault;

import java.util.List;
import java.util.Locale;

/** What can go wrong, and on which occasions (its candidates). */
public enum FaultKind
{
    /** A diff is not sent. Candidates: diff-depth frames. */
    LOST_DIFF,
    /** A diff is sent twice. Candidates: diff-depth frames. */
    DUPLICATE_DIFF,
    /** A diff is sent after the next one of its stream. Candidates: diff-depth frames. */
    SWAPPED_DIFFS,
    /** After the frame, its receivers' TCP connections are cut without a close frame. Candidates: data frames. */
    DISCONNECT,
    /** After the frame, its receivers get a close frame. Candidates: data frames. */
    CLOSE(Fault.CODE),
    /** After the frame, its receivers get no more data on this connection; pings go on. Candidates: data frames. */
    SILENCE,
    /** Keys of the envelope and of all objects come in another order. Candidates: data frames. */
    SHUFFLED_KEYS,
    /** Unknown keys stand first, in the middle and last. Candidates: data frames. */
    EXTRA_KEYS,
    /** Blanks, tabs and line ends stand wherever JSON allows them. Candidates: data frames. */
    BLANKS,
    /** Zero quantities are spelled with another number of zeros. Candidates: diff-depth frames. */
    ZERO_SPELLING,
    /** A snapshot is older than anything the client can have buffered. Candidates: depth requests. */
    STALE_SNAPSHOT,
    /** A snapshot request is answered with an HTTP error. Candidates: depth requests. */
    SNAPSHOT_ERROR(Fault.STATUS, Fault.RETRY_AFTER),
    /** An upgrade is answered with an HTTP error. Candidates: upgrade requests. */
    REFUSE_UPGRADE(Fault.STATUS),
    /** A SUBSCRIBE is answered with the venue's error and changes nothing. Candidates: SUBSCRIBE requests. */
    REJECT_SUBSCRIBE,
    /** Only the first of what is asked for is granted, and named. Candidates: subscriptions to several intervals. */
    PARTIAL_GRANT,
    /** A snapshot is answered late, with the book of the moment of the answer. Candidates: depth requests. */
    SLOW_SNAPSHOT(Fault.MILLISECONDS),
    /** After the frame, its receivers get an optionMarkPrice frame of a whole chain. Candidates: data frames. */
    BIG_MARK_FRAME(Fault.ELEMENTS),
    /** A snapshot claims an id that its stream reaches much later. Candidates: depth requests. */
    AHEAD_SNAPSHOT,
    /** A snapshot has its bids as asks and its asks as bids. Candidates: depth requests. */
    SWAPPED_SNAPSHOT,
    /** A snapshot has another symbol's levels under its own id. Candidates: depth requests. */
    FOREIGN_SNAPSHOT,
    /** A snapshot is the book of a while ago, but not from before the fault was set. Candidates: depth requests. */
    CACHED_SNAPSHOT(Fault.MILLISECONDS),
    /** A snapshot has only so many levels a side. Candidates: depth requests. */
    SHORT_SNAPSHOT(Fault.LEVELS),
    /** From the diff on, its symbol's ids begin anew, in snapshots as well. Candidates: diff-depth frames. */
    RESTARTED_IDS,
    /** A diff's last id is 2^62; the next ones go on as before. Candidates: diff-depth frames. */
    FUTURE_ID,
    /** A diff's times are ten years ahead. Candidates: diff-depth frames. */
    FUTURE_TIME,
    /** Behind the diff, the last ones come once more. Candidates: diff-depth frames with as many since it was set. */
    REPEATED_DIFFS(Fault.ELEMENTS),
    /** A frame ends behind the name of its stream. Candidates: diff-depth frames. */
    CUT_FRAME,
    /** A frame ends before it names its stream. Candidates: diff-depth frames. */
    CUT_FRAME_EARLY,
    /** After the frame, its receivers get neither data nor replies; the connection stays. Candidates: data frames. */
    STALL,
    /** Numbers are spelled as strings. Candidates: data frames. */
    QUOTED_NUMBERS,
    /** A frame ends in its middle. Candidates: data frames. */
    MALFORMED_FRAME,
    /** A point that means nothing stands among the others. Candidates: data frames of points. */
    MALFORMED_POINT,
    /** A frame waits for later ones of its connection until it has so many points. Candidates: frames of points. */
    BATCHED_POINTS(Fault.ELEMENTS),
    /** An image claims a time before the last one of its book. Candidates: book images that have a predecessor. */
    OLD_BOOK(Fault.MILLISECONDS),
    /** The compressed bytes are damaged. Candidates: Brotli frames. */
    CORRUPT_BROTLI,
    /** An authentication takes effect without a reply. Candidates: accepted authentications with an id. */
    NO_AUTH_REPLY,
    /** A refused authentication gets a close frame only. Candidates: refused authentications. */
    AUTH_CLOSE(Fault.CODE),
    /** The last trade of an earlier connection comes again. Candidates: such trades at a subscription. */
    DUPLICATE_TRADE,
    /** A price could not be had. Candidates: live window openings, unless lost. */
    WINDOW_ERROR,
    /** An error, and the price later. Candidates: live window openings, unless lost or an error. */
    LATE_WINDOW(Fault.MILLISECONDS),
    /** A window opening is sent twice. Candidates: live window openings that are sent. */
    DUPLICATE_WINDOW,
    /** A window opening is followed by one with another price. Candidates: live window openings that are sent. */
    CORRECTED_WINDOW,
    /** A window opening is not sent. Candidates: live window openings. */
    LOST_WINDOW,
    /** The key that tells the event's kind stands last. Candidates: data frames. */
    DISCRIMINATOR_LAST;

    private final List<String> parameters;

    FaultKind(final String... parameters)
    {
        this.parameters = List.of(parameters);
    }

    /** @return the name on a command line, such as {@code lost-diff}. */
    public String text()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return the keys that only this kind (and kinds like it) takes. */
    public List<String> parameters()
    {
        return parameters;
    }
}
