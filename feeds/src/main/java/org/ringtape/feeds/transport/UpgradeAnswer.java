package org.ringtape.feeds.transport;

import java.nio.charset.StandardCharsets;

import org.java_websocket.exceptions.InvalidHandshakeException;

/**
 * Reads what Java-WebSocket does not show of a server's answer to the upgrade: its size and the status it refuses with.
 */
final class UpgradeAnswer
{
    /** Status of an accepted upgrade. */
    static final int SWITCHING_PROTOCOLS = 101;

    private static final String VERSION = "HTTP/1.1 ";
    private static final int STATUS_END = VERSION.length() + 3;
    private static final int MAX_DETAIL = 128;

    private final int status;
    private final String detail;

    private UpgradeAnswer(final int status, final String detail)
    {
        this.status = status;
        this.detail = detail;
    }

    /**
     * Reads the status line of what has arrived so far.
     *
     * @return null while the line is incomplete
     * @throws InvalidHandshakeException if it is no HTTP/1.1 status line
     */
    static UpgradeAnswer read(final byte[] bytes, final int offset, final int length) throws InvalidHandshakeException
    {
        final int lineLength = find(bytes, offset, length, "\r\n");
        if (lineLength < 0)
        {
            return null;
        }
        final String line = new String(bytes, offset, lineLength, StandardCharsets.ISO_8859_1);
        if (!line.matches("HTTP/1\\.1 [1-9][0-9]{2}(?: .*)?"))
        {
            throw new InvalidHandshakeException("answer is not HTTP/1.1");
        }
        final String phrase = line.substring(Math.min(line.length(), STATUS_END + 1));
        final String shown = phrase.replaceAll("[^ -~]", "?");
        return new UpgradeAnswer(Integer.parseInt(line.substring(VERSION.length(), STATUS_END)),
            shown.length() > MAX_DETAIL ? shown.substring(0, MAX_DETAIL) : shown);
    }

    /** @return whether the blank line behind the header fields lies within these bytes */
    static boolean isHeadComplete(final byte[] bytes, final int offset, final int length)
    {
        return find(bytes, offset, length, "\r\n\r\n") >= 0;
    }

    /**
     * Value of a header field, without the blanks around it.
     *
     * @param name of the field, in any case
     * @return null if there is no such field in a complete line
     */
    static String field(final byte[] bytes, final int offset, final int length, final String name)
    {
        int from = 0;
        while (from < length)
        {
            final int lineLength = find(bytes, offset + from, length - from, "\r\n");
            if (lineLength <= 0)
            {
                return null; // the head has ended, or its last line is incomplete
            }
            final String line = new String(bytes, offset + from, lineLength, StandardCharsets.ISO_8859_1);
            final int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name))
            {
                return line.substring(colon + 1).strip();
            }
            from += lineLength + 2;
        }
        return null;
    }

    int status()
    {
        return status;
    }

    /** Reason phrase: printable ASCII, at most 128 characters, may be empty. */
    String detail()
    {
        return detail;
    }

    private static int find(final byte[] bytes, final int offset, final int length, final String mark)
    {
        for (int i = 0; i <= length - mark.length(); i++)
        {
            int matched = 0;
            while (matched < mark.length() && bytes[offset + i + matched] == mark.charAt(matched))
            {
                matched++;
            }
            if (matched == mark.length())
            {
                return i;
            }
        }
        return -1;
    }
}
