package org.ringtape.simulator.fault;

/**
 * A fault that took effect.
 *
 * @param kind         what went wrong
 * @param subject      stream, symbol or path that it happened to
 * @param lastUpdateId {@code u} of the diff it happened to; {@link Long#MIN_VALUE} if it was not a diff
 */
public record InjectedFault(FaultKind kind, String subject, long lastUpdateId)
{
}
