package org.ringtape.codecs.level;

import org.ringtape.codecs.decimal.MeasuredNumber;
import org.ringtape.codecs.decimal.NumberShape;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * Levels of one side whose numbers are written alike. Their words are only collected at first, as long as one level
 * ends where the next one must begin; checks and values are then made for all of them, in loops over arrays that the
 * compiler turns into vector instructions. A level that is written otherwise, at the same scales, keeps its place among
 * them and brings its values along.
 *
 * <p>Tried without gain: checking and converting each level as it is collected (twice the time a level: too many
 * values for the registers), prices and quantities in one loop or one array, and checks in the loop that makes values
 * (neither is vectorised).
 */
final class LevelBatch
{
    /** Between two levels. */
    static final long NEXT = ByteWords.literal("\"],[\"");
    static final int NEXT_LENGTH = 5;
    /** Behind the last one. */
    static final long LAST = ByteWords.literal("\"]]");
    static final int LAST_LENGTH = 3;

    private static final int CAPACITY = 64;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int NEXT_SHIFT = (ByteWords.LENGTH - NEXT_LENGTH) * Byte.SIZE;
    private static final int LAST_SHIFT = (ByteWords.LENGTH - LAST_LENGTH) * Byte.SIZE;
    private static final int SEPARATOR_SHIFT = (ByteWords.LENGTH - NumberShape.SEPARATOR_LENGTH) * Byte.SIZE;

    /** The last words of prices, until they are the prices. */
    private final long[] prices = new long[CAPACITY];
    private final long[] quantities = new long[CAPACITY];
    /** Words that end behind the separator, where the quantity's has no room for it. */
    private final long[] separators = new long[CAPACITY];
    /** The words before the last ones, of numbers that need two. */
    private final long[] priceHighs = new long[CAPACITY];
    private final long[] quantityHighs = new long[CAPACITY];
    private final int[] oddIndexes = new int[CAPACITY];
    private final long[] oddPrices = new long[CAPACITY];
    private final long[] oddQuantities = new long[CAPACITY];
    private NumberShape priceShape;
    private NumberShape quantityShape;
    private long quantityMask;
    private long quantityPattern;
    private boolean isSeparated;
    private boolean isWide;
    private int count;
    private int oddCount;
    private boolean complete;

    LevelBatch()
    {
        shape(NumberShape.of(1, 0), NumberShape.of(1, 0));
    }

    /** How the levels to come are written; there must be none at the time. */
    void shape(final NumberShape ofPrices, final NumberShape ofQuantities)
    {
        priceShape = ofPrices;
        quantityShape = ofQuantities;
        isWide = !ofPrices.isShort() || !ofQuantities.isShort();
        isSeparated = ofQuantities.isBrief();
        quantityMask = isSeparated ? ofQuantities.separatedMask : ofQuantities.mask;
        quantityPattern = isSeparated ? ofQuantities.separatedPattern : ofQuantities.pattern;
    }

    boolean hasRoom()
    {
        return count < CAPACITY;
    }

    /** True if what was collected last ends the array. */
    boolean isComplete()
    {
        return complete;
    }

    /**
     * Collects levels that end where they would if they were written alike, as many as there is room for.
     *
     * @param from behind the quote that opens a price
     * @return where the first level starts that is not such a one, or is too near to the end; or behind the array
     */
    int collect(final byte[] frame, final int from, final int end)
    {
        complete = false;
        if (from < NumberShape.MAX_LENGTH)
        {
            return from;
        }
        final int first = count;
        final int priceLength = priceShape.length;
        final int quantityEnd = priceLength + NumberShape.SEPARATOR_LENGTH + quantityShape.length;
        final int length = quantityEnd + NEXT_LENGTH;
        final int at = collectWords(frame, from + length - ByteWords.LENGTH, end, length, length - priceLength) -
            length + ByteWords.LENGTH;
        final int lastEnd = at + quantityEnd + LAST_LENGTH;
        complete = lastEnd <= end && count < CAPACITY &&
            ByteWords.word(frame, lastEnd - ByteWords.LENGTH) >>> LAST_SHIFT == LAST;
        if (complete)
        {
            prices[count] = ByteWords.word(frame, at + priceLength - ByteWords.LENGTH);
            quantities[count++] = ByteWords.word(frame, at + quantityEnd - ByteWords.LENGTH);
        }
        if (!isSeparated)
        {
            collect(separators, first, frame, from + priceLength + NumberShape.SEPARATOR_LENGTH, length);
        }
        if (isWide)
        {
            collect(priceHighs, first, frame, from + priceLength - ByteWords.LENGTH, length);
            collect(quantityHighs, first, frame, from + quantityEnd - ByteWords.LENGTH, length);
        }
        return complete ? lastEnd : at;
    }

