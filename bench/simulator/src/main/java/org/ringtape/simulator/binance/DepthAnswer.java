package org.ringtape.simulator.binance;

/**
 * A depth body and what to do once it was handed to the socket, or could not be.
 *
 * @param body JSON text, UTF-8
 * @param sent to be run exactly once
 */
public record DepthAnswer(byte[] body, Runnable sent)
{
    public static DepthAnswer of(final byte[] body)
    {
        return new DepthAnswer(body, () ->
        {
        });
    }
}
