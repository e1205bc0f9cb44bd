/** Frames made at random for decoders, each with the events that it must become. One thread a generator. */
package org.ringtape.simulator.generator;
