package org.ringtape.simulator.frames;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of a frame file. Forms: {@code <frame>}; {@code <time>[:] <frame>}; and the lines of multi-venue
 * recordings {@code <url> <-> <time>} (opened), {@code <url> <- <time>: <frame>} (sent by the client; both skipped) and
 * {@code <url> -> <time>: <body>} (a REST answer).
 */
final class FrameLine
{
    private static final Pattern NANOSECONDS = Pattern.compile("[0-9]{1,19}:?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}\\.[0-9]+:?");
    private static final Pattern URL_LINE =
        Pattern.compile("([a-z]{2,8}://\\S*) (<->|<-|->) (\\S+)( .*)?", Pattern.DOTALL);
    private static final Pattern URL_SYMBOL = Pattern.compile("[?&]symbol=([^&\\s]+)");
    private static final int MAX_TIME_LENGTH = 64;

    private FrameLine()
    {
    }

    /** @return the frame, or empty if the line carries none. */
    static Optional<RecordedFrame> read(final String file, final long lineNumber, final byte[] line)
    {
        final byte first = line[0];
        if (first >= 'a' && first <= 'z' && startsWithScheme(line))
        {
            final Matcher url = URL_LINE.matcher(new String(line, StandardCharsets.ISO_8859_1));
            if (url.matches())
            {
                return urlLine(file, lineNumber, url);
            }
        }
        final int blank = first >= '0' && first <= '9' ? indexOfBlank(line) : -1;
        if (blank < 0)
        {
            return Optional.of(frame(lineNumber, RecordedFrame.NO_TIME, line, ""));
        }
        final String token = new String(line, 0, blank, StandardCharsets.ISO_8859_1);
        final byte[] rest = Arrays.copyOfRange(line, blank + 1, line.length);
        return Optional.of(frame(lineNumber, time(file, lineNumber, token), rest, ""));
    }

    /** @return epoch nanoseconds of a time token. */
    static long time(final String file, final long lineNumber, final String token)
    {
        final String digits = token.endsWith(":") ? token.substring(0, token.length() - 1) : token;
        try
        {
            if (NANOSECONDS.matcher(token).matches())
            {
                return Long.parseLong(digits);
            }
            if (SECONDS.matcher(token).matches())
            {
                return new BigDecimal(digits).movePointRight(9).longValue();
            }
        }
        catch (final NumberFormatException e)
        {
            throw new FrameFileException(file, lineNumber, "receive time out of range: " + shown(token));
        }
        throw new FrameFileException(file, lineNumber,
            "malformed receive time (nanoseconds, or seconds with a fraction): " + shown(token));
    }

    private static Optional<RecordedFrame> urlLine(final String file, final long lineNumber, final Matcher url)
    {
        if (!"->".equals(url.group(2)) || url.group(4) == null)
        {
            return Optional.empty();
        }
        final Matcher symbol = URL_SYMBOL.matcher(url.group(1));
        final byte[] body = url.group(4).substring(1).getBytes(StandardCharsets.ISO_8859_1);
        final long timeNs = time(file, lineNumber, url.group(3));
        return Optional.of(frame(lineNumber, timeNs, body, symbol.find() ? symbol.group(1) : ""));
    }

    private static RecordedFrame frame(
        final long lineNumber, final long timeNs, final byte[] payload, final String requestedSymbol)
    {
        final Optional<Map<?, ?>> body = DepthText.restBody(payload);
        if (body.isEmpty())
        {
            return new RecordedFrame(lineNumber, timeNs, payload, FrameKind.FRAME, "");
        }
        final String symbol = body.get().get("symbol") instanceof String named ? named : requestedSymbol;
        return new RecordedFrame(lineNumber, timeNs, payload, FrameKind.REST_DEPTH, symbol);
    }

    private static boolean startsWithScheme(final byte[] line)
    {
        for (int i = 0; i < Math.min(line.length - 2, 10); i++)
        {
            if (line[i] == ':')
            {
                return line[i + 1] == '/' && line[i + 2] == '/';
            }
        }
        return false;
    }

    private static int indexOfBlank(final byte[] line)
    {
        for (int i = 0; i < Math.min(line.length, MAX_TIME_LENGTH); i++)
        {
            if (line[i] == ' ')
            {
                return i;
            }
        }
        return -1;
    }

    private static String shown(final String token)
    {
        return token.length() > 40 ? token.substring(0, 40) + "…" : token;
    }
}
