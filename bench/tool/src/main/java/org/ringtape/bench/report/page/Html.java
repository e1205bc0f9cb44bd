package org.ringtape.bench.report.page;

/** Text of a page. Everything that is not markup written here passes the escaping. */
final class Html
{
    private final StringBuilder text = new StringBuilder(1 << 16);

    /** Opens an element; attributes are pairs of name and value, a {@code null} value leaves one out. */
    Html open(final String tag, final String... attributes)
    {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2)
        {
            if (attributes[i + 1] != null)
            {
                text.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
            }
        }
        text.append('>');
        return this;
    }

    Html close(final String tag)
    {
        text.append("</").append(tag).append(">\n");
        return this;
    }

    /** A whole element around text. */
    Html element(final String tag, final String content, final String... attributes)
    {
        return open(tag, attributes).text(content).close(tag);
    }

    Html text(final String content)
    {
        text.append(escaped(content));
        return this;
    }

    /** A script that runs. Its text cannot end the element early. */
    Html script(final String javaScript)
    {
        text.append("<script>").append(javaScript.replaceAll("(?i)</(?=script)", "<\\\\/")).append("</script>\n");
        return this;
    }

    /** JSON that scripts read; it holds no character that markup could see. */
    Html json(final String id, final String json)
    {
        open("script", "type", "application/json", "id", id);
        text.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
            .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"));
        return close("script");
    }

    /** Style sheet of our own. */
    Html style(final String css)
    {
        text.append("<style>").append(css).append("</style>\n");
        return this;
    }

    /** What another one holds. */
    Html append(final Html other)
    {
        text.append(other.text);
        return this;
    }

    static String escaped(final String content)
    {
        final StringBuilder escaped = new StringBuilder(content.length() + 16);
        for (int i = 0; i < content.length(); i++)
        {
            final char c = content.charAt(i);
            switch (c)
            {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString()
    {
        return text.toString();
    }
}
