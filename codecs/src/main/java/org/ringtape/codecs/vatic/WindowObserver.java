package org.ringtape.codecs.vatic;

import org.ringtape.codecs.sink.row.WindowStatus;

/** Hears which windows the socket has spoken of. Receiver thread; must not allocate. */
@FunctionalInterface
public interface WindowObserver
{
    /** Takes no notice. */
    WindowObserver NONE = (asset, offset, length, interval, startNs, status) ->
    {
    };

    /**
     * The frame being decoded tells of a window.
     *
     * @param asset    bytes that hold its symbol in lower case; valid during the call only
     * @param offset   of the first
     * @param length   in bytes
     * @param interval of the window
     * @param startNs  its begin, epoch nanoseconds
     * @param status   OPEN or FAILED
     */
    void onWindow(
        byte[] asset, int offset, int length, VaticInterval interval, long startNs, WindowStatus status);
}
