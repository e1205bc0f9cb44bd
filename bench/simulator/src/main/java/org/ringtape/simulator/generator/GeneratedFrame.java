package org.ringtape.simulator.generator;

import java.util.List;

/**
 * A frame made up by a generator, and what a decoder must make of it.
 *
 * @param frame  UTF-8 bytes of one text message
 * @param events its meaning, in order
 */
public record GeneratedFrame(byte[] frame, List<ExpectedEvent> events)
{
}
