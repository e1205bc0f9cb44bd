package org.ringtape.feeds.session.connect;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * How one attempt to connect goes: where to, what the upgrade says, and what is said first once it is accepted.
 * Immutable. What it says of itself holds no header, no subprotocol and no query, in which secrets stand.
 */
public final class ConnectPlan
{
    private final URI address;
    private final Map<String, String> headers;
    private final String subprotocol;
    private final boolean echoRequired;
    private final LongFunction<String> recovery;

    private ConnectPlan(
        final URI address,
        final Map<String, String> headers,
        final String subprotocol,
        final boolean echoRequired,
        final LongFunction<String> recovery)
    {
        this.address = Objects.requireNonNull(address, "address");
        this.headers = headers;
        this.subprotocol = subprotocol;
        this.echoRequired = echoRequired;
        this.recovery = recovery;
    }

    /** An upgrade that says nothing but where to. */
    public static ConnectPlan to(final URI address)
    {
        return new ConnectPlan(address, Map.of(), null, false, null);
    }

    /** The same with a header field in the upgrade. */
    public ConnectPlan header(final String name, final String value)
    {
        final Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new ConnectPlan(address, Collections.unmodifiableMap(more), subprotocol, echoRequired, recovery);
    }

    /**
     * The same asking for a subprotocol. An answer that names another one is refused.
     *
     * @param name     as it is asked for; some venues take a token in it
     * @param required true if the answer must name it; false where the venue may leave it out
     */
    public ConnectPlan subprotocol(final String name, final boolean required)
    {
        return new ConnectPlan(address, headers, Objects.requireNonNull(name, "name"), required, recovery);
    }

    /**
     * The same, recovering a session that has lost its connection: a request that is sent in place of credentials. A
     * yes restores what was subscribed to; a no, or silence, ends the connection, and the next attempt begins anew.
     *
     * @param request by its id
     */
    public ConnectPlan recovering(final LongFunction<String> request)
    {
        return new ConnectPlan(address, headers, subprotocol, echoRequired, Objects.requireNonNull(request, "request"));
    }

    /** Where to connect, with path and query. */
    public URI address()
    {
        return address;
    }

    /** Header fields of the upgrade. */
    public Map<String, String> headers()
    {
        return headers;
    }

    /** Subprotocol to ask for; null if none. */
    public String subprotocol()
    {
        return subprotocol;
    }

    /** True if an answer that does not name the subprotocol is refused. */
    public boolean isEchoRequired()
    {
        return echoRequired;
    }

    /** The request that recovers a session; null if this attempt begins anew. */
    public LongFunction<String> recovery()
    {
        return recovery;
    }

    /** Texts that must not be told: values of headers, the subprotocol and the query. */
    public List<String> secrets()
    {
        final List<String> secrets = new ArrayList<>(headers.values());
        if (subprotocol != null)
        {
            secrets.add(subprotocol);
        }
        if (address.getRawQuery() != null)
        {
            secrets.add(address.getRawQuery());
        }
        return secrets;
    }

    @Override
    public String toString()
    {
        return address.getScheme() + "://" + address.getAuthority() + address.getRawPath() +
            (recovery == null ? "" : " recovering");
    }
}
