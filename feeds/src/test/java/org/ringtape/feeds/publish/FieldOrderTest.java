package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.CandleField;
import org.ringtape.codecs.sink.EventId;
import org.ringtape.codecs.sink.FundingField;
import org.ringtape.codecs.sink.InstrumentField;
import org.ringtape.codecs.sink.InstrumentText;
import org.ringtape.codecs.sink.MarkPriceField;
import org.ringtape.codecs.sink.OpenInterestField;
import org.ringtape.codecs.sink.TickerField;
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
        assertSame(EventId.Kind.values(), IdKind.values());
        assertSame(org.ringtape.codecs.sink.QuantityUnit.values(), QuantityUnit.values());
        assertSame(org.ringtape.codecs.sink.InstrumentKind.values(), InstrumentKind.values());
        assertSame(org.ringtape.codecs.sink.InstrumentStatus.values(), InstrumentStatus.values());
        assertSame(org.ringtape.codecs.sink.TargetStatus.values(), TargetStatus.values());
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
