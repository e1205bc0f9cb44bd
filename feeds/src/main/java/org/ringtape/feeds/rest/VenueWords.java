package org.ringtape.feeds.rest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a venue says in the body of an answer that brings nothing, as one line for people.
 *
 * @param code the venue's own number, 0 if the body has none
 * @param text the number and its message where the body is the usual JSON, else how the body begins; may be empty
 */
public record VenueWords(long code, String text)
{
    private static final int MAX_LENGTH = 160;
    /** Of a body nobody needs to read more: an error is short, and a page of a firewall says it in its head. */
    private static final int MAX_READ = 4_096;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"?(-?[0-9]{1,9})\\b");
    private static final Pattern MESSAGE =
        Pattern.compile("\"(?:msg|message|error|detail)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Reads a body. */
    public static VenueWords of(final byte[] body)
    {
        final String read = new String(body, 0, Math.min(body.length, MAX_READ), StandardCharsets.UTF_8);
        final Matcher code = CODE.matcher(read);
        final Matcher message = MESSAGE.matcher(read);
        final boolean hasCode = code.find();
        final String said = message.find() ? message.group(1) : hasCode ? "" : read;
        return new VenueWords(
            hasCode ? Long.parseLong(code.group(1)) : 0L,
            line(hasCode ? code.group(1) + " " + said : said));
    }

    /**
     * What an answer says that brings nothing: its status and these words, or why there was none.
     *
     * @param answer any
     */
    public static String describe(final HttpFetcher.Answer answer)
    {
        if (answer.status() == 0)
        {
            return line("no answer: " + answer.failure());
        }
        final String words = of(answer.body()).text();
        return "HTTP " + answer.status() + (words.isEmpty() ? "" : " " + words);
    }

    private static String line(final String text)
    {
        final String clean = text.replaceAll("\\p{C}+|\\s+", " ").strip();
        return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) + "…" : clean;
    }
}
