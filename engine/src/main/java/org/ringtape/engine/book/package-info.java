/**
 * Order books: one a stream, built from the ring's content alone, on the market thread.
 * <p>
 * {@link org.ringtape.engine.book.BookHandler} judges every event by its stream's continuity rule,
 * {@link org.ringtape.engine.book.OrderBook} holds levels, {@link org.ringtape.engine.book.PendingUpdates} keeps
 * updates while a snapshot is on its way.
 * <h2>CHAINED: what happens in which state</h2>
 * {@code pu}, {@code u}: previous and last sequence of an update. {@code L}: sequence of a snapshot. {@code end}: last
 * sequence applied, kept or given up in this epoch. "kept" and "none kept" tell the two cases of a book without
 * content to trust, AWAITING_SNAPSHOT or GAPPED. LIVE stands for STALE as well; an update that is applied makes either
 * LIVE.
 * <pre>
 * input                   LIVE, chained            LIVE on a snapshot  kept                     none kept
 * ──────────────────────  ───────────────────────  ──────────────────  ───────────────────────  ─────────────────
 * update, pu = end        apply                    apply               keep                     keep
 * update, pu &lt; end &lt; u    gap                      apply               gap                      gap
 * update, u = end         duplicate                apply               duplicate                duplicate
 * update, u &lt; end         duplicate                superseded          duplicate                duplicate
 * update, pu &gt; end        gap                      gap                 gap                      gap
 * update, no end known    –                        –                   –                        keep
 * snapshot, L too old     unused                   unused              count, ask               count, ask
 * snapshot otherwise      unused                   unused              fill, LIVE, then apply   fill, LIVE on
 *                                                                      all u ≥ L                the snapshot
 * loss, broken-off event  count, GAPPED, ask       the same            count, let go,           GAPPED: ask
 *                                                                      GAPPED, ask
 * connection gone         count, GAPPED, forget    the same            the same, and let go     forget request
 *                         request and end                                                       and end
 * session STALE, LIVE     STALE, LIVE              the same            –                        –
 * stream silent           STALE                    the same            STALE on the snapshot    STALE on it
 * does not fit            overflow, GAPPED, ask    the same            overflow, GAPPED         overflow, GAPPED
 * pool full               –                        –                   let all go, ask          let it go, ask
 * listener throws         GAPPED, ask              the same            –                        –
 * </pre>
 * "Too old": L is before the first kept update's pu or, if none is kept, before end.
 * <p>
 * "Gap": counted, told, GAPPED, kept updates let go, this one kept, a snapshot asked for. After an announced loss,
 * which is counted itself, the first hole in the chain is not counted or told again, also if a snapshot from before the
 * loss made the book LIVE in between. "Ask": one request is outstanding at a
 * time; it ends with the next snapshot or with the connection. While a connection is down nothing is asked for, and
 * stragglers and snapshots of it are passed over as old; the first update of its successor asks, or a snapshot comes
 * unasked. A keeping stream has a request outstanding; only after a snapshot that did not fit it waits for the next
 * update. An event of a newer epoch ends the connection before it, if nothing else has said so.
 * <h2>IMAGE</h2>
 * Every event replaces the book and makes it LIVE; one with a lower sequence than the last is a duplicate, as is,
 * without sequences, one with an earlier venue time. A loss makes the book GAPPED until the next event; nothing is
 * asked for and no gap is counted. A bucketed image whose levels do not lie strictly outward is refused and counted:
 * the book is GAPPED until the next good one. It keeps its former content if the first chunk shows it; a later chunk
 * comes when the content has been replaced in part. Best buckets that touch or cross are legal and not counted.
 * <h2>Silence</h2>
 * A stream announced as silent has a STALE book until its next event that is applied, whatever its session does
 * meanwhile; a snapshot that comes in between does not end the silence.
 */
package org.ringtape.engine.book;
