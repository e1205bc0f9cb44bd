/**
 * Order books: one a stream, built from the ring's content alone, on the market thread.
 * <p>
 * {@link org.ringtape.engine.health.MarketHealth} judges each event first: of which connection it is, and what has been
 * lost. {@link org.ringtape.engine.book.BookHandler} judges every update by its stream's continuity rule,
 * {@link org.ringtape.engine.book.OrderBook} holds levels, {@link org.ringtape.engine.book.PendingUpdates} keeps
 * updates while a snapshot is on its way. Whatever makes a book other than LIVE gives a
 * {@link org.ringtape.engine.health.HealthReason}, in capitals below.
 * <h2>CHAINED: what happens in which state</h2>
 * {@code pu}, {@code u}: previous and last sequence of an update. {@code L}: sequence of a snapshot. {@code end}: last
 * sequence applied, kept or given up in this epoch. "On a snapshot": the book is as of {@code L}, which is its end, and
 * the next update has to reach around it; LIVE, or GAPPED if the snapshot is not proven (below). "Kept" and "none kept"
 * tell the two cases of a book without content to trust, AWAITING_SNAPSHOT or GAPPED. LIVE stands for STALE as well; an
 * update that is applied makes any of them LIVE.
 * <pre>
 * input                   LIVE, chained            on a snapshot       kept                     none kept
 * ──────────────────────  ───────────────────────  ──────────────────  ───────────────────────  ─────────────────
 * update, pu = end        apply                    apply               keep                     keep
 * update, pu &lt; end &lt; u    gap BROKEN_CHAIN         apply               gap                      gap
 * update, u = end         copy                     apply               copy                     copy
 * update, u &lt; end         copy                     contained           copy                     copy
 * update, pu &gt; end        gap BROKEN_CHAIN         gap                 gap                      gap
 * update, no end known    –                        –                   –                        keep
 * snapshot, L too old     unused                   count, ask          SNAPSHOT_STALE, ask      SNAPSHOT_STALE, ask
 * snapshot otherwise      unused                   fill, settle        fill, apply all u ≥ L,   fill, settle
 *                                                                      then LIVE, once
 * loss, broken-off event  count, LOSS, ask         the same            count, let go,           LOSS: ask
 *                                                                      LOSS, ask
 * stream refused          count, FAILED            the same            the same, let go         FAILED
 * connection gone         count, DISCONNECTED,     the same            the same, and let go     forget request
 *                         forget request and end                                                and end
 * session STALE, CLOSED   SILENT, CLOSED: STALE    STALE if LIVE       –                        –
 * session LIVE            LIVE if it was STALE     the same            –                        –
 * stream silent           SILENT: STALE            the same            STALE on the snapshot    STALE on it
 * does not fit            OVERFLOW, ask            the same            OVERFLOW                 OVERFLOW
 * pool full               –                        –                   let all go, ask          let it go, ask
 * listener throws         LISTENER_ERROR, ask      the same            –                        –
 * crossed                 CROSSED, ask             the same            –                        –
 * end of known range      RANGE_EXHAUSTED, ask     the same            –                        –
 * </pre>
 * "Too old": L is before the first kept update's pu or, if none is kept, before end. "Gap": counted, told, GAPPED, kept
 * updates let go, this one kept, a snapshot asked for. After an announced loss, which is counted itself, the first hole
 * in the chain is not counted or told again, also if a snapshot from before the loss made the book LIVE in between.
 * "Ask": one request is outstanding at a time; it ends with the next snapshot or with the connection; a stream that the
 * venue refuses asks for nothing. While a connection is down nothing is asked for, and stragglers and snapshots of it
 * are passed over as old; the first update of its successor asks, or a snapshot comes unasked. A keeping stream has a
 * request outstanding; only after a snapshot that did not fit it waits for the next update. An event of a newer epoch
 * ends the connection before it, if nothing else has said so.
 * <h2>How a book finds out that it is wrong</h2>
 * Each "old", "contained" and "good" has a bound, and what happens beyond it:
 * <ul>
 * <li><b>Copy.</b> An update that reaches no further than end is a late copy if it is one of the last 32 applied, with
 * the same venue time. Any other with a later venue time than the last applied ends LIVE at once, as
 * SEQUENCE_RESTARTED; whatever its time, the 2nd in a row does
 * ({@link org.ringtape.engine.health.ChainWatch}).
 * <li><b>Contained.</b> An update below L is in the snapshot. The 2nd in a row that is more than 1 s later than the
 * snapshot by the venue's clock, or 5 s by ours if the venue tells no time, ends LIVE as SNAPSHOT_AHEAD.
 * <li><b>Proven.</b> "Settle": a snapshot makes its book LIVE only if it is known to be from behind the last loss: the
 * venue made it later than that ({@link org.ringtape.engine.event.BookUpdate#madeAfterNs()}) and, if an event of this
 * very stream was lost, L is behind the last sequence known; or it reaches an update that was kept since, or contains
 * one. Otherwise the book has its content, says GAPPED for SNAPSHOT_STALE, and asks
 * again; the first update that joins makes it LIVE. A book that has lost nothing since it was LIVE needs no proof.
 * <li><b>Too old.</b> A snapshot that counts less than what is known is passed over, however often it comes; the first
 * update of a new count ends that, as SEQUENCE_RESTARTED.
 * <li><b>Crossed.</b> An event that leaves the best bid at or above the best ask is counted and ends LIVE at once. A
 * snapshot that is crossed by itself is refused.
 * <li><b>Known range.</b> A side that came with as many levels as were asked for is known down to its last price
 * ({@link org.ringtape.engine.book.level.BookSide#knownTo()}). When the best price comes within a tenth of that range
 * of its end, or the side is empty, LIVE ends.
 * </ul>
 * What cannot be found out: a body of another symbol whose sequence fits and whose prices do not cross ours, and what a
 * venue leaves out of a chain that it calls whole. The first snapshot of a stream is believed although the venue may
 * have kept it since before the subscription; the first update shows by its pu whether anything came between.
 * <h2>IMAGE</h2>
 * Every event replaces the book and makes it LIVE; one with a lower sequence than the last is a duplicate, as is,
 * without sequences, one with an earlier venue time: a lower sequence with a later venue time is taken at once, the 3rd
 * in a row without times, the 8th whatever its time ({@link org.ringtape.engine.health.Recency}). One from more than a
 * minute beyond our clock is refused, unless the venue's times are all there. A loss makes the book GAPPED until the
 * next event; nothing is asked for and no gap is counted. A bucketed image whose levels do not lie strictly outward is
 * refused and counted: the book is GAPPED until the next good one. It keeps its former content if the first chunk shows
 * it; a later chunk comes when the content has been replaced in part. Best buckets that touch or cross are legal and
 * not counted; other images that are crossed are counted and not believed.
 * <h2>Silence</h2>
 * A stream announced as silent has a STALE book until its next event that is applied, whatever its session does
 * meanwhile; a snapshot that comes in between does not end the silence.
 */
package org.ringtape.engine.book;
