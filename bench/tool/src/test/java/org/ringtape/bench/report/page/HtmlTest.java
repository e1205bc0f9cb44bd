package org.ringtape.bench.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.report.read.Numbers;

/** Nothing that was measured can become markup. */
final class HtmlTest
{
    private static final String HOSTILE = "</script><b a=\"1\" c='2'>&";

    @Test
    void shouldEscapeTextAndAttributes()
    {
        final String escaped = "&lt;/script&gt;&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;";
        assertEquals("<p title=\"" + escaped + "\">" + escaped + "</p>\n",
            new Html().element("p", HOSTILE, "title", HOSTILE).toString());
    }

    @Test
    void shouldKeepJsonFreeOfAnyMarkup()
    {
        assertEquals("<script type=\"application/json\" id=\"x\">" +
            "[\"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028\"]</script>\n",
            new Html().json("x", "[\"</script><b>&\u2028\"]").toString());
    }

    @Test
    void shouldNotLetAScriptEndEarly()
    {
        assertEquals("<script>a = '<\\/script>' + '<\\/SCRIPT>' + '</p>'</script>\n",
            new Html().script("a = '</script>' + '</SCRIPT>' + '</p>'").toString());
    }

    @Test
    void shouldLeaveOutAttributesWithoutValue()
    {
        assertEquals("<tr>", new Html().open("tr", "class", null).toString());
    }

    @Test
    void shouldRefuseARowThatDoesNotFitItsTable()
    {
        assertThrows(IllegalArgumentException.class, () -> new Table("t", "a", "b").row("1"));
    }

    @Test
    void shouldShowNumbersForPeople()
    {
        assertEquals("12,346", Numbers.plain(12_345.6));
        assertEquals("812.5", Numbers.plain(812.5));
        assertEquals("≈ 0", Numbers.plain(0.0001));
        assertEquals("0", Numbers.plain(0));
        assertEquals("–", Numbers.plain(Double.NaN));
        assertEquals("812 ns", Numbers.time(812));
        assertEquals("1.25 µs", Numbers.time(1_250));
        assertEquals("74.3 ms", Numbers.time(74_330_000));
        assertEquals("2 s", Numbers.time(2e9));
        assertEquals("-12.3 %", Numbers.percent(-0.123));
        assertEquals("20.00 ± ?", Numbers.withError(20, Double.NaN));
    }
}
