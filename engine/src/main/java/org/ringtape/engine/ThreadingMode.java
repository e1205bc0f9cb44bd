package org.ringtape.engine;

/** Who runs the agents of a pipeline and of its feeds. */
public enum ThreadingMode
{
    /** Each agent has a thread of its own. */
    DEDICATED,
    /** The host calls {@code invoke()}; for hosts with their own loop, and for tests. */
    INVOKER
}
