/**
 * Requests over HTTP, off the hot path: the JDK's client answers on its own thread, the conductor takes it from there.
 *
 * <p>Nothing is asked that the pace of its host does not allow ({@link org.ringtape.feeds.limit.HostPace}), and nothing
 * is asked again at once that did not help. What becomes of an answer to a snapshot request:
 * <table>
 * <caption>Answers, by what they lead to</caption>
 * <tr><th>answer</th><th>the stream</th><th>its host</th></tr>
 * <tr><td>429, 418, any status with {@code Retry-After}</td><td>is asked for again when the pause is over</td>
 *     <td>pauses for all: as long as asked, up to a day (3 days after 418); 418: 2 min at least; without a header, or
 *     where the last pause did not help, longer each time</td></tr>
 * <tr><td>4xx but 403, 408, 418, 425, 429, and the venue's codes for its own state</td>
 *     <td>is refused after the third with a code of the venue's, the tenth without: LOSS STREAM_REFUSED, nothing more
 *     is asked until the session subscribes anew</td><td></td></tr>
 * <tr><td>anything else but 200; 200 with a body that cannot be read</td>
 *     <td>waits from 250 ms, doubled up to 30 s</td><td></td></tr>
 * <tr><td>a body after which the book asks again within 5 s, or four times its last wait</td>
 *     <td>waits from 200 ms, doubled up to 1.5 s; up to 30 s after a listener's exception or a value that does not
 *     fit; the first time at once if the body was not to blame</td><td></td></tr>
 * </table>
 * Streams that wait after a failure go behind all others, and leave half of the budget and of the requests under way.
 */
package org.ringtape.feeds.rest;
