package org.ringtape.bench.latency;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * A venue's protocol whose decoders are timed; everything else is the protocol's own. This is the whole seam of the
 * measurement: sessions, receivers and the ring run as they do for any host. A proxy, because a method that is added to
 * protocols, with a default, must reach the protocol behind it. None of it is called once a frame.
 */
final class TimedProtocol implements InvocationHandler
{
    private final VenueProtocol protocol;
    private final EpochNanoClock clock;
    private final Lane lane;
    private final long[] decodedNs;

    private TimedProtocol(
        final VenueProtocol protocol, final EpochNanoClock clock, final Lane lane, final long[] decodedNs)
    {
        this.protocol = protocol;
        this.clock = clock;
        this.lane = lane;
        this.decodedNs = decodedNs;
    }

    static VenueProtocol of(
        final VenueProtocol protocol, final EpochNanoClock clock, final Lane lane, final long[] decodedNs)
    {
        return (VenueProtocol)Proxy.newProxyInstance(VenueProtocol.class.getClassLoader(),
            new Class<?>[]{VenueProtocol.class}, new TimedProtocol(protocol, clock, lane, decodedNs));
    }

    @Override
    public Object invoke(final Object proxy, final Method method, final Object[] arguments) throws Throwable
    {
        if (method.getName().equals("newDecoder"))
        {
            final FrameDecoder decoder = protocol.newDecoder((InstrumentLookup)arguments[0]);
            return new TimedDecoder(decoder, clock, lane, decodedNs);
        }
        try
        {
            return method.invoke(protocol, arguments);
        }
        catch (final InvocationTargetException e)
        {
            throw e.getCause();
        }
    }
}
