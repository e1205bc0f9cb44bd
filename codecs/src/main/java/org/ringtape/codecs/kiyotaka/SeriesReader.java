package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.kiyotaka.event.KiyotakaKeys;
import org.ringtape.codecs.kiyotaka.event.PointSeries;
import org.ringtape.codecs.kiyotaka.event.ValueReader;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.text.KeyTable;

/**
 * Reads what a point says of itself, and names its stream. A wrong value spoils the series only where somebody would
 * read it: a bad block size that of a book, but not that of a trade. Owned by one decoder.
 */
final class SeriesReader implements PointSeries
{
    /** The channel is none of ours. */
    static final int OTHER_TYPE = -1;
    /** The channel is missing. */
    static final int NO_TYPE = -2;

    private static final long OWN = 1L << KiyotakaKeys.TYPE | 1L << KiyotakaKeys.SYMBOL | 1L << KiyotakaKeys.EXCHANGE |
        1L << KiyotakaKeys.COIN | 1L << KiyotakaKeys.SIDE | 1L << KiyotakaKeys.BLOCK_SIZE;
    private static final KeyTable TYPES = new KeyTable(typeNames());
    private static final KeyTable SIDES = new KeyTable("BUY", "SELL");
    /** Numbers of the vendor's enumeration. */
    private static final long BUY = 2;
    private static final long SELL = 1;
    private static final int BOOK = KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT.ordinal();
    private static final int PROFILE = KiyotakaChannelType.VOLUME_PROFILE_AGG.ordinal();

    private final KiyotakaKeys keys;
    private final ValueReader values;
    private final JsonText typeText = new JsonText();
    private final JsonText symbol = new JsonText();
    private final JsonText exchange = new JsonText();
    private final JsonText coin = new JsonText();
    private final JsonText sideText = new JsonText();
    private int type;
    private int symbolState;
    private int exchangeState;
    private int coinState;
    private int blockSizeState;
    private int side;
    private long blockSize;
    private int blockSizeScale;
    private boolean blockSizeInexact;
    private boolean repeated;
    private int unknownKeys;
    private int start;

    SeriesReader(final KiyotakaKeys keys, final ValueReader values)
    {
        this.keys = keys;
        this.values = values;
    }

