package org.ringtape.feeds.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a venue says where it brings nothing. */
class VenueWordsTest
{
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}|-1121|-1121 Invalid symbol.",
        "{ \"msg\" : \"a \\\"b\\\"\", \"code\" : -1 }|-1|-1 a \\\"b\\\"",
        "{\"error\":\"RATE_LIMITED\",\"message\":\"x\"}|0|RATE_LIMITED",
        "{\"error\":{\"code\":-32602,\"message\":\"bad\"}}|-32602|-32602 bad",
        "<html> <b>403</b>  no|0|<html> <b>403</b> no",
        "{\"code\":7}|7|7"})
    void shouldFindNumberAndMessage(final String body, final long code, final String text)
    {
        assertEquals(new VenueWords(code, text), VenueWords.of(body.getBytes(UTF_8)));
    }

    @Test
    void shouldShowOneLineOfBoundedLengthWithoutControls()
    {
        assertEquals("a b " + "z".repeat(156) + "…",
            VenueWords.of(("a\r\n\u001b[0mb " + "z".repeat(9_000)).replace("[0m", "").getBytes(UTF_8)).text());
        assertEquals("", VenueWords.of(new byte[0]).text());
    }

    @Test
    void shouldSayWhatAnAnswerWas()
    {
        assertEquals("HTTP 503", VenueWords.describe(answer(503, "", "")));
        assertEquals("HTTP 400 -1121 Invalid symbol.",
            VenueWords.describe(answer(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "")));
        assertEquals("no answer: refused", VenueWords.describe(answer(0, "", "refused")));
    }

    private static HttpFetcher.Answer answer(final int status, final String body, final String failure)
    {
        return new HttpFetcher.Answer(status, body.getBytes(UTF_8), 0L, failure);
    }
}
