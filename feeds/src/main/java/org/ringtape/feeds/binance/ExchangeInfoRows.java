package org.ringtape.feeds.binance;

import java.nio.charset.StandardCharsets;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonToken;

/**
 * Takes the rows out of an exchange information body, a few at a time, each few as a body of its own: the whole may
 * hold thousands, and nobody is to wait until all of them are decoded and published. Conductor thread.
 */
final class ExchangeInfoRows
{
    private static final byte[] HEAD = "{\"symbols\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner = new JsonScanner();
    private byte[] body;
    private State state = State.FAILED;
    private int brokenRows;

    /** How far a body has been read. */
    enum State
    {
        /** In front of the next row. */
        ROWS,
        /** All rows are out. */
        ENDED,
        /** The rest is no JSON, or there is no list of rows. */
        FAILED
    }

    /** Begins with a body; its rows are {@code optionSymbols} of options, {@code symbols} of the sister markets. */
    State begin(final byte[] newBody)
    {
        body = newBody;
        brokenRows = 0;
        state = State.FAILED;
        int token = scanner.wrap(body, 0, body.length).next() == JsonToken.OBJECT_START ?
            scanner.next() : JsonToken.ERROR;
        while (token == JsonToken.KEY)
        {
            final boolean isList = isList();
            token = isList ? scanner.next() : scanner.skip();
            if (isList)
            {
                state = token == JsonToken.ARRAY_START ? State.ROWS : State.FAILED;
                return state;
            }
            token = token == JsonToken.ERROR ? token : scanner.next();
        }
        return state;
    }

    /**
     * Takes the next rows.
     *
     * @param most rows to take, at least 1
     * @return them as a body, empty if there was none; {@link #state()} says whether more may follow
     */
    byte[] next(final int most)
    {
        int from = 0;
        int to = 0;
        for (int rows = 0; rows < most && state == State.ROWS; rows++)
        {
            final int token = scanner.skip();
            if (token == JsonToken.OBJECT_START)
            {
                from = to == 0 ? scanner.start() : from;
                to = scanner.stop();
            }
            else if (token == JsonToken.ARRAY_END)
            {
                state = scanner.finish() ? State.ENDED : State.FAILED;
            }
            else if (token == JsonToken.ERROR)
            {
                state = State.FAILED;
            }
            else
            {
                brokenRows++;
                break; // what is between rows is copied with them
            }
        }
        return to == 0 ? new byte[0] : copy(from, to);
    }

    /** How far the body has been read. */
    State state()
    {
        return state;
    }

    /** Rows of the body so far that are no objects. */
    int brokenRows()
    {
        return brokenRows;
    }

    private byte[] copy(final int from, final int to)
    {
        final byte[] copy = new byte[HEAD.length + to - from + TAIL.length];
        System.arraycopy(HEAD, 0, copy, 0, HEAD.length);
        System.arraycopy(body, from, copy, HEAD.length, to - from);
        System.arraycopy(TAIL, 0, copy, copy.length - TAIL.length, TAIL.length);
        return copy;
    }

    private boolean isList()
    {
        final String key =
            new String(body, scanner.start(), scanner.stop() - scanner.start(), StandardCharsets.UTF_8);
        return key.equals("optionSymbols") || key.equals("symbols");
    }
}
