package org.ringtape.engine.event.control;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventLayout;

import java.nio.charset.StandardCharsets;

/**
 * An instrument becomes known or changes. The only place where a symbol stands; every other event carries the dense id.
 * What is absent is untold, not gone.
 * <pre>
 *  96 decimals, 8 of them
 * 168 expiryNs i64 | listedNs i64 | kind u8 | status u8 | priceScale i8 | quantityScale i8 (127: untold)
 * 188 generation i32
 * 192 length of each text u8 × 6 | spare 2 | texts, one behind the other
 * </pre>
 */
public final class InstrumentDefinition extends DecimalEvent<InstrumentDefinition.Field>
{
    /** What it is made of; the order is that in the slot. */
    public enum Field
    {
        /** Strike of an option. */
        STRIKE,
        /** Smallest step of the price. */
        TICK,
        /** Smallest step of the quantity. */
        STEP,
        /** Lowest price of an order. */
        MIN_PRICE,
        /** Highest price of an order. */
        MAX_PRICE,
        /** Smallest quantity of an order. */
        MIN_QUANTITY,
        /** Largest quantity of an order. */
        MAX_QUANTITY,
        /** Units of the underlying in one contract. */
        CONTRACT_SIZE
    }

    /** Texts, each at most {@link #MAX_TEXT_LENGTH} bytes but the symbol; the order is that in the slot. */
    public enum Text
    {
        /** The venue's symbol; always there. */
        SYMBOL,
        /** The contract's name across venues. */
        CANONICAL_NAME,
        /** What it derives from, as the venue spells it. */
        UNDERLYING,
        /** Base asset. */
        BASE,
        /** Quote asset. */
        QUOTE,
        /** The venue's word for its status. */
        STATUS
    }

    /** Longest symbol. */
    public static final int MAX_SYMBOL_LENGTH = 200;
    /** Longest other text. */
    public static final int MAX_TEXT_LENGTH = 64;
    /** Scale that is not told. */
    public static final int NO_SCALE = Byte.MAX_VALUE;

    private static final Field[] FIELDS = Field.values();
    private static final Text[] TEXTS = Text.values();
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + lengthOf(FIELDS.length);
    private static final int EXPIRY_OFFSET = TAIL_OFFSET;
    private static final int LISTED_OFFSET = TAIL_OFFSET + 8;
    private static final int KIND_OFFSET = TAIL_OFFSET + 16;
    private static final int STATUS_OFFSET = TAIL_OFFSET + 17;
    private static final int SCALE_OF_PRICES_OFFSET = TAIL_OFFSET + 18;
    private static final int SCALE_OF_QUANTITIES_OFFSET = TAIL_OFFSET + 19;
    private static final int GENERATION_OFFSET = TAIL_OFFSET + 20;
    private static final int TEXT_LENGTHS_OFFSET = TAIL_OFFSET + 24;
    private static final int TEXTS_OFFSET = TAIL_OFFSET + 32;

    /** Bytes of payload without texts. */
    public static final int BASE_LENGTH = TEXTS_OFFSET - PAYLOAD_OFFSET;

    /** A window that looks at nothing yet. */
    public InstrumentDefinition()
    {
        super(FIELDS.length);
    }

    /** Makes everything absent; to be called first by whoever stages. */
    public void clear()
    {
        for (int i = 0; i < FIELDS.length; i++)
        {
            decimal(i, EventLayout.ABSENT, 0);
        }
        expiryNs(EventLayout.ABSENT);
        listedNs(EventLayout.ABSENT);
        buffer.putLong(offset + KIND_OFFSET, 0L, LITTLE_ENDIAN);
        scales(NO_SCALE, NO_SCALE);
        buffer.putLong(offset + TEXT_LENGTHS_OFFSET, 0L, LITTLE_ENDIAN);
        usedLength(TEXTS_OFFSET);
    }

