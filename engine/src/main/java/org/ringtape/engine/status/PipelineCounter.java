package org.ringtape.engine.status;

/**
 * Everything that a running pipeline counts. Ids are stable. "A session" means one counter a session, written by the
 * thread named; "market" means one counter, written by the market thread.
 */
public enum PipelineCounter
{
    /** Data frames handed over by the transport. Unit: frames. Writer: a session's receiver. */
    FRAMES_RECEIVED(1, "Frames received"),
    /** Payload bytes of those frames. Unit: bytes. Writer: a session's receiver. */
    BYTES_RECEIVED(2, "Bytes received"),
    /** Frames whose every event was staged. Unit: frames. Writer: a session's receiver. */
    FRAMES_DECODED(3, "Frames decoded"),
    /** Frames of which some events were malformed and left out. Unit: frames. Writer: a session's receiver. */
    FRAMES_PARTIAL(4, "Frames decoded in part"),
    /** Answers to our own requests. Unit: frames. Writer: a session's receiver. */
    FRAMES_CONTROL(5, "Frames: answers to requests"),
    /** Well-formed frames of a kind that nobody reads. Unit: frames. Writer: a session's receiver. */
    FRAMES_IGNORED(6, "Frames ignored: unread kind"),
    /** Whole frames discarded because the ring had no room; each leads to a resync of its streams. Unit: frames. */
    FRAMES_DROPPED(7, "Frames dropped: ring full"),
    /** Frames that are not what the venue documents. Unit: frames. Writer: a session's receiver. */
    FRAMES_MALFORMED(8, "Frames malformed"),
    /** Frames of a symbol or stream that is not ours. Unit: frames. Writer: a session's receiver. */
    FRAMES_UNKNOWN_INSTRUMENT(9, "Frames of unknown instrument"),
    /** Frames that need more slots than a stage has. Unit: frames. Writer: a session's receiver. */
    FRAMES_TOO_LARGE(10, "Frames too large"),
    /** Keys that no decoder reads, in frames that were decoded. Unit: keys. Writer: a session's receiver. */
    KEYS_SKIPPED(11, "Unknown keys skipped"),
    /** Events published from frames. Unit: events. Writer: a session's receiver. */
    EVENTS_PUBLISHED(12, "Events published"),
    /** Trades whose two side fields disagree. Unit: trades. Writer: a session's receiver. */
    SIDE_DISAGREEMENTS(13, "Trades whose side fields disagree"),
    /** Events that were malformed and left out of a frame whose rest was read. Unit: events. Writer: a receiver. */
    EVENTS_MALFORMED(14, "Events malformed inside frames"),
    /** Ids too long to be carried, which stand as a hash. Unit: ids. Writer: a session's receiver. */
    IDS_HASHED(15, "Ids too long, hashed"),
    /** Texts too long for their field: left out, or cut where they are for people. Unit: texts. Writer: a receiver. */
    TEXTS_TOO_LONG(16, "Texts too long for their field"),
    /** Binary frames that could not be inflated within the limit. Unit: frames. Writer: a session's receiver. */
    FRAMES_NOT_INFLATED(17, "Frames not inflated"),
    /** Bytes that binary frames inflated to. Unit: bytes. Writer: a session's receiver. */
    BYTES_INFLATED(18, "Bytes inflated"),

