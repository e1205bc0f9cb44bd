package org.ringtape.simulator.kiyotaka;

/** One subscription's state inside a source; the base keeps none but the channel. */
class KiyotakaTap
{
    private final KiyotakaChannel channel;

    KiyotakaTap(final KiyotakaChannel channel)
    {
        this.channel = channel;
    }

    final KiyotakaChannel channel()
    {
        return channel;
    }
}
