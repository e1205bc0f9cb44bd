package org.ringtape.codecs.vatic;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.text.ByteWords;

/**
 * Reads a {@code window_open} as Vatic writes it:
 *
 * <pre>
 *   {"event":"window_open","asset":"btc","marketType":"5min","windowStart":1744027500,
 *   "windowStartIso":"2025-04-07T12:05:00.000Z","price":82450.75,"source":"chainlink","snapshot":true}
 * </pre>
 * without line breaks, keys in this order, no escapes, numbers bare, both starts there and agreeing. Only four lengths
 * differ between such frames: those of asset, interval, price, and source. Where these end is found by their quotes and
 * the number's digits; between them every byte has its place, so it is compared there in words of eight, all of which
 * are combined before one branch decides. The end of the frame is compared from behind, which says where the source
 * ends and whether there is a {@code snapshot}.
 *
 * <p>Nothing is refused here. A frame that is other than this in one byte goes to the general reader, which knows why.
 * Owned by one decoder.
 */
final class InOrderWindow
{
    private static final long HEAD_1 = ByteWords.literal("{\"event\"");
    private static final long HEAD_2 = ByteWords.literal(":\"window");
    private static final long HEAD_3 = ByteWords.literal("_open\",\"");
    private static final long HEAD_4 = ByteWords.literal("asset\":\"");
    private static final int HEAD_LENGTH = 32;
    private static final long INTERVAL_1 = ByteWords.literal("\",\"marke");
    private static final long INTERVAL_2 = ByteWords.literal("tType\":\"");
    private static final int INTERVAL_LENGTH = 16;
    private static final long START_1 = ByteWords.literal("\",\"windo");
    private static final long START_2 = ByteWords.literal("wStart\":");
    private static final int START_LENGTH = 16;
    /** Seconds from 2001 to 2286; the text ends before, in 2261. */
    private static final int SECONDS_LENGTH = 10;
    private static final long TEXT_1 = ByteWords.literal(",\"window");
    private static final long TEXT_2 = ByteWords.literal("StartIso");
    private static final long TEXT_3 = ByteWords.literal("rtIso\":\"");
    private static final int TEXT_LENGTH = 19;
    private static final long PRICE_1 = ByteWords.literal("\",\"price");
    private static final long PRICE_2 = ByteWords.literal("\"price\":");
    private static final int PRICE_LENGTH = 10;
    private static final long SOURCE_1 = ByteWords.literal(",\"source");
    private static final long SOURCE_2 = ByteWords.literal("ource\":\"");
    private static final int SOURCE_2_INDEX = 3;
    private static final int SOURCE_LENGTH = 11;
    /** Longest source that is read here; it is compared in two words that may overlap. */
    private static final int MAX_SOURCE_LENGTH = 2 * ByteWords.LENGTH;
    private static final long LAST = ByteWords.literal("\"}");
    private static final int LAST_LENGTH = 2;
    private static final long SNAPSHOT_1 = ByteWords.literal("\",\"snaps");
    private static final long SNAPSHOT_2 = ByteWords.literal("hot\":tru");
    private static final long SNAPSHOT_3 = ByteWords.literal("t\":true}");
    private static final int SNAPSHOT_LENGTH = 18;
    private static final int SNAPSHOT_2_INDEX = 8;
    /** As long as the shortest texts make it: whatever comes before the price is inside of that. */
    private static final int MIN_LENGTH = 144;
    /** What must follow where the price begins: a word, a point and a word. */
    private static final int PRICE_REACH = 2 * ByteWords.LENGTH + 1;

    private final StreamMemory streams = new StreamMemory();
    private final WindowStart starts = new WindowStart();
    private byte[] frame;
    private RememberedStream stream;
    private long startSeconds;
    private long price;
    private int priceScale;
    private int sourceOffset;
    private int sourceLength;
    private boolean snapshot;
    private int position;

    /** Reads a frame that lies within its array; false if it is for the general path. */
    boolean read(final byte[] bytes, final int offset, final int length)
    {
        frame = bytes;
        return length >= MIN_LENGTH && readStream(bytes, offset) && readStart(bytes) &&
            readPrice(bytes, offset + length) && readSource(bytes, offset + length);
    }

    byte[] frame()
    {
        return frame;
    }

    RememberedStream stream()
    {
        return stream;
    }

    /** Begin of the window, seconds since 1970. */
    long startSeconds()
    {
        return startSeconds;
    }

    /** Mantissa, above zero. */
    long price()
    {
        return price;
    }

    int priceScale()
    {
        return priceScale;
    }

    int sourceOffset()
    {
        return sourceOffset;
    }

    int sourceLength()
    {
        return sourceLength;
    }

    boolean isSnapshot()
    {
        return snapshot;
    }

    /** From the beginning to the seconds. */
    private boolean readStream(final byte[] bytes, final int offset)
    {
        final int asset = offset + HEAD_LENGTH;
        final long assetWord = ByteWords.word(bytes, asset);
        final long assetStops = ByteWords.stringStops(assetWord);
        final int assetEnd = asset + ByteWords.first(assetStops);
        final int interval = assetEnd + INTERVAL_LENGTH;
        final long intervalWord = ByteWords.word(bytes, interval);
        final long intervalStops = ByteWords.stringStops(intervalWord);
        final int intervalEnd = interval + ByteWords.first(intervalStops);
        final long deviations = ByteWords.word(bytes, offset) ^ HEAD_1 |
            ByteWords.word(bytes, offset + ByteWords.LENGTH) ^ HEAD_2 |
            ByteWords.word(bytes, offset + 2 * ByteWords.LENGTH) ^ HEAD_3 |
            ByteWords.word(bytes, offset + 3 * ByteWords.LENGTH) ^ HEAD_4 |
            ByteWords.word(bytes, assetEnd) ^ INTERVAL_1 |
            ByteWords.word(bytes, assetEnd + ByteWords.LENGTH) ^ INTERVAL_2 |
            ByteWords.word(bytes, intervalEnd) ^ START_1 |
            ByteWords.word(bytes, intervalEnd + ByteWords.LENGTH) ^ START_2;
        if (deviations != 0)
        {
            return false;
        }
        position = intervalEnd + START_LENGTH;
        stream = streams.find(
            bytes, before(assetWord, assetStops), asset, before(intervalWord, intervalStops), interval);
        return stream != null;
    }

