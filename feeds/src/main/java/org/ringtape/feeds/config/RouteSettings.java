package org.ringtape.feeds.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.tls.StorePassword;
import org.ringtape.feeds.transport.tls.TrustStore;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Trust store and proxy of one venue, or, at the top of the file, of all venues that do not say otherwise. */
final class RouteSettings
{
    private static final String TRUST_STORE = "trustStore";
    private static final String PASSWORD_FILE = "trustStorePasswordFile";
    private static final String PASSWORD_VARIABLE = "trustStorePasswordVariable";
    private static final String PROXY = "proxy";

    /** The keys that are read here. */
    static final Set<String> KEYS = Set.of(TRUST_STORE, PASSWORD_FILE, PASSWORD_VARIABLE, PROXY);

    private final Problems problems;
    private NodeTuple storeEntry;
    private NodeTuple passwordEntry;
    private TrustStore trustStore;
    private ProxyChoice proxy;

    private RouteSettings(final Problems problems)
    {
        this.problems = problems;
    }

    /** Reads those of some entries that are its own. */
    static RouteSettings read(final List<NodeTuple> entries, final Problems problems)
    {
        final RouteSettings settings = new RouteSettings(problems);
        entries.forEach(settings::read);
        settings.readStore();
        return settings;
    }

    private void read(final NodeTuple entry)
    {
        switch (Problems.key(entry))
        {
            case TRUST_STORE:
                storeEntry = entry;
                break;
            case PASSWORD_FILE:
            case PASSWORD_VARIABLE:
                if (passwordEntry != null)
                {
                    problems.add(
                        entry.getKeyNode(), Problems.key(entry), "the password is said to be elsewhere as well");
                }
                passwordEntry = entry;
                break;
            case PROXY:
                problems.attempt(entry, () -> proxy = ProxyChoice.of(Values.text(entry.getValueNode())));
                break;
            default:
                break;
        }
    }

    private void readStore()
    {
        if (storeEntry == null && passwordEntry != null)
        {
            problems.add(passwordEntry.getKeyNode(), Problems.key(passwordEntry), "there is no trustStore beside it");
        }
        if (storeEntry != null)
        {
            final int before = problems.count();
            final StorePassword[] password = {StorePassword.usual()};
            if (passwordEntry != null)
            {
                problems.attempt(passwordEntry, () -> password[0] = password());
            }
            if (problems.count() == before)
            {
                problems.attempt(storeEntry, () -> trustStore = TrustStore.read(path(storeEntry), password[0]));
            }
        }
    }

    private StorePassword password()
    {
        return Problems.key(passwordEntry).equals(PASSWORD_FILE) ?
            StorePassword.ofFile(path(passwordEntry)) :
            StorePassword.ofVariable(Values.text(passwordEntry.getValueNode()));
    }

    private static Path path(final NodeTuple entry)
    {
        final String text = Values.text(entry.getValueNode());
        try
        {
            return Path.of(text);
        }
        catch (final InvalidPathException e)
        {
            throw new IllegalArgumentException("not a path: '" + text + "'", e);
        }
    }

    /** Puts what was said into a feed. */
    void apply(final FeedBuilder feed)
    {
        if (trustStore != null)
        {
            feed.trustStore(trustStore);
        }
        if (proxy != null)
        {
            feed.proxy(proxy);
        }
    }
}
