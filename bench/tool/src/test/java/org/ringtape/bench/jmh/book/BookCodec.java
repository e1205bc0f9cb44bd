package org.ringtape.bench.jmh.book;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.binance.BinanceFrameDecoder;
import org.ringtape.codecs.binance.BinanceSnapshotDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;

/** Our codec in front of a stage: what a receiver does with a frame before it publishes. One thread. */
final class BookCodec
{
    private static final int VENUE_ID = 1;
    private static final String SYMBOL = "BTCUSDT";
    private static final String STREAM = "btcusdt@depth@0ms";

    private final EventStage stage;
    private final StreamDefinition stream;
    private final BinanceFrameDecoder decoder;
    private final BinanceSnapshotDecoder snapshotDecoder = new BinanceSnapshotDecoder();
    private final StagingSink sink;
    private int epoch = 1;

    BookCodec(final InstrumentTable instruments, final StreamTable streams, final EventStage stage, final int sessionId)
    {
        this.stage = stage;
        final int instrumentId = instruments.register(VENUE_ID, SYMBOL);
        stream = streams.register(VENUE_ID, STREAM, instrumentId, ContinuityRule.CHAINED);
        decoder = new BinanceFrameDecoder((frame, offset, length) ->
            instruments.find(VENUE_ID, frame, offset, length));
        sink = new StagingSink(stage, streams, VENUE_ID, sessionId, ControlSink.NONE, StreamResolver.NONE);
    }

    int streamId()
    {
        return stream.id();
    }

    /** What comes next comes on a new connection. */
    void reconnect()
    {
        epoch++;
    }

    /** Stages a frame, instead of what was staged. */
    EventStage decode(final byte[] frame)
    {
        sink.beginFrame(epoch, 1);
        require(decoder.decode(frame, 0, frame.length, sink));
        return stage;
    }

    /** Stages a REST body, instead of what was staged. */
    EventStage decodeSnapshot(final byte[] body)
    {
        sink.beginFrame(epoch, 1);
        sink.stream(stream);
        require(snapshotDecoder.decode(body, 0, body.length, stream.instrumentId(), sink));
        return stage;
    }

    private static void require(final DecodeStatus status)
    {
        if (status != DecodeStatus.DECODED)
        {
            throw new IllegalStateException("recorded frame is " + status);
        }
    }
}
