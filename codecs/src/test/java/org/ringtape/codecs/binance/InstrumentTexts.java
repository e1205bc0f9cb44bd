package org.ringtape.codecs.binance;

import java.nio.charset.StandardCharsets;

import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InstrumentText;

/** Rows written as text, what is absent left out. */
final class InstrumentTexts
{
    private InstrumentTexts()
    {
    }

    static String of(final InstrumentRow row)
    {
        final StringBuilder text = new StringBuilder(row.kind + " " + row.status);
        text.append(decimals(row.decimals, InstrumentField.values()));
        if (row.expiryNs != DecimalRow.ABSENT)
        {
            text.append(" expiry=").append(row.expiryNs);
        }
        if (row.listedNs != DecimalRow.ABSENT)
        {
            text.append(" listed=").append(row.listedNs);
        }
        if (row.priceScale != InstrumentRow.NO_SCALE)
        {
            text.append(" priceScale=").append(row.priceScale);
        }
        if (row.quantityScale != InstrumentRow.NO_SCALE)
        {
            text.append(" quantityScale=").append(row.quantityScale);
        }
        for (final InstrumentText which : InstrumentText.values())
        {
            final ByteRange range = row.text(which);
            if (range.length() > 0)
            {
                text.append(' ').append(which).append('=')
                    .append(new String(range.bytes(), range.offset(), range.length(), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    /** The decimals that are there, in the order of their enumeration. */
    static String decimals(final DecimalRow row, final Enum<?>... fields)
    {
        final StringBuilder text = new StringBuilder();
        for (final Enum<?> field : fields)
        {
            if (row.has(field))
            {
                text.append(' ').append(field).append('=').append(row.mantissa(field.ordinal())).append('/')
                    .append(row.scale(field.ordinal()));
            }
        }
        return text.append(row.isInexact() ? " inexact" : "").toString();
    }
}
