package org.ringtape.bench.system;

/** What happens to a stream of diffs, or to the connection under it. */
enum Wound
{
    /** A diff never comes. */
    LOSS,
    /** A diff comes twice. */
    REPEAT,
    /** Two neighbours come in the wrong order. */
    SWAP,
    /** The connection is cut at any frame; some frames later there is another one. */
    CUT
}
