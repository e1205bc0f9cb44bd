package org.ringtape.bench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * An HTTP proxy that serves nothing and remembers the first line of every request, but for those by which a browser
 * itself asks its maker for time, accounts and updates whatever page it shows.
 */
final class CountingProxy implements AutoCloseable
{
    private static final Pattern BROWSER_ITSELF =
        Pattern.compile("[A-Z]+ (http://)?[a-z0-9.-]+\\.(google|googleapis|gstatic)\\.com[:/].*");
    private static final int ANSWERED_WITHIN_MS = 5_000;

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    CountingProxy() throws IOException
    {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final Thread thread = new Thread(this::serve, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** What sends a browser here for everything, loopback too. */
    String[] options()
    {
        return new String[] {"--proxy-server=http://127.0.0.1:" + server.getLocalPort(),
            "--proxy-bypass-list=<-loopback>"};
    }

    List<String> requests()
    {
        return requests;
    }

    private void serve()
    {
        while (!server.isClosed())
        {
            try (Socket socket = server.accept())
            {
                socket.setSoTimeout(ANSWERED_WITHIN_MS);
                final String line = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)).readLine();
                if (line != null)
                {
                    if (!BROWSER_ITSELF.matcher(line).matches())
                    {
                        requests.add(line);
                    }
                    socket.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            catch (final IOException e)
            {
                if (!server.isClosed())
                {
                    requests.add("broken: " + e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException
    {
        server.close();
    }
}
