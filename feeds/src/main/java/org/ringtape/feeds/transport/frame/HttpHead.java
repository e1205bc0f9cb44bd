package org.ringtape.feeds.transport.frame;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Head of a server's answer to an upgrade or a proxy's to a CONNECT, as lenient and as strict as RFC 9112 has it:
 * blanks and tabs around values and between the parts of the status line are of no meaning, a phrase may be missing,
 * several fields of one name are one list; folded fields, blanks before a colon and control characters are refused.
 */
public final class HttpHead
{
    private static final Pattern STATUS_LINE =
        Pattern.compile("HTTP/1\\.([01])[ \\t]+([1-9][0-9]{2})(?:[ \\t]+(.*?))?[ \\t]*");
    private static final Pattern FIELD =
        Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \\t]*([\\t -~\\u0080-\\u00FF]*?)[ \\t]*");
    private static final String LINE_END = "\r\n";
    private static final String HEAD_END = "\r\n\r\n";
    private static final int FIRST_INTERIM = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;
    private static final int MAX_PHRASE = 128;

    private final boolean http11;
    private final int status;
    private final String phrase;
    /** Those that are there to their ends. */
    private final String lines;
    private final int length;

    private HttpHead(
        final boolean http11, final int status, final String phrase, final String lines, final int length)
    {
        this.http11 = http11;
        this.status = status;
        this.phrase = phrase;
        this.lines = lines;
        this.length = length;
    }

    /**
     * Reads what has arrived so far.
     *
     * @return null while the status line is incomplete
     * @throws ProtocolException if that is none
     */
    public static HttpHead read(final byte[] bytes, final int offset, final int length) throws ProtocolException
    {
        final int lineLength = find(bytes, offset, length, LINE_END);
        if (lineLength < 0)
        {
            return null;
        }
        final Matcher line = STATUS_LINE.matcher(text(bytes, offset, lineLength));
        if (!line.matches())
        {
            throw new ProtocolException("answer is not HTTP/1.1");
        }
        final int end = find(bytes, offset + lineLength, length - lineLength, HEAD_END);
        return new HttpHead(
            line.group(1).equals("1"),
            Integer.parseInt(line.group(2)),
            printable(line.group(3)),
            end < 0 ? wholeLines(text(bytes, offset + lineLength, length - lineLength)) :
                text(bytes, offset + lineLength, end),
            end < 0 ? 0 : lineLength + end + HEAD_END.length());
    }

    private static String wholeLines(final String text)
    {
        return text.substring(0, text.lastIndexOf(LINE_END));
    }

    boolean isHttp11()
    {
        return http11;
    }

    public int status()
    {
        return status;
    }

    /** Whether an answer follows that counts instead; 101 is one that counts. */
    public boolean isInterim()
    {
        return status >= FIRST_INTERIM && status < FIRST_FINAL && status != SWITCHING_PROTOCOLS;
    }

    /** Reason phrase: printable ASCII, at most 128 characters, may be empty. */
    public String phrase()
    {
        return phrase;
    }

    /** Whether the blank line behind the fields has arrived. */
    public boolean isComplete()
    {
        return length > 0;
    }

    /**
     * Values by names in any case, of the fields that have arrived to the ends of their lines.
     *
     * @throws ProtocolException if a line is not a field
     */
    Map<String, String> fields() throws ProtocolException
    {
        final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (final String line : lines.split(LINE_END))
        {
            if (!line.isEmpty())
            {
                final Matcher field = FIELD.matcher(line);
                if (!field.matches())
                {
                    throw new ProtocolException("not an http header");
                }
                fields.merge(field.group(1), field.group(2), (first, next) -> first + ", " + next);
            }
        }
        return fields;
    }

    /** Whether the value of a field that is a list, such as Connection, has a word, in any case. */
    static boolean lists(final String value, final String word)
    {
        return Arrays.stream(value.split(",")).anyMatch((item) -> item.strip().equalsIgnoreCase(word));
    }

    /** Bytes of the head, its blank line included; 0 while it is not complete. */
    int length()
    {
        return length;
    }

    private static String text(final byte[] bytes, final int offset, final int length)
    {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static String printable(final String phrase)
    {
        final String shown = phrase == null ? "" : phrase.replaceAll("[^ -~]", "?");
        return shown.length() > MAX_PHRASE ? shown.substring(0, MAX_PHRASE) : shown;
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
