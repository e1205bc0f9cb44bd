package org.ringtape.engine.ring;

import java.util.concurrent.atomic.AtomicLong;

import org.ringtape.engine.event.EventHeader;

/**
 * Frames that a producer dropped and that no event in the ring speaks of yet. The producer says it in front of its next
 * frame, or the conductor says it if that takes too long; one word decides who, and neither ever waits.
 * <p>
 * The word holds the version of the loss while it is unsaid, and {@link #SAID} else. To say the loss is to change the
 * word from that version to SAID. The two do it in opposite order:
 * <pre>
 * conductor                                  producer
 *   1  sees version 7 in the word
 *   2  claims slot 40
 *   3  word: 7 → SAID, if it still is 7        a  word: 7 → SAID, if it still is 7
 *   4  publishes 40: LOSS, or void             b  claims 41 … 43: its LOSS if it was the one, and its frame
 *                                              c  publishes them; or had no room: word back to 7
 * </pre>
 * Why a LOSS always stands behind what was published before the frames were dropped, and before what follows:
 * <ul>
 * <li>The conductor says it: 3 was before a, so 2 was before b, and slot 40 before 41.
 * <li>The producer says it: its LOSS and its frame are one claim. Slot 40 is void, wherever it lies.
 * <li>The producer had no room and gave the loss back: nothing was published in between, and either may try again.
 * <li>A version is never used for another loss. One more frame dropped is a new version, so 3 fails if the producer did
 * anything but give back since 1; what it published before 1 lies before slot 40.
 * </ul>
 * The producer changes what describes the loss only while the word is SAID by its own hand, and then gives it a new
 * version. So what the conductor read between 1 and 3 belongs together if 3 succeeds, and is not used else.
 */
final class UnsaidLoss
{
    /** The word while there is nothing to say, or the producer is about to say it. */
    static final long SAID = 0;

    /** Version of the loss while it is unsaid. Writers: the producer; the conductor only from a version to SAID. */
    private final AtomicLong word = new AtomicLong(SAID);

    /** What the word has while it is unsaid: how many frames were ever dropped. Producer only. */
    private long version;
    /** False if all is said as far as the producer knows. Producer only. */
    private boolean isPending;

    /** Writer: the producer; the conductor reads it between two looks at the word, as the next two. */
    private final DroppedStreams dropped = new DroppedStreams();
    private int sessionEpoch;
    private long sinceNs;

    /** False if there is surely nothing to say. Producer's thread. */
    boolean isPending()
    {
        return isPending;
    }

    /**
     * Takes the loss, to say it with the next claim. Then either {@link #said} or {@link #giveBack}. Producer's thread.
     *
     * @return LOSS events that it takes; 0 if the conductor has said it
     */
    int take()
    {
        if (word.compareAndSet(version, SAID))
        {
            return dropped.lossCount();
        }
        said();
        return 0;
    }

    /** What was taken could not be said. Producer's thread. */
    void giveBack()
    {
        word.set(version);
    }

    /** What was taken is in the ring. Producer's thread. */
    void said()
    {
        dropped.clear();
        isPending = false;
    }

    /**
     * A frame more was dropped. Producer's thread.
     *
     * @param stage  the frame, at least one slot
     * @param header a flyweight to use
     * @param nowNs  when
     */
    void add(final EventStage stage, final EventHeader header, final long nowNs)
    {
        if (isPending)
        {
            take();
        }
        dropped.add(stage);
        stage.wrap(header, 0);
        sessionEpoch = header.sessionEpoch();
        if (!isPending)
        {
            sinceNs = nowNs;
            isPending = true;
        }
        word.set(++version);
    }

    /** Version of the loss, {@link #SAID} if there is none or the producer has taken it. Any thread. */
    long version()
    {
        return word.get();
    }

    /**
     * Says the loss, if it still is what was seen. Conductor's thread, with a slot claimed since.
     *
     * @param seen version, not SAID
     * @return true if the caller is the one who says it
     */
    boolean say(final long seen)
    {
        return word.compareAndSet(seen, SAID);
    }

    /** When the first of the frames was dropped. Both threads, see above. */
    long sinceNs()
    {
        return sinceNs;
    }

    /** Session epoch of the frame dropped last. Both threads, see above. */
    int sessionEpoch()
    {
        return sessionEpoch;
    }

    /** Frames dropped. Both threads, see above. */
    long frames()
    {
        return dropped.framesOfSession();
    }

    /** Stream of a LOSS event, {@link org.ringtape.engine.event.EventLayout#NO_ID}: all. Producer's thread. */
    int streamId(final int index)
    {
        return dropped.streamId(index);
    }

    /** Frames of a LOSS event. Producer's thread. */
    long frames(final int index)
    {
        return dropped.frames(index);
    }
}
