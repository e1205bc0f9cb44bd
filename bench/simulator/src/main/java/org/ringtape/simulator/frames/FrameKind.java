package org.ringtape.simulator.frames;

/** What a line of a frame file holds. */
public enum FrameKind
{
    /** One message as it crossed the WebSocket. */
    FRAME,
    /** The body of a REST depth answer, at the place where it belongs among the frames. */
    REST_DEPTH
}
