package org.ringtape.feeds.transport.proxy;

import java.util.HashMap;
import java.util.Map;

/** Properties of the JVM that name a proxy, for one test; what they were before is put back. */
public final class SystemProxy implements AutoCloseable
{
    private final Map<String, String> before = new HashMap<>();

    /**
     * Names a proxy for a scheme.
     *
     * @param scheme        {@code http} or {@code https}
     * @param nonProxyHosts those that are reached without it
     */
    public SystemProxy(final String scheme, final ConnectProxy proxy, final String nonProxyHosts)
    {
        set(scheme + ".proxyHost", "127.0.0.1");
        set(scheme + ".proxyPort", Integer.toString(proxy.port()));
        set("http.nonProxyHosts", nonProxyHosts);
    }

    private void set(final String name, final String value)
    {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @Override
    public void close()
    {
        before.forEach((name, value) ->
        {
            if (value == null)
            {
                System.clearProperty(name);
            }
            else
            {
                System.setProperty(name, value);
            }
        });
    }
}
