package org.ringtape.engine.event;

/** Every kind of event. The id is stable: journals and consumers of other versions read it. */
public enum EventType
{
    /** A claimed slot that nobody is to act on. */
    NONE(0),
    /** Levels of an L2 book: change, image or snapshot. */
    BOOK_UPDATE(1),
    /** Levels that also carry implied volatility, order count and action. */
    BOOK_UPDATE_EXTENDED(2),
    /** Orders of an L3 book. */
    ORDER_BOOK_UPDATE(3),
    /** Best bid and ask as the venue streams them. */
    TOP_OF_BOOK(4),
    /** One public trade. */
    TRADE(5),
    /** One public liquidation. */
    MARKET_LIQUIDATION(6),
    /** Open, high, low, close of an interval, or aggregated trades. */
    CANDLE(7),
    /** Statistics of a rolling window. */
    TICKER(8),
    /** Mark price with greeks and implied volatilities. */
    MARK_PRICE(9),
    /** Price of an index. */
    INDEX_PRICE(10),
    /** Interest rate by expiry. */
    INTEREST_RATE(11),
    /** Parameters of a volatility surface by expiry. */
    VOLATILITY_SURFACE(12),
    /** Funding rate, current and predicted. */
    FUNDING(13),
    /** Open contracts. */
    OPEN_INTEREST(14),
    /** Traded quantity by price block. */
    VOLUME_PROFILE(15),
    /** An instrument becomes known or changes. */
    INSTRUMENT(16),
    /** The full list of a venue's instruments. */
    INSTRUMENT_LIST(17),
    /** Target price of a window. */
    PRICE_TARGET(18),
    /** An account becomes known. */
    ACCOUNT_DEFINITION(19),
    /** Equity, margins and risk of an account. */
    ACCOUNT_STATE(20),
    /** Balance of one asset. */
    BALANCE(21),
    /** Greeks by underlying. */
    ACCOUNT_GREEKS(22),
    /** Risk state of an account. */
    ACCOUNT_RISK(23),
    /** One position. */
    POSITION(24),
    /** One own order. */
    ORDER(25),
    /** One own fill. */
    FILL(26),
    /** Deposit, withdrawal or transfer. */
    TRANSFER(27),
    /** Request for quotes. */
    QUOTE_REQUEST(28),
    /** Answer to a request for quotes. */
    QUOTE_RESPONSE(29),
    /** End of a request for quotes. */
    QUOTE_CANCEL(30),
    /** A session changed its state. */
    SESSION_STATUS(31),
    /** Something was lost before the ring. */
    LOSS(32),
    /** Outcome of a command of the strategy. */
    REQUEST_OUTCOME(33),
    /** Outcome of comparing a book with a snapshot. */
    AUDIT_RESULT(34),
    /** One connection took over from another. */
    HANDOVER(35),
    /** A timer of the strategy is due. */
    TIMER(36),
    /** The life of an instrument or a stream is over; its id may become another's. */
    RETIRED(37),
    /** A stream becomes known on a connection: its name, rule and instrument. */
    STREAM(38);

    private static final EventType[] BY_ID = values();

    private final int id;

    EventType(final int id)
    {
        this.id = id;
    }

    /**
     * The kind's number in a slot.
     *
     * @return 0 … 65,535
     */
    public int id()
    {
        return id;
    }

    /**
     * Kind of a number.
     *
     * @param id as it stands in a slot
     * @return the kind; {@link #NONE} for a number that this version does not know
     */
    public static EventType of(final int id)
    {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : NONE;
    }
}
