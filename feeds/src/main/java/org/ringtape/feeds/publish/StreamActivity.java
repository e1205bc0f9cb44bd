package org.ringtape.feeds.publish;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.ringtape.engine.instrument.StreamTable;

/**
 * When each watched stream of one session last brought an event. The receiver notes it without allocation or lock; the
 * conductor reads it. Streams that nobody watches cost one comparison. A stream that is retired is not watched any
 * more, though its entry stays until its id is another's.
 */
public final class StreamActivity
{
    /** No stream is watched, nor can be noted. */
    static final StreamActivity NONE = new StreamActivity(new StreamTable(1));

    private final StreamTable streams;

    /** By stream id; replaced when it grows. Writers: {@link #watch}, under the lock. */
    private volatile Entry[] entries = {};

    /** One watched stream. */
    public static final class Entry
    {
        private static final VarHandle LAST;

        static
        {
            try
            {
                LAST = MethodHandles.lookup().findVarHandle(Entry.class, "lastNs", long.class);
            }
            catch (final ReflectiveOperationException e)
            {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final int streamId;
        private final int generation;
        private final int instrumentId;
        private final long silenceNs;
        /** Writer: receiver, with release; 0 before the first event. */
        @SuppressWarnings("unused") // by its handle only
        private long lastNs;

        Entry(final int streamId, final int generation, final int instrumentId, final long silenceNs)
        {
            this.streamId = streamId;
            this.generation = generation;
            this.instrumentId = instrumentId;
            this.silenceNs = silenceNs;
        }

        /** The stream. */
        public int streamId()
        {
            return streamId;
        }

        /** Its instrument, or {@link org.ringtape.engine.event.EventLayout#NO_ID} if it carries several. */
        public int instrumentId()
        {
            return instrumentId;
        }

        /** Its longest silence. */
        public long silenceNs()
        {
            return silenceNs;
        }

        /** When its last event came, epoch nanoseconds; 0 before the first. Any thread. */
        public long lastNs()
        {
            return (long)LAST.getAcquire(this);
        }

        /** An event came. Receiver thread. */
        void note(final long nowNs)
        {
            LAST.setRelease(this, nowNs);
        }
    }

    /**
     * Nothing watched yet.
     *
     * @param streams tells whether a stream has been retired
     */
    public StreamActivity(final StreamTable streams)
    {
        this.streams = streams;
    }

    /**
     * Watches a stream from now on; once is enough. Any thread, slow path.
     *
     * @param streamId     the stream
     * @param instrumentId its instrument
     * @param silenceNs    its longest silence
     */
    public synchronized void watch(final int streamId, final int instrumentId, final long silenceNs)
    {
        final int generation = streams.generation(streamId);
        final Entry known = entry(streamId);
        if (known == null || known.generation != generation)
        {
            final Entry[] grown = Arrays.copyOf(entries, Math.max(entries.length, streamId + 1));
            grown[streamId] = new Entry(streamId, generation, instrumentId, silenceNs);
            entries = grown;
        }
    }

    /** One more than the largest id of a watched stream. Any thread. */
    public int limit()
    {
        return entries.length;
    }

    /** False once the stream of an entry is being retired. Any thread. */
    public boolean isWatched(final Entry entry)
    {
        return streams.isNamed(entry.streamId, entry.generation);
    }

    /** What is known of a stream; null if it is not watched. Any thread. */
    public Entry entry(final int streamId)
    {
        final Entry[] all = entries;
        return streamId < all.length ? all[streamId] : null;
    }
}