    /** Connections opened. Unit: connections. Writer: conductor, one a session. */
    CONNECTS(30, "Connections opened"),
    /** Connections that ended, for whatever reason. Unit: connections. Writer: conductor, one a session. */
    DISCONNECTS(31, "Connections ended"),
    /** Attempts that never became a connection. Unit: attempts. Writer: conductor, one a session. */
    CONNECT_FAILURES(32, "Connection attempts failed"),
    /** Subscriptions the venue refused or never answered. Unit: requests. Writer: conductor, one a session. */
    SUBSCRIPTIONS_REFUSED(33, "Subscriptions refused or unanswered"),
    /** Times a session was silent for longer than allowed. Unit: episodes. Writer: conductor, one a session. */
    STALE_EPISODES(34, "Silences longer than allowed"),
    /** Snapshot requests sent. Unit: requests. Writer: conductor, one a session. */
    SNAPSHOT_REQUESTS(35, "Snapshot requests sent"),
    /** Snapshot requests that brought no usable answer; each is repeated. Unit: requests. Writer: conductor. */
    SNAPSHOT_FAILURES(36, "Snapshot requests failed"),
    /** Losses the conductor had to announce since the receiver found no room. Unit: events. Writer: conductor. */
    LOSSES_ANNOUNCED_LATE(37, "Losses announced by the conductor"),
    /** Work of conductors that threw. Unit: exceptions. Writers: conductors, by atomic addition. */
    CONDUCTOR_ERRORS(38, "Exceptions on the conductor"),
    /** Pings sent inside the data. Unit: pings. Writer: conductor, one a session. */
    PINGS_SENT(39, "Pings sent inside the data"),
    /** Answers to them. Unit: pongs. Writer: conductor, one a session. */
    PONGS_RECEIVED(40, "Pongs received inside the data"),
    /** Times the venue refused our credentials. Unit: answers. Writer: conductor, one a session. */
    CREDENTIALS_REFUSED(41, "Credentials refused"),
    /** Times the venue asked for fewer requests. Unit: answers. Writer: conductor, one a session. */
    REQUESTS_THROTTLED(42, "Requests throttled by the venue"),
    /** Streams silent for longer than allowed though their connection lived. Unit: episodes. Writer: conductor. */
    STREAMS_SILENT(43, "Streams silent for longer than allowed"),
    /** REST requests beside snapshots. Unit: requests. Writer: conductor, one a session. */
    REST_REQUESTS(44, "REST requests beside snapshots"),
    /** Those that brought no usable answer. Unit: requests. Writer: conductor, one a session. */
    REST_FAILURES(45, "REST requests failed"),
    /** Target windows whose price did not come in time. Unit: windows. Writer: conductor, one a session. */
    TARGETS_OVERDUE(46, "Target windows overdue"),
    /** Pings of the venue inside the data. Unit: pings. Writer: conductor, one a session. */
    PINGS_RECEIVED(47, "Pings received inside the data"),
    /** Connections given up whose receiver did not end in time. Unit: connections. Writer: conductor, one a session. */
    TRANSPORTS_ABANDONED(56, "Connections whose receiver did not end"),
    /** What a receiver could not tell its session since too much waited; the connection is given up. Unit: signals. */
    SIGNALS_DROPPED(57, "Signals to the conductor dropped"),
    /** Answers of the venue that name nothing and could be to several requests. Unit: answers. Writer: conductor. */
    ANSWERS_UNATTRIBUTED(58, "Answers that name no request"),
    /** WebSocket pings of our own. Unit: pings. Writer: conductor, one a session. */
    LINK_PINGS_SENT(59, "WebSocket pings sent"),

    /** Slots handled. Unit: slots. Writer: market. */
    SLOTS_HANDLED(60, "Slots handled"),
    /** Book updates applied to a live book, images included. Unit: events. Writer: market. */
    BOOK_UPDATES_APPLIED(61, "Book updates applied"),
    /** Book updates already contained in their book. Unit: events. Writer: market. */
    BOOK_UPDATES_DUPLICATE(62, "Book updates already applied"),
    /** Book updates kept until a snapshot comes. Unit: events. Writer: market. */
    BOOK_UPDATES_BUFFERED(63, "Book updates kept for a snapshot"),
    /** Book updates older than the snapshot they waited for. Unit: events. Writer: market. */
    BOOK_UPDATES_SUPERSEDED(64, "Book updates older than their snapshot"),
    /** Times an update did not join the one before it. Unit: gaps. Writer: market. */
    BOOK_GAPS(65, "Gaps in book streams"),
    /** Snapshots that made a book live. Unit: events. Writer: market. */
    SNAPSHOTS_APPLIED(66, "Snapshots applied"),
    /** Snapshots older than the oldest update kept; another is asked for. Unit: events. Writer: market. */
    SNAPSHOTS_TOO_OLD(67, "Snapshots too old to join"),
    /** Snapshots that came for a book that needed none. Unit: events. Writer: market. */
    SNAPSHOTS_UNUSED(68, "Snapshots not needed"),
    /** Resyncs asked of the conductor. Unit: requests. Writer: market. */
    RESYNC_REQUESTS(69, "Resyncs requested"),
    /** Updates let go because the shared pool of kept updates was full. Unit: events. Writer: market. */
    PENDING_OVERFLOWS(70, "Kept updates let go: pool full"),
    /** Books that had to be given up since a number or a level did not fit. Unit: events. Writer: market. */
    BOOK_OVERFLOWS(71, "Books given up: value or level does not fit"),
    /** Trades added to a tape. Unit: events. Writer: market. */
    TRADES(72, "Trades"),
    /** Trade ids missing where a venue counts by one. Unit: gaps. Writer: market. */
    TRADE_GAPS(73, "Gaps in trade ids"),
    /** Trades whose id had been seen. Unit: events. Writer: market. */
    TRADES_DUPLICATE(74, "Trades already seen"),
    /** Best quotes handled. Unit: events. Writer: market. */
    TOPS_OF_BOOK(75, "Best quotes"),
    /** Loss events handled. Unit: events. Writer: market. */
    LOSSES(76, "Losses announced in the ring"),
    /** Events of a connection that had already been replaced. Unit: events. Writer: market. */
    EVENTS_OF_OLD_EPOCH(77, "Events of a replaced connection"),
    /** Exceptions thrown by listeners; the book concerned is no longer trusted. Unit: exceptions. Writer: market. */
    LISTENER_ERRORS(78, "Exceptions of listeners"),
    /** Events whose venue time lies after our receive time: clocks differ. Unit: events. Writer: market. */
    NEGATIVE_LATENCIES(79, "Events from the venue's future"),
    /** Times best bid ≥ best ask in a live book. Unit: events. Writer: market. */
    CROSSED_BOOKS(80, "Crossed books"),
    /** Last values taken over: candles, tickers, marks and the like. Unit: events. Writer: market. */
    VALUES_APPLIED(81, "Last values taken over"),
    /** Values passed over since a newer one had come. Unit: events. Writer: market. */
    VALUES_OUT_OF_ORDER(82, "Last values out of order"),
    /** Liquidations told. Unit: events. Writer: market. */
    LIQUIDATIONS(83, "Liquidations"),
    /** Target prices that a window had already. Unit: events. Writer: market. */
    TARGETS_DUPLICATE(84, "Target prices already known"),
    /** Target prices that differ from the one the window had. Unit: events. Writer: market. */
    TARGETS_CORRECTED(85, "Target prices corrected"),
    /** Target windows that begin in the future. Unit: events. Writer: market. */
    TARGETS_REJECTED(86, "Target windows rejected: in the future"),
    /** Images refused since their levels were out of order. Unit: events. Writer: market. */
    IMAGES_REFUSED(87, "Images refused: levels out of order"),
    /** Times a tape went on after a reconnect without knowing what it missed. Unit: gaps. Writer: market. */
    TAPE_INTERRUPTIONS(88, "Tapes interrupted by a reconnect"),
    /** Values of several chunks that broke off; the one before stays. Unit: events. Writer: market. */
    VALUES_INCOMPLETE(89, "Values of several chunks broken off"),
    /** Options left out of their chain since its place is taken. Unit: definitions. Writer: market. */
    OPTIONS_CONFLICTING(90, "Options whose place in the chain is taken"),
    /** Snapshots refused since they contradict themselves; another is asked for. Unit: events. Writer: market. */
    SNAPSHOTS_REFUSED(91, "Snapshots refused: crossed by themselves"),
    /** Times a venue counted or told the time anew, and was believed. Unit: events. Writer: market. */
    SEQUENCES_RESTARTED(92, "Sequences or times that began anew"),
    /** Events refused since their venue time lies far beyond our clock. Unit: events. Writer: market. */
    EVENTS_BEYOND_CLOCK(93, "Events refused: far beyond our clock"),

