package org.ringtape.feeds;

import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

/**
 * Builds a feed of one venue from texts, as configuration and commands have them; each venue's own class has typed
 * methods beside these. Control path, one thread. What is wrong is said by {@link IllegalArgumentException} naming it.
 */
public interface FeedBuilder
{
    /** A day: no recording is silent for as long. See {@link #recorded()}. */
    long RECORDED_SILENCE_MS = 86_400_000;

    /** Adds what one usually wants to know of symbols, in the venue's spelling. */
    FeedBuilder symbols(String... symbols);

    /** Adds streams by name, in the spelling of the venue's package. */
    FeedBuilder streams(String... names);

    /** Where the streams are, such as {@code ws://127.0.0.1:9001/}; the path is added. */
    FeedBuilder webSocket(URI base);

    /** Where REST is, such as {@code http://127.0.0.1:9002/}; the path is added. */
    FeedBuilder rest(URI base);

    /**
     * How the receiver of each session waits for bytes. Default: {@link ReceiveMode#BLOCKING}. One that spins takes a
     * core for itself; {@link Feeds#launch} refuses more of them than there are cores.
     */
    FeedBuilder receive(ReceiveMode mode);

    /** Who does TLS. Default: {@link TlsProvider#JDK}; another one needs its jar, which {@link #build()} looks for. */
    FeedBuilder tls(TlsProvider provider);

    /**
     * Whom to trust at the other end of wss and https, and nobody else; the host name is checked in either case.
     * Default, and null: whom the JDK trusts.
     */
    FeedBuilder trustStore(TrustStore store);

    /** Which proxy to go through, with WebSocket and REST alike. Default: {@link ProxyChoice#SYSTEM}. */
    FeedBuilder proxy(ProxyChoice choice);

    /**
     * Gives the venue's key when a session is made.
     *
     * @throws IllegalArgumentException if the venue takes no key, as most market data
     */
    default FeedBuilder apiKey(final Supplier<String> source)
    {
        throw new IllegalArgumentException("the venue takes no key");
    }

    /**
     * What comes is a recording: it may be silent for as long as it was, its times are not the clock's, and there are
     * no definitions to ask for.
     */
    default FeedBuilder recorded()
    {
        return this;
    }

    /** Names of the venue's further settings, the same as its typed methods. */
    Set<String> settings();

    /**
     * Those of the settings that may be lists: each item is set by a call of its own, and adds to those before it. All
     * settings, for a builder that does not say.
     */
    default Set<String> listSettings()
    {
        return settings();
    }

    /** Makes one of the further settings, or adds one item to one that is a list. */
    FeedBuilder setting(String name, String value);

    /**
     * The feed.
     *
     * @throws IllegalStateException if nothing was added, or the {@link #tls} provider is not there
     */
    VenueFeed build();

    /** Reads a setting that is a number of at most nine digits. */
    static long wholeNumber(final String text)
    {
        if (!text.matches("[0-9]{1,9}"))
        {
            throw new IllegalArgumentException("expected a whole number: '" + Texts.shown(text) + "'");
        }
        return Long.parseLong(text);
    }

    /**
     * Checks a base address.
     *
     * @param property named if it is wrong
     * @param scheme   plain scheme, {@code ws} or {@code http}; its secure form is good as well
     * @return the address with a slash at its end, so that paths resolve under it
     */
    static URI baseAddress(final String property, final URI address, final String scheme)
    {
        return BaseAddress.require(property, address, scheme);
    }

    /** Reads a setting that is yes or no. */
    static boolean trueOrFalse(final String text)
    {
        if (!text.equals("true") && !text.equals("false"))
        {
            throw new IllegalArgumentException("expected true or false: '" + Texts.shown(text) + "'");
        }
        return text.equals("true");
    }
}
