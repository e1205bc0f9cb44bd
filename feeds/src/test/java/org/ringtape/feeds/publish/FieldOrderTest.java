package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.InstrumentText;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.TickerField;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.QuantityUnit;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.event.value.Ticker;

/** Codecs and engine do not know each other; what is copied by place must stand in the same place in both. */
class FieldOrderTest
{
    @Test
    void shouldNameTheSameFieldsInTheSameOrder()
    {
        assertSame(CandleField.values(), Candle.Field.values());
        assertSame(TickerField.values(), Ticker.Field.values());
        assertSame(MarkPriceField.values(), MarkPrice.Field.values());
        assertSame(FundingField.values(), Funding.Field.values());
        assertSame(OpenInterestField.values(), OpenInterest.Field.values());
        assertSame(InstrumentField.values(), InstrumentDefinition.Field.values());
    }

    @Test
    void shouldNameTheSameCodesInTheSameOrder()
    {
        assertSame(WireId.Kind.values(), IdKind.values());
        assertSame(org.ringtape.codecs.sink.row.InterestUnit.values(), QuantityUnit.values());
        assertSame(org.ringtape.codecs.sink.row.ListedKind.values(), InstrumentKind.values());
        assertSame(org.ringtape.codecs.sink.row.ListedStatus.values(), InstrumentStatus.values());
        assertSame(org.ringtape.codecs.sink.row.WindowStatus.values(), TargetStatus.values());
        final List<String> texts = names(InstrumentDefinition.Text.values());
        assertEquals(names(InstrumentText.values()), texts.subList(1, texts.size()));
    }

    private static void assertSame(final Enum<?>[] codec, final Enum<?>[] engine)
    {
        assertEquals(names(codec), names(engine));
    }

    private static List<String> names(final Enum<?>[] constants)
    {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
