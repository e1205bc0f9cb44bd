package org.ringtape.feeds.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringtape.feeds.session.connect.ConnectPlan;
import org.ringtape.feeds.session.connect.TransportFactory;
import org.ringtape.feeds.transport.Transport;
import org.ringtape.feeds.transport.TransportListener;

/** Makes fake connections and keeps them. */
public final class FakeTransports implements TransportFactory
{
    /** All made, oldest first. */
    public final List<FakeTransport> made = new ArrayList<>();
    /** By which they were made. */
    public final List<ConnectPlan> plans = new ArrayList<>();
    /** Thrown instead of making one. */
    public IOException failure;
    /** Thrown instead of making one. */
    public RuntimeException fault;

    /** Thrown by connect() of those to come. */
    public Throwable connectFault;

    /** The newest. */
    public FakeTransport last()
    {
        return made.get(made.size() - 1);
    }

    @Override
    public Transport create(final ConnectPlan plan, final String name, final TransportListener listener)
        throws IOException
    {
        if (failure != null)
        {
            throw failure;
        }
        if (fault != null)
        {
            throw fault;
        }
        plans.add(plan);
        made.add(new FakeTransport(plan.address(), listener));
        last().connectFault = connectFault;
        return last();
    }
}
