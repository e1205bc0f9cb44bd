/**
 * Recorded frames: where they lie, how their files are read, and a small JSON reader that owes nothing to our codecs.
 * Control path only; everything here is read once and may then be shared between threads.
 */
package org.ringtape.simulator.frames;