    /** Instruments whose life is over, their id free for another. Unit: instruments. Writer: market. */
    INSTRUMENTS_RETIRED(110, "Instruments retired"),
    /** Streams whose life is over. Unit: streams. Writer: market. */
    STREAMS_RETIRED(111, "Streams retired"),
    /** Events or streams left out since a table of names is full. Unit: frames. Writer: a session's receiver. */
    NAMES_WITHOUT_ROOM(112, "Names left out: table full"),
    /** Events of a kind that this version does not read, or that nothing in the pipeline handles. Writer: market. */
    EVENTS_OF_UNKNOWN_KIND(95, "Events of a kind that nobody handles"),

    /** Threads that could not be tied to the core meant for them. Unit: threads. Writers: all, by atomic addition. */
    THREADS_NOT_PLACED(100, "Threads not tied to their core"),
    /** Interrupts of our threads by others, which were cleared. Unit: interrupts. Writers: all, by atomic addition. */
    INTERRUPTS_CLEARED(101, "Interrupts of our threads cleared"),
    /** Duty cycles that took longer than allowed. Unit: cycles. Writers: whoever looks, by atomic addition. */
    THREADS_STALLED(102, "Duty cycles that did not come back in time"),
    /** Threads that could not go on. Unit: threads. Writers: all, by atomic addition. */
    THREADS_FAILED(103, "Threads that could not go on"),
    /** Errors that the host's handler was spared since there were too many. Writers: all, by atomic addition. */
    ERRORS_WITHHELD(104, "Errors beyond what the host's handler is told"),
    /** Events that a follower or tap was given. Unit: slots. Writer: its thread. */
    CONSUMER_EVENTS(113, "Events of a consumer"),
    /** What a follower or tap threw. Unit: exceptions. Writer: its thread, by atomic addition. */
    CONSUMER_ERRORS(114, "Errors of a consumer"),
    /** Events that were overwritten before a tap could copy them. Unit: slots. Writer: its thread. */
    TAP_SLOTS_MISSED(115, "Events missed by a tap"),
    /** Times that happened. Unit: holes. Writer: its thread. */
    TAP_HOLES(116, "Holes of a tap");

    private final int id;
    private final String label;

    PipelineCounter(final int id, final String label)
    {
        this.id = id;
        this.label = label;
    }

    /** Stable number of the counter, its type id in a counter file. */
    public int id()
    {
        return id;
    }

    /** One phrase for a person. */
    public String label()
    {
        return label;
    }
}
