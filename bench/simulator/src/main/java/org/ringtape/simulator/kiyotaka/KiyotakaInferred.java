package org.ringtape.simulator.kiyotaka;

import java.math.BigDecimal;

/**
 * What the venue does not document and this simulator had to choose: INFERRED or UNKNOWN in the wire specification. One
 * place, so that a fact learned later changes one line.
 */
final class KiyotakaInferred
{
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int UNKNOWN_METHOD = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int NOT_AUTHENTICATED = -32001;
    /** Close code after a refused key. */
    static final int POLICY_CLOSE = 1008;
    /** Close code after a minute without ping; the minute itself is documented. */
    static final int GOING_AWAY_CLOSE = 1001;
    /** Window of a TRADE_AGG channel that names none. */
    static final long BATCH_INTERVAL_NS = 1_000_000_000L;
    /** Time between images of a channel that names none. */
    static final long UPDATE_FREQUENCY_NS = 1_000_000_000L;
    /** Levels a side of a book channel that names no depth: the REST default. */
    static final int MAX_DEPTH = 3500;
    /** Volume unit of a channel that names none: the REST default. */
    static final String QUOTE = "COIN";
    /** Period over which a volume profile accumulates, aligned to the epoch. */
    static final long PROFILE_PERIOD_NS = 3_600_000_000_000L;
    /** The second legal block size is this multiple of the finest one (documented); others are refused. */
    static final BigDecimal COARSE_BLOCK = new BigDecimal(5);

    private KiyotakaInferred()
    {
    }
}
