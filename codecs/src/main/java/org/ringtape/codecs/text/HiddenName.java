package org.ringtape.codecs.text;

import java.nio.charset.StandardCharsets;

/**
 * A stream's name on the wire that is itself a secret, as a listen key is, and the name that it has everywhere else. A
 * codec that knows one tells the sink no other name than the public one, or {@link #UNKNOWN}: a name that is not this
 * one may be the secret of a while ago.
 *
 * <p>Set by any thread, such as one that renews the key; read by the receiver, without allocation.
 */
public final class HiddenName
{
    /** What any other name is called; no stream has it. */
    public static final String UNKNOWN = "<redacted>";

    private static final byte[] UNKNOWN_BYTES = AsciiKeys.key(UNKNOWN);
    private static final byte[] NONE = {};

    private final byte[] publicName;
    /** Writer: whoever renews it. */
    private volatile byte[] wireName = NONE;

    /** A name that nothing on the wire has yet. */
    public HiddenName(final String publicName)
    {
        this.publicName = publicName.getBytes(StandardCharsets.UTF_8);
    }

    /** From the next frame on the stream is called so on the wire. */
    public void wireName(final String secret)
    {
        wireName = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** What to call the stream that has this name on the wire. */
    public byte[] shown(final byte[] bytes, final int offset, final int length)
    {
        final byte[] secret = wireName;
        return secret.length > 0 && AsciiKeys.matches(bytes, offset, length, secret) ? publicName : UNKNOWN_BYTES;
    }

    /** The public name. */
    @Override
    public String toString()
    {
        return new String(publicName, StandardCharsets.UTF_8);
    }
}
