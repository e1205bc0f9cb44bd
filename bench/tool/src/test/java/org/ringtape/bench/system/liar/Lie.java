package org.ringtape.bench.system.liar;

import java.util.concurrent.TimeUnit;

import org.ringtape.engine.health.ChainWatch;

/**
 * What a venue, or the way from it, can get wrong, and for how long a book may be LIVE and differ from the truth
 * because of it: so many of its events, behind a time by the venue's clock. The bounds are those of the package
 * description of {@code org.ringtape.engine.book}.
 */
enum Lie
{
    /** Bodies as the venue had them up to 30 s ago, as it says it may. */
    BODY_CACHED(0, 0),
    /** Bodies of an id that the stream has not reached. */
    BODY_AHEAD(ChainWatch.AHEAD_LIMIT, ChainWatch.AHEAD_SLACK_NS),
    /** Bodies of another symbol, under an id that fits: until the first update crosses it. */
    BODY_OF_ANOTHER(1, 0),
    /** Bodies whose sides are swapped. */
    BODY_SWAPPED(0, 0),
    /** Bodies of three levels a side. */
    BODY_SHORT(0, 0),
    /** Ids begin anew. */
    IDS_RESTART(0, 0),
    /** One id is of the far future. */
    ID_JUMPS(1, 0),
    /** Updates come again, many in a row. */
    IDS_REPEAT(0, 0),
    /** One venue time is years ahead. */
    TIME_OF_THE_FUTURE(0, 0),
    /** A frame is cut off behind the name of its stream. */
    FRAME_CUT(0, 0),
    /** A frame is cut off before it names its stream. */
    FRAME_CUT_EARLY(0, 0),
    /** An update never comes. */
    UPDATE_LOST(0, 0),
    /** An update is dropped, and that is told. */
    UPDATE_DROPPED(0, 0),
    /** The connection is cut. */
    CUT(0, 0);

    /** Events of the stream for which it may be wrong. */
    final int events;
    /** Time before those events count. */
    final long spanNs;

    Lie(final int events, final long spanNs)
    {
        this.events = events;
        this.spanNs = spanNs;
    }

    /** True for what a body can get wrong: it goes on until the venue is honest. */
    boolean isOfBodies()
    {
        return ordinal() <= BODY_SHORT.ordinal();
    }

    /** How old the bodies of a venue may be by its own word. */
    static final long CACHE_NS = TimeUnit.SECONDS.toNanos(30);
}
