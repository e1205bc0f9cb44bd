package org.ringtape.feeds.transport.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import org.junit.jupiter.api.Test;

/** Conscrypt's word for a key that no key exchange names reaches the judge as the JDK's, whichever way it is asked. */
final class JudgedByJdkTest
{
    private final List<String> asked = new ArrayList<>();
    private final JudgedByJdk trustManager = new JudgedByJdk(new Judge());
    private final X509Certificate[] chain = new X509Certificate[0];

    @Test
    void shouldAskOfAServerByTheWordThatTheJudgeKnows() throws Exception
    {
        trustManager.checkServerTrusted(chain, "GENERIC");
        trustManager.checkServerTrusted(chain, "GENERIC", (Socket)null);
        trustManager.checkServerTrusted(chain, "GENERIC", (SSLEngine)null);
        assertEquals(List.of("server UNKNOWN", "server UNKNOWN by socket", "server UNKNOWN by engine"), asked);
    }

    @Test
    void shouldLeaveEveryOtherWordAsItIs() throws Exception
    {
        trustManager.checkServerTrusted(chain, "ECDHE_RSA", (Socket)null);
        trustManager.checkServerTrusted(chain, "UNKNOWN", (SSLEngine)null);
        trustManager.checkClientTrusted(chain, "EC", (Socket)null);
        assertEquals(List.of("server ECDHE_RSA by socket", "server UNKNOWN by engine", "client EC by socket"), asked);
    }

    /** Takes note of what it is asked. */
    private final class Judge extends X509ExtendedTrustManager
    {
        @Override
        public void checkServerTrusted(final X509Certificate[] certificates, final String authType)
        {
            asked.add("server " + authType);
        }

        @Override
        public void checkServerTrusted(
            final X509Certificate[] certificates, final String authType, final Socket socket)
        {
            asked.add("server " + authType + " by socket");
        }

        @Override
        public void checkServerTrusted(
            final X509Certificate[] certificates, final String authType, final SSLEngine engine)
        {
            asked.add("server " + authType + " by engine");
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] certificates, final String authType)
        {
            asked.add("client " + authType);
        }

        @Override
        public void checkClientTrusted(
            final X509Certificate[] certificates, final String authType, final Socket socket)
        {
            asked.add("client " + authType + " by socket");
        }

        @Override
        public void checkClientTrusted(
            final X509Certificate[] certificates, final String authType, final SSLEngine engine)
        {
            asked.add("client " + authType + " by engine");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers()
        {
            return chain;
        }
    }
}
