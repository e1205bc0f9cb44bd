package org.ringtape.bench.report.page;

import java.util.ArrayList;
import java.util.List;

/** A table that scrolls by itself where the page is narrow, and by keyboard too. */
final class Table
{
    private static final String NUMBER = "#";

    private final String caption;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> marked = new ArrayList<>();

    /** @param columns headings; one that begins with {@code #} holds numbers */
    Table(final String caption, final String... columns)
    {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    Table(final String caption, final List<String> columns)
    {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** One cell a column; the first one names the row. */
    Table row(final String... cells)
    {
        return row(false, List.of(cells));
    }

    /** @param mark whether the row stands out as ours */
    Table row(final boolean mark, final List<String> cells)
    {
        if (cells.size() != columns.size())
        {
            throw new IllegalArgumentException(caption + ": " + columns.size() + " columns, cells: " + cells);
        }
        rows.add(cells);
        marked.add(mark);
        return this;
    }

    boolean isEmpty()
    {
        return rows.isEmpty();
    }

    String caption()
    {
        return caption;
    }

    void write(final Html html)
    {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
            .open("table").element("caption", caption).open("thead").open("tr");
        for (final String column : columns)
        {
            html.element("th", isNumber(column) ? column.substring(1) : column, "scope", "col", "class", style(column));
        }
        html.close("tr").close("thead").open("tbody");
        for (int i = 0; i < rows.size(); i++)
        {
            final List<String> cells = rows.get(i);
            html.open("tr", "class", marked.get(i) ? "ours" : null).element("th", cells.get(0), "scope", "row");
            for (int column = 1; column < cells.size(); column++)
            {
                html.element("td", cells.get(column), "class", style(columns.get(column)));
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private static boolean isNumber(final String column)
    {
        return column.startsWith(NUMBER);
    }

    private static String style(final String column)
    {
        return isNumber(column) ? "number" : null;
    }
}
