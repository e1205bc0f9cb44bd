package org.ringtape.feeds.transport.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A trust manager of the JDK's as Conscrypt may ask it. In TLS 1.3 no key exchange names the kind of the server's
 * key, so Conscrypt asks by the word GENERIC, where the JDK's own TLS asks by UNKNOWN; the judge refuses each chain for
 * the word that it does not know. Nothing else is altered: path, names, dates and key usage are judged by the JDK.
 */
final class JudgedByJdk extends X509ExtendedTrustManager
{
    private static final String CONSCRYPT_TLS13 = "GENERIC";
    private static final String JDK_TLS13 = "UNKNOWN";

    private final X509ExtendedTrustManager judge;

    JudgedByJdk(final X509ExtendedTrustManager judge)
    {
        this.judge = judge;
    }

    private static String word(final String authType)
    {
        return CONSCRYPT_TLS13.equals(authType) ? JDK_TLS13 : authType;
    }

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String authType, final Socket socket)
        throws CertificateException
    {
        judge.checkServerTrusted(chain, word(authType), socket);
    }

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String authType, final SSLEngine engine)
        throws CertificateException
    {
        judge.checkServerTrusted(chain, word(authType), engine);
    }

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String authType) throws CertificateException
    {
        judge.checkServerTrusted(chain, word(authType));
    }

    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String authType, final Socket socket)
        throws CertificateException
    {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String authType, final SSLEngine engine)
        throws CertificateException
    {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String authType) throws CertificateException
    {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers()
    {
        return judge.getAcceptedIssuers();
    }
}
