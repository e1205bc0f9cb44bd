package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.sink.row.DecimalRow;

/** Which key of an event is which decimal of a row. Immutable. */
public final class FieldMap
{
    private final int[] slots;
    private final Enum<?>[] fields;

    /**
     * A map.
     *
     * @param keys   with blanks between them
     * @param fields one a key
     */
    public FieldMap(final String keys, final Enum<?>... fields)
    {
        final String[] names = keys.split(" ");
        if (names.length != fields.length)
        {
            throw new IllegalArgumentException(keys);
        }
        slots = new int[names.length];
        for (int i = 0; i < names.length; i++)
        {
            slots[i] = BinanceFields.EVENT.slot(names[i]);
        }
        this.fields = fields.clone();
    }

    /** Fills the row, which is cleared first, with what is there. */
    public void read(final FieldReader reader, final DecimalRow row)
    {
        row.clear();
        for (int i = 0; i < slots.length; i++)
        {
            reader.decimal(slots[i], fields[i], row);
        }
    }
}