    /**
     * Reads the series that comes next.
     *
     * @return PRESENT, ABSENT or BAD of {@link ValueReader}
     */
    int read(final byte[] frame, final JsonScanner scanner)
    {
        clear();
        final int opening = scanner.next();
        if (opening != JsonToken.OBJECT_START)
        {
            return ValueReader.isNone(opening, scanner) ? ValueReader.ABSENT : ValueReader.BAD;
        }
        start = scanner.start();
        final int depth = scanner.depth();
        long seen = 0;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            final int key = keys.key(frame, scanner);
            if (key == KiyotakaKeys.UNKNOWN || (OWN & 1L << key) == 0)
            {
                unknownKeys += key >= KiyotakaKeys.NORMALIZED_SYMBOL ? 0 : 1;
                scanner.skip();
            }
            else
            {
                repeated |= (seen & 1L << key) != 0;
                seen |= 1L << key;
                member(key, frame, scanner);
                scanner.leave(depth);
            }
            token = scanner.next();
        }
        return token == JsonToken.OBJECT_END ? ValueReader.PRESENT : ValueReader.BAD;
    }

    /** True if a key of ours was there twice: which one would be meant is a guess. */
    boolean isRepeated()
    {
        return repeated;
    }

    /** Ordinal of the {@link KiyotakaChannelType}, {@link #OTHER_TYPE} or {@link #NO_TYPE}. */
    int type()
    {
        return type;
    }

    /**
     * Writes the stream's name.
     *
     * @param name to be written to
     * @return false if what it takes is missing, wrong or too long
     */
    boolean compose(final NameComposer name)
    {
        if (exchangeState == ValueReader.BAD || symbolState == ValueReader.BAD)
        {
            return false;
        }
        name.begin(type);
        if (exchangeState == ValueReader.PRESENT)
        {
            name.text(exchange);
        }
        name.separator();
        if (symbolState == ValueReader.PRESENT)
        {
            name.text(symbol);
        }
        else if (coinState == ValueReader.PRESENT)
        {
            name.coinPrefix();
            name.text(coin);
        }
        else
        {
            return false; // nothing says whose it is
        }
        name.endInstrument();
        return appendBlockSize(name) && !name.isOverflown();
    }

    @Override
    public int side()
    {
        return side;
    }

    /** False if the point has a block size that is none. */
    boolean isBlockSizeGood()
    {
        return type != BOOK && type != PROFILE || blockSizeState <= ValueReader.ABSENT;
    }

    @Override
    public boolean hasBlockSize()
    {
        return blockSizeState == ValueReader.PRESENT;
    }

    @Override
    public long blockSize()
    {
        return blockSize;
    }

    @Override
    public int blockSizeScale()
    {
        return blockSizeScale;
    }

    @Override
    public boolean isBlockSizeInexact()
    {
        return blockSizeInexact;
    }

    /** Where the series that was PRESENT begins. */
    int start()
    {
        return start;
    }

    int unknownKeys()
    {
        return unknownKeys;
    }

    private void clear()
    {
        type = NO_TYPE;
        symbolState = ValueReader.ABSENT;
        exchangeState = ValueReader.ABSENT;
        coinState = ValueReader.ABSENT;
        blockSizeState = ValueReader.ABSENT;
        blockSizeInexact = false;
        side = TradeSink.AGGRESSOR_UNKNOWN;
        repeated = false;
        unknownKeys = 0;
    }

    private void member(final int key, final byte[] frame, final JsonScanner scanner)
    {
        switch (key)
        {
            case KiyotakaKeys.TYPE:
                readType(frame, scanner);
                break;
            case KiyotakaKeys.SYMBOL:
                symbolState = values.text(frame, scanner, symbol);
                break;
            case KiyotakaKeys.EXCHANGE:
                exchangeState = values.text(frame, scanner, exchange);
                break;
            case KiyotakaKeys.COIN:
                coinState = values.text(frame, scanner, coin);
                break;
            case KiyotakaKeys.SIDE:
                readSide(frame, scanner);
                break;
            default:
                blockSizeState = values.decimal(frame, scanner);
                blockSize = values.mantissa();
                blockSizeScale = values.scale();
                blockSizeInexact = blockSizeState == ValueReader.PRESENT && values.isInexact();
                break;
        }
    }

    private void readType(final byte[] frame, final JsonScanner scanner)
    {
        final int token = scanner.next();
        if (token == JsonToken.STRING && !ValueReader.isNone(token, scanner))
        {
            type = typeText.wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()) ?
                TYPES.find(typeText.bytes(), typeText.offset(), typeText.length()) : OTHER_TYPE;
        }
    }

    private void readSide(final byte[] frame, final JsonScanner scanner)
    {
        final int token = scanner.next();
        if (token != JsonToken.STRING && token != JsonToken.NUMBER)
        {
            return;
        }
        final int start = scanner.start();
        final int stop = scanner.stop();
        final int named = sideText.wrap(frame, start, stop, scanner.isEscaped()) ?
            SIDES.find(sideText.bytes(), sideText.offset(), sideText.length()) : KeyTable.NONE;
        if (named != KeyTable.NONE)
        {
            side = named == 0 ? TradeSink.AGGRESSOR_BUY : TradeSink.AGGRESSOR_SELL;
        }
        else if (values.integer(token, frame, start, stop, scanner.isEscaped()) == ValueReader.PRESENT)
        {
            side = values.integer() == BUY ? TradeSink.AGGRESSOR_BUY :
                values.integer() == SELL ? TradeSink.AGGRESSOR_SELL : TradeSink.AGGRESSOR_UNKNOWN;
        }
    }

    private boolean appendBlockSize(final NameComposer name)
    {
        if (type != BOOK)
        {
            return true;
        }
        if (blockSizeState == ValueReader.PRESENT)
        {
            name.blockSize(blockSize, blockSizeScale);
        }
        return blockSizeState <= ValueReader.ABSENT;
    }

    private static String[] typeNames()
    {
        final KiyotakaChannelType[] types = KiyotakaChannelType.values();
        final String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++)
        {
            names[i] = types[i].name();
        }
        return names;
    }
}