    /** Expiry, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long expiryNs()
    {
        return buffer.getLong(offset + EXPIRY_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #expiryNs()}. */
    public void expiryNs(final long expiryNs)
    {
        buffer.putLong(offset + EXPIRY_OFFSET, expiryNs, LITTLE_ENDIAN);
    }

    /** When it was or will be listed, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long listedNs()
    {
        return buffer.getLong(offset + LISTED_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #listedNs()}. */
    public void listedNs(final long listedNs)
    {
        buffer.putLong(offset + LISTED_OFFSET, listedNs, LITTLE_ENDIAN);
    }

    /** What it is. */
    public InstrumentKind kind()
    {
        return InstrumentKind.of(buffer.getByte(offset + KIND_OFFSET));
    }

    /** Sets {@link #kind()} by its code (ordinal). */
    public void kind(final int code)
    {
        buffer.putByte(offset + KIND_OFFSET, (byte)code);
    }

    /** Whether it trades. */
    public InstrumentStatus status()
    {
        return InstrumentStatus.of(buffer.getByte(offset + STATUS_OFFSET));
    }

    /** Sets {@link #status()} by its code (ordinal). */
    public void status(final int code)
    {
        buffer.putByte(offset + STATUS_OFFSET, (byte)code);
    }

    /** Decimals that its prices have at most, or {@link #NO_SCALE}. */
    public int scaleOfPrices()
    {
        return buffer.getByte(offset + SCALE_OF_PRICES_OFFSET);
    }

    /** Decimals that its quantities have at most, or {@link #NO_SCALE}. */
    public int scaleOfQuantities()
    {
        return buffer.getByte(offset + SCALE_OF_QUANTITIES_OFFSET);
    }

    /** Sets both scales. */
    public void scales(final int ofPrices, final int ofQuantities)
    {
        buffer.putByte(offset + SCALE_OF_PRICES_OFFSET, (byte)ofPrices);
        buffer.putByte(offset + SCALE_OF_QUANTITIES_OFFSET, (byte)ofQuantities);
    }

    /** Which life of the instrument's id this is, 1 …; 0 if untold. {@link Retired} says when it is over. */
    public int generation()
    {
        return buffer.getInt(offset + GENERATION_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #generation()}. */
    public void generation(final int generation)
    {
        buffer.putInt(offset + GENERATION_OFFSET, generation, LITTLE_ENDIAN);
    }

    /** The venue's symbol. Allocates. */
    public String symbol()
    {
        return text(Text.SYMBOL);
    }

    /** A text; empty if untold. Allocates. */
    public String text(final Text which)
    {
        final byte[] bytes = new byte[textLength(which)];
        buffer.getBytes(offset + textOffset(which), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** True if a text is told and is exactly these bytes. */
    public boolean textEquals(final Text which, final byte[] utf8)
    {
        final int length = textLength(which);
        if (length != utf8.length)
        {
            return false;
        }
        final int at = offset + textOffset(which);
        for (int i = 0; i < length; i++)
        {
            if (buffer.getByte(at + i) != utf8[i])
            {
                return false;
            }
        }
        return true;
    }

    /** Bytes of a text, 0 if untold. */
    public int textLength(final Text which)
    {
        return buffer.getByte(offset + TEXT_LENGTHS_OFFSET + which.ordinal()) & 0xFF;
    }

    /** First byte of a text, counted from {@link #offset()}. */
    public int textOffset(final Text which)
    {
        int at = TEXTS_OFFSET;
        for (int i = 0; i < which.ordinal(); i++)
        {
            at += textLength(TEXTS[i]);
        }
        return at;
    }

    /** Sets a text; texts are set once each, in their order, within their limits. */
    public void text(final Text which, final byte[] bytes, final int start, final int length)
    {
        buffer.putByte(offset + TEXT_LENGTHS_OFFSET + which.ordinal(), (byte)length);
        buffer.putBytes(offset + textOffset(which), bytes, start, length);
        usedLength(textOffset(which) + length);
    }
}
