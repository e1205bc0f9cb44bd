package org.ringtape.bench.structure;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The section of the README that the rows make. */
final class CapabilityText
{
    static final String BEGIN = "<!-- capabilities -->";
    static final String END = "<!-- /capabilities -->";
    /** What a strategy reads of each event type: calls on its context, or callbacks of it. */
    static final Map<String, String> STATE = Map.ofEntries(
        Map.entry("BOOK_UPDATE", "book(streamId)"),
        Map.entry("TRADE", "tape(id)"),
        Map.entry("TOP_OF_BOOK", "quote(id)"),
        Map.entry("TICKER", "values().ticker(id)"),
        Map.entry("CANDLE", "values().candle(id, intervalNs)"),
        Map.entry("MARK_PRICE", "values().markPrice(id)"),
        Map.entry("INDEX_PRICE", "values().indexPrice(id)"),
        Map.entry("OPEN_INTEREST", "values().openInterest(id)"),
        Map.entry("FUNDING", "values().funding(id)"),
        Map.entry("MARKET_LIQUIDATION", "values().liquidation(id)"),
        Map.entry("VOLUME_PROFILE", "values().volumeProfile(id)"),
        Map.entry("INSTRUMENT", "values().definition(id)"),
        Map.entry("PRICE_TARGET", "targets().current(id, intervalNs)"));

    private static final String PROSE = """

        This table is generated: a test decodes what the generators and simulators send, and a few frames spelled by
        hand, and fails if a row is not seen, if a stream is in no row, or if it arrives as anything else. *Observed*
        means that real frames of it are among the recordings, *inferred* is what no document says.
        Names of Kiyotaka's and Vatic's streams are ours: channel, exchange and symbol or `coin=` (a grouped book);
        asset and interval. Kiyotaka's frames may be Brotli or plain text, each by itself.

        Not there yet: Kyan, Rails, and the user data of any venue. Not read: Vatic's `GET /api/v1/targets/active`,
        whose shape no document says.
        """;

    private CapabilityText()
    {
    }

    /** The section with its markers. @param tests where each test class is, from the repository's root */
    static String section(final List<TestedCapability> rows, final Map<String, Path> tests)
    {
        final String table = rows.stream().map((row) -> "| " + String.join(" | ",
            code(row.venue().label()),
            lines(row.channels(), CapabilityText::code),
            lines(row.types(), CapabilityText::code),
            lines(row.types().stream().map((type) -> STATE.get(eventType(type))).distinct().toList(),
                CapabilityText::code),
            row.basis(),
            lines(row.tests(), (test) -> "[" + test + "](" + tests.get(test) + ")")) + " |\n")
            .collect(Collectors.joining());
        return BEGIN + "\n" +
            "| venue | stream or request | arrives as | a strategy reads | basis | tested by |\n" +
            "| --- | --- | --- | --- | --- | --- |\n" + table + PROSE + END;
    }

    /** The type without what the table adds to it. */
    static String eventType(final String type)
    {
        return type.split(" ")[0];
    }

    private static String lines(final Collection<String> items, final Function<String, String> form)
    {
        return items.stream().map(form).collect(Collectors.joining("<br>"));
    }

    private static String code(final String text)
    {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
