package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.row.ListedKind;
import org.ringtape.codecs.sink.row.ListedStatus;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * The venue's words for what an instrument is and whether it trades. TRADING is the only status that the options'
 * documents name; whatever another one means, its text goes with the definition.
 */
public final class ListingWords
{
    private static final byte[] CALL = AsciiKeys.key("CALL");
    private static final byte[] PUT = AsciiKeys.key("PUT");
    private static final byte[] PERPETUAL = AsciiKeys.key("PERPETUAL");
    private static final byte[] MONTH = AsciiKeys.key("MONTH");
    private static final byte[] QUARTER = AsciiKeys.key("QUARTER");
    private static final byte[] TRADING = AsciiKeys.key("TRADING");

    private ListingWords()
    {
    }

    /** Kind of an option by its side; UNKNOWN for null and for a word that we do not know. */
    public static ListedKind kind(final JsonText side)
    {
        if (side == null)
        {
            return ListedKind.UNKNOWN;
        }
        if (AsciiKeys.matches(side.bytes(), side.offset(), side.length(), CALL))
        {
            return ListedKind.CALL;
        }
        return AsciiKeys.matches(side.bytes(), side.offset(), side.length(), PUT) ?
            ListedKind.PUT : ListedKind.UNKNOWN;
    }

    /**
     * Kind of a future by what the word for it contains: {@code TRADIFI_PERPETUAL} and {@code PERPETUAL DELIVERING} are
     * perpetuals, {@code NEXT_QUARTER} and {@code CURRENT_MONTH} are not. UNKNOWN for a word of neither.
     */
    public static ListedKind kindOfContract(final JsonText word)
    {
        if (contains(word, PERPETUAL))
        {
            return ListedKind.PERPETUAL;
        }
        return contains(word, QUARTER) || contains(word, MONTH) ? ListedKind.FUTURE : ListedKind.UNKNOWN;
    }

    private static boolean contains(final JsonText text, final byte[] word)
    {
        return AsciiKeys.contains(text.bytes(), text.offset(), text.length(), word);
    }

    public static ListedStatus status(final ByteRange word)
    {
        return AsciiKeys.matches(word.bytes(), word.offset(), word.length(), TRADING) ?
            ListedStatus.TRADING : ListedStatus.UNKNOWN;
    }
}
