package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body of exchange information, taken apart. */
class ExchangeInfoRowsTest
{
    private final ExchangeInfoRows rows = new ExchangeInfoRows();

    @Test
    void shouldTakeRowsAFewAtATime()
    {
        begin("{\"timezone\":\"UTC\",\"a\":[{\"symbols\":[{\"x\":1}]}],\"optionSymbols\":[ {\"s\":1} ,{\"s\":[2,{}]}," +
            "{\"s\":3}],\"rateLimits\":[]} ");
        assertEquals("{\"symbols\":[{\"s\":1} ,{\"s\":[2,{}]}]}", next(2));
        assertEquals(ExchangeInfoRows.State.ROWS, rows.state());
        assertEquals("{\"symbols\":[{\"s\":3}]}", next(2));
        assertEquals(ExchangeInfoRows.State.ENDED, rows.state());
        assertEquals("", next(2));
    }

    @Test
    void shouldSeeTheEndOnlyWhenItLooks()
    {
        begin("{\"symbols\":[{\"s\":1},{\"s\":2}]}");
        assertEquals("{\"symbols\":[{\"s\":1},{\"s\":2}]}", next(2));
        assertEquals(ExchangeInfoRows.State.ROWS, rows.state());
        assertEquals("", next(2));
        assertEquals(ExchangeInfoRows.State.ENDED, rows.state());
    }

    @Test
    void shouldHaveNoRowsOfAnEmptyList()
    {
        begin("{\"symbols\":[]}");
        assertEquals("", next(1));
        assertEquals(ExchangeInfoRows.State.ENDED, rows.state());
    }

    @Test
    void shouldLeaveOutWhatIsNoObjectAndCountIt()
    {
        begin("{\"symbols\":[{\"s\":1},null,\"x\",[1],{\"s\":2},{\"s\":3}]}");
        final List<String> portions = new ArrayList<>();
        while (rows.state() == ExchangeInfoRows.State.ROWS)
        {
            portions.add(next(64));
        }
        portions.removeIf(String::isEmpty);
        assertEquals(List.of("{\"symbols\":[{\"s\":1}]}", "{\"symbols\":[{\"s\":2},{\"s\":3}]}"), portions);
        assertEquals(3, rows.brokenRows());
        assertEquals(ExchangeInfoRows.State.ENDED, rows.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"symbols\":[{\"s\":1},{\"s\":2}", "{\"symbols\":[{\"s\":1},{\"s\":2}]",
        "{\"symbols\":[{\"s\":1},{\"s\":2}]}x",
        "{\"symbols\":[{\"s\":1},{\"s\":2}],\"a\":}", "{\"symbols\":[{\"s\":1},{\"s\":2},{\"s\"]}"})
    void shouldGiveWhatStandsBeforeTheFaultThenFail(final String body)
    {
        begin(body);
        assertEquals("{\"symbols\":[{\"s\":1},{\"s\":2}]}", next(3));
        assertEquals(ExchangeInfoRows.State.FAILED, rows.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "x", "[]", "null", "{}", "{\"code\":-1003,\"msg\":\"Too many requests.\"}", "{\"symbols\":{}}",
        "{\"symbols\"", "{\"a\":[1,{\"symbols\":[]}", "{\"a\":}"})
    void shouldFailAtOnceWhereThereIsNoListOfRows(final String body)
    {
        assertEquals(ExchangeInfoRows.State.FAILED, rows.begin(body.getBytes(StandardCharsets.UTF_8)));
        assertEquals("", next(1));
    }

    private void begin(final String body)
    {
        assertEquals(ExchangeInfoRows.State.ROWS, rows.begin(body.getBytes(StandardCharsets.UTF_8)));
    }

    private String next(final int most)
    {
        return new String(rows.next(most), StandardCharsets.UTF_8);
    }
}
