package org.ringtape.codecs.kiyotaka;

import java.nio.charset.StandardCharsets;
import org.ringtape.codecs.decimal.DecimalFormatter;
import org.ringtape.codecs.decimal.DecimalParser;

/**
 * How streams and instruments of the vendor are called here; the vendor itself names neither.
 * <pre>
 *   instrument   EXCHANGE:SYMBOL
 *   stream       TYPE:EXCHANGE:SYMBOL               of every channel but books
 *                TYPE:EXCHANGE:SYMBOL?blockSize=N   of books, N a plain decimal without needless zeros
 * </pre>
 * A grouped stream has no symbol: {@code coin=COIN} stands in its place. An absent exchange is empty text. The name of
 * a stream so contains that of its instrument. {@link NameComposer} is the byte-based twin. Static, control path, any
 * thread.
 */
public final class KiyotakaNames
{
    static final char SEPARATOR = ':';
    static final String COIN_PREFIX = "coin=";
    static final String BLOCK_SIZE_PREFIX = "?blockSize=";

    private KiyotakaNames()
    {
    }

    /**
     * Name of a stream.
     *
     * @param type            channel
     * @param exchange        code, null or empty if absent
     * @param symbolOrCoin    the exchange's symbol, or what {@link #coin} makes of a grouped stream's coin
     * @param blockSizeOrNull width of a bucket as any decimal text; only books have it in their name
     * @return name as {@code FrameSink.onStream} gets it
     */
    public static String stream(
        final KiyotakaChannelType type,
        final String exchange,
        final String symbolOrCoin,
        final String blockSizeOrNull)
    {
        final String name = type.name() + SEPARATOR + instrument(exchange, symbolOrCoin);
        return type == KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT && blockSizeOrNull != null ?
            name + BLOCK_SIZE_PREFIX + canonical(blockSizeOrNull) : name;
    }

    /**
     * Symbol of an instrument.
     *
     * @param exchange     code, null or empty if absent
     * @param symbolOrCoin the exchange's symbol, or what {@link #coin} makes of a grouped stream's coin
     * @return symbol as the {@code InstrumentLookup} gets it
     */
    public static String instrument(final String exchange, final String symbolOrCoin)
    {
        return (exchange == null ? "" : exchange) + SEPARATOR + symbolOrCoin;
    }

    /**
     * What stands in a symbol's place where streams are grouped.
     *
     * @param coin base asset
     * @return text that no exchange's symbol is
     */
    public static String coin(final String coin)
    {
        return COIN_PREFIX + coin;
    }

    private static String canonical(final String blockSize)
    {
        final byte[] text = blockSize.getBytes(StandardCharsets.UTF_8);
        final DecimalParser parser = new DecimalParser();
        final int outcome = parser.parse(text, 0, text.length);
        if (outcome == DecimalParser.MALFORMED || outcome == DecimalParser.OVERFLOW)
        {
            throw new IllegalArgumentException("blockSize must be a decimal, not " + blockSize);
        }
        return DecimalFormatter.format(parser.mantissa(), parser.scale());
    }
}
