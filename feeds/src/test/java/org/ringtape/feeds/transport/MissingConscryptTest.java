package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A host that has not added the optional jar: everything works without it, and a feed that asks for it says so. */
class MissingConscryptTest
{
    private static URLClassLoader withoutConscrypt() throws IOException
    {
        final List<URL> urls = new ArrayList<>();
        int left = 0;
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator))
        {
            if (entry.contains("conscrypt"))
            {
                left++;
            }
            else
            {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        assertEquals(1, left, "the tests themselves have the jar");
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static Object build(final ClassLoader loader, final String provider) throws ReflectiveOperationException
    {
        final Class<?> tls = loader.loadClass("org.ringtape.feeds.transport.tls.TlsProvider");
        final Class<?> builder = loader.loadClass("org.ringtape.feeds.binance.BinanceFeed");
        final Object feed = builder.getMethod("usdm").invoke(null);
        builder.getMethod("symbols", String[].class).invoke(feed, (Object)new String[] {"BTCUSDT"});
        builder.getMethod("tls", tls).invoke(feed, tls.getMethod("of", String.class).invoke(null, provider));
        return builder.getMethod("build").invoke(feed);
    }

    @Test
    void shouldNameSettingAndArtifactWhenTheFeedIsBuilt() throws Exception
    {
        try (URLClassLoader loader = withoutConscrypt())
        {
            final Throwable cause =
                assertThrows(InvocationTargetException.class, () -> build(loader, "conscrypt")).getCause();
            assertEquals(IllegalStateException.class, cause.getClass());
            assertTrue(cause.getMessage().startsWith(
                "tls conscrypt needs org.conscrypt:conscrypt-openjdk-uber on the class path"), cause.getMessage());
        }
    }

    @Test
    void shouldNotBeMissedByTheJdksTls() throws Exception
    {
        try (URLClassLoader loader = withoutConscrypt())
        {
            assertNotNull(build(loader, "jdk"));
        }
    }
}
