package org.ringtape.bench.latency.source;

import java.io.IOException;

/** Where the sender puts frames that are due. Sender's thread. */
@FunctionalInterface
public interface FrameOutput
{
    /** Sends the frames from {@code from} to before {@code to}, in order. */
    void send(int from, int to) throws IOException;
}