    /** Goes by the words that end where a level does, {@code last} and before. */
    private int collectWords(
        final byte[] frame, final int from, final int end, final int length, final int toPrice)
    {
        final long[] priceWords = prices;
        final long[] quantityWords = quantities;
        final int last = end - ByteWords.LENGTH;
        int at = from;
        int size = count;
        while (at <= last && size < CAPACITY)
        {
            priceWords[size] = ByteWords.word(frame, at - toPrice);
            quantityWords[size] = ByteWords.word(frame, at - NEXT_LENGTH);
            if (ByteWords.word(frame, at) >>> NEXT_SHIFT != NEXT)
            {
                break;
            }
            size++;
            at += length;
        }
        count = size;
        return at;
    }

    /** Collects the words that end there, and then every so many bytes. */
    private void collect(final long[] words, final int first, final byte[] frame, final int end, final int length)
    {
        int at = end - ByteWords.LENGTH;
        for (int i = first; i < count; i++)
        {
            words[i] = ByteWords.word(frame, at);
            at += length;
        }
    }

    /**
     * Adds a level that is written otherwise.
     *
     * @return false if its scales are other ones: it cannot be among these
     */
    boolean add(final MeasuredNumber price, final MeasuredNumber quantity)
    {
        if (price.scale() != priceShape.scale || quantity.scale() != quantityShape.scale)
        {
            return false;
        }
        oddIndexes[oddCount] = count++;
        oddPrices[oddCount] = price.value();
        oddQuantities[oddCount++] = quantity.value();
        return true;
    }

    /**
     * Hands the levels to the sink, if all of them are as their shapes say, and is empty then.
     *
     * @return false if one is not; the sink has none of them
     */
    boolean flush(final boolean bids, final BookSink sink)
    {
        final int size = count;
        replaceOdd();
        final boolean alike = isAlike(size);
        if (alike)
        {
            makeValues(size);
            emit(size, bids, sink);
        }
        count = 0;
        oddCount = 0;
        return alike;
    }

    /** Puts zeros where the odd levels are, in the shape of the others. */
    private void replaceOdd()
    {
        for (int i = 0; i < oddCount; i++)
        {
            final int index = oddIndexes[i];
            prices[index] = priceShape.pattern;
            quantities[index] = quantityPattern;
            separators[index] = NumberShape.SEPARATOR << SEPARATOR_SHIFT;
            priceHighs[index] = priceShape.highPattern;
            quantityHighs[index] = quantityShape.highPattern;
        }
    }

    private boolean isAlike(final int size)
    {
        final NumberShape price = priceShape;
        final NumberShape quantity = quantityShape;
        long deviations = deviations(prices, size, price.mask, price.pattern, price.check) |
            deviations(quantities, size, quantityMask, quantityPattern, quantity.check);
        if (isWide)
        {
            deviations |= deviations(priceHighs, size, price.highMask, price.highPattern, price.highCheck) |
                deviations(quantityHighs, size, quantity.highMask, quantity.highPattern, quantity.highCheck);
        }
        return (deviations & HIGHS) == 0 && (isSeparated || isSeparatorThere(size));
    }

    private boolean isSeparatorThere(final int size)
    {
        long deviations = 0;
        for (int i = 0; i < size; i++)
        {
            deviations |= separators[i] ^ NumberShape.SEPARATOR << SEPARATOR_SHIFT;
        }
        return deviations >>> SEPARATOR_SHIFT == 0;
    }

    private void makeValues(final int size)
    {
        final NumberShape price = priceShape;
        final NumberShape quantity = quantityShape;
        toValues(prices, size, price.mask, price.pattern, price.whole);
        toValues(quantities, size, quantityMask, quantityPattern, quantity.whole);
        if (isWide)
        {
            toValues(priceHighs, size, price.highMask, price.highPattern, price.highWhole);
            toValues(quantityHighs, size, quantity.highMask, quantity.highPattern, quantity.highWhole);
            addHighs(prices, priceHighs, size, price.highUnit);
            addHighs(quantities, quantityHighs, size, quantity.highUnit);
        }
        for (int i = 0; i < oddCount; i++)
        {
            prices[oddIndexes[i]] = oddPrices[i];
            quantities[oddIndexes[i]] = oddQuantities[i];
        }
    }

    private void emit(final int size, final boolean bids, final BookSink sink)
    {
        if (bids)
        {
            sink.onBids(prices, priceShape.scale, quantities, quantityShape.scale, size);
        }
        else
        {
            sink.onAsks(prices, priceShape.scale, quantities, quantityShape.scale, size);
        }
    }

    private static long deviations(
        final long[] words, final int size, final long mask, final long pattern, final long check)
    {
        long deviations = 0;
        for (int i = 0; i < size; i++)
        {
            deviations |= NumberShape.deviations(words[i] & mask ^ pattern, check);
        }
        return deviations;
    }

    private static void toValues(
        final long[] words, final int size, final long mask, final long pattern, final long whole)
    {
        for (int i = 0; i < size; i++)
        {
            words[i] = NumberShape.value(words[i] & mask ^ pattern, whole);
        }
    }

    private static void addHighs(final long[] values, final long[] highs, final int size, final long unit)
    {
        for (int i = 0; i < size; i++)
        {
            values[i] += highs[i] * unit;
        }
    }
}