    /** From the seconds to the price. */
    private boolean readStart(final byte[] bytes)
    {
        final int at = position;
        final int text = at + SECONDS_LENGTH + TEXT_LENGTH;
        final int end = text + WindowStart.LENGTH;
        final long digits = ByteWords.digits(ByteWords.word(bytes, at));
        final long lastDigits = ByteWords.digits(ByteWords.word(bytes, at + SECONDS_LENGTH - ByteWords.LENGTH));
        final long deviations = ByteWords.notDigits(digits) | ByteWords.notDigits(lastDigits) |
            ByteWords.word(bytes, at + SECONDS_LENGTH) ^ TEXT_1 |
            ByteWords.word(bytes, at + SECONDS_LENGTH + ByteWords.LENGTH) ^ TEXT_2 |
            ByteWords.word(bytes, text - ByteWords.LENGTH) ^ TEXT_3 |
            ByteWords.word(bytes, end) ^ PRICE_1 |
            ByteWords.word(bytes, end + PRICE_LENGTH - ByteWords.LENGTH) ^ PRICE_2;
        startSeconds = ByteWords.number(digits) * 100 + (lastDigits >>> 48 & 0xFF) * 10 + (lastDigits >>> 56);
        position = end + PRICE_LENGTH;
        return deviations == 0 && (digits & 0xFF) != 0 && starts.says(bytes, text, startSeconds);
    }

    /** From the price to the comma behind it. */
    private boolean readPrice(final byte[] bytes, final int end)
    {
        final int at = position;
        if (end - at < PRICE_REACH)
        {
            return false;
        }
        final long digits = ByteWords.digits(ByteWords.word(bytes, at));
        final int units = ByteWords.first(ByteWords.notDigits(digits));
        if (units == 0 || units == ByteWords.LENGTH || (digits & 0xFF) == 0 && units > 1)
        {
            return false;
        }
        price = ByteWords.number(digits, units);
        priceScale = 0;
        position = at + units;
        return (bytes[position] != '.' || readFraction(bytes, end, units)) && price > 0;
    }

    private boolean readFraction(final byte[] bytes, final int end, final int units)
    {
        final int at = position + 1;
        final long digits = ByteWords.digits(ByteWords.word(bytes, at));
        final int places = ByteWords.first(ByteWords.notDigits(digits));
        if (places == 0)
        {
            return false;
        }
        price = price * PowersOfTen.of(places) + ByteWords.number(digits, places);
        priceScale = places;
        position = at + places;
        return places < ByteWords.LENGTH || readRest(bytes, end, units);
    }

    /** What is behind eight decimals. */
    private boolean readRest(final byte[] bytes, final int end, final int units)
    {
        if (end - position < ByteWords.LENGTH)
        {
            return false;
        }
        final long digits = ByteWords.digits(ByteWords.word(bytes, position));
        final int places = ByteWords.first(ByteWords.notDigits(digits));
        if (places > 0)
        {
            price = price * PowersOfTen.of(places) + ByteWords.number(digits, places);
            priceScale += places;
            position += places;
        }
        return places < ByteWords.LENGTH && units + priceScale <= DecimalParser.MAX_DIGITS;
    }

    /** From the comma behind the price to the end. */
    private boolean readSource(final byte[] bytes, final int end)
    {
        final long last = ByteWords.word(bytes, end - ByteWords.LENGTH);
        snapshot = last == SNAPSHOT_3;
        final int stop = end - (snapshot ? SNAPSHOT_LENGTH : LAST_LENGTH);
        final int start = position + SOURCE_LENGTH;
        final int length = stop - start;
        if (length <= 0 || length > MAX_SOURCE_LENGTH)
        {
            return false;
        }
        sourceOffset = start;
        sourceLength = length;
        final long ending = snapshot ?
            ByteWords.word(bytes, stop) ^ SNAPSHOT_1 | ByteWords.word(bytes, stop + SNAPSHOT_2_INDEX) ^ SNAPSHOT_2 :
            last >>> Long.SIZE - LAST_LENGTH * Byte.SIZE ^ LAST;
        final long deviations = ending | ByteWords.word(bytes, position) ^ SOURCE_1 |
            ByteWords.word(bytes, position + SOURCE_2_INDEX) ^ SOURCE_2;
        return deviations == 0 && isText(bytes, start, length);
    }

    /** True if nothing in it ends or breaks a string. Before it there is room for a word. */
    private static boolean isText(final byte[] bytes, final int start, final int length)
    {
        final long last = ByteWords.word(bytes, start + length - ByteWords.LENGTH);
        if (length >= ByteWords.LENGTH)
        {
            return (ByteWords.stringStops(ByteWords.word(bytes, start)) | ByteWords.stringStops(last)) == 0;
        }
        final long before = -1L >>> length * Byte.SIZE;
        return ByteWords.stringStops(last | before) == 0;
    }

    /** A text without what follows it in its word. */
    private static long before(final long word, final long stops)
    {
        return word & ((stops & -stops) >>> Byte.SIZE - 1) - 1;
    }
}
