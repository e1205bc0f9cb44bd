package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.market.ChainOption;
import org.ringtape.engine.market.OptionField;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.Quote;

/** From a stage through the ring to the strategy, with the state that its context gives. */
final class MarketAgentValuesTest implements Strategy
{
    private static final int VENUE = 4;
    private static final int OPTIONS = 752;
    private static final long EXPIRY_NS = 1_800_000_000_000_000_000L;

    private final EventStage stage = new EventStage(1024);
    private final InstrumentDefinition definition = new InstrumentDefinition();
    private final MarkPrice mark = new MarkPrice();
    private final List<String> told = new ArrayList<>();
    private StrategyContext context;
    private int marks;

    @Test
    void shouldTakeFrameOf752MarksAsOneClaimAndShowTheWholeChain()
    {
        try (MarketPipeline pipeline = launch())
        {
            final EventPublication publication = publication(pipeline);
            final int index = pipeline.instruments().register(VENUE, "XYUSD");
            stage.reset();
            for (int i = 0; i < OPTIONS; i++)
            {
                stageOption(pipeline.instruments().register(VENUE, "XY-" + i), i);
            }
            assertTrue(publication.offer(stage));
            pipeline.invoke();
            stage.reset();
            for (int i = 0; i < OPTIONS; i++)
            {
                stage(mark, EventType.MARK_PRICE, MarkPrice.LENGTH, index + 1 + i);
                absent(mark);
                mark.decimal(MarkPrice.Field.MARK.ordinal(), 10_000 + i, 2);
            }
            assertTrue(publication.offer(stage));
            final IndexPrice price = new IndexPrice();
            stage.reset();
            stage(price, EventType.INDEX_PRICE, IndexPrice.LENGTH, index);
            price.price(55);
            assertTrue(publication.offer(stage));
            pipeline.invoke();
            assertEquals(OPTIONS, marks);
            assertEquals(2 * OPTIONS + 1, pipeline.counters().total(PipelineCounter.VALUES_APPLIED));
            assertEquals(OPTIONS, context.optionChain(VENUE, "XYUSD").optionCount());
            assertEquals(55, context.optionChain(VENUE, "XYUSD").indexPrice());
            final ChainOption option = context.option(index + 1 + 700);
            assertEquals(107.0, option.value(OptionField.MARK));
            assertEquals("XY-700", option.definition().symbol());
            assertEquals(10_700, context.values().markPrice(index + 701).mantissa(MarkPrice.Field.MARK));
        }
    }

    @Test
    void shouldTellInstrumentThenDefinitionThenTheRest()
    {
        try (MarketPipeline pipeline = launch())
        {
            final EventPublication publication = publication(pipeline);
            final int option = pipeline.instruments().register(VENUE, "XY-C");
            stage.reset();
            stageOption(option, 0);
            final TopOfBook top = new TopOfBook();
            stage(top, EventType.TOP_OF_BOOK, TopOfBook.LENGTH, option);
            top.bid(7, 1);
            top.ask(9, 2);
            final PriceTarget target = new PriceTarget();
            stage(target, EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, option);
            target.window(300, 500, ABSENT);
            target.price(1);
            target.status(TargetStatus.OPEN.ordinal());
            final SessionStatus status = new SessionStatus();
            stage(status, EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH, -1);
            status.state(SessionState.DISCONNECTED);
            status.text(new byte[0]);
            stageOption(pipeline.instruments().size() + 5, 1); // a definition of nothing that is registered
            assertTrue(publication.offer(stage));
            pipeline.invoke();
            assertEquals(
                List.of("instrument XY-C", "definition XY-0", "quote 7", "target 500", "session", "definition XY-1"),
                told);
            assertEquals(7, context.option(option).mantissa(OptionField.BID_PRICE));
            assertFalse(context.option(option).isCurrent(OptionField.BID_PRICE), "the session is gone");
            assertNotNull(context.targets().current(option, 300));
            assertEquals(1, pipeline.counters().total(PipelineCounter.LISTENER_ERRORS));
        }
    }

    private MarketPipeline launch()
    {
        return MarketPipeline.launch(TestStrategy.smallContext()
            .ringCapacity(4096).threadingMode(ThreadingMode.INVOKER).strategy(this));
    }

    private EventPublication publication(final MarketPipeline pipeline)
    {
        return new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            VENUE,
            1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "test"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "test"));
    }

    private void stage(final EventHeader event, final EventType type, final int length, final int instrumentId)
    {
        assertTrue(stage.append(event, type, length));
        event.venueId(VENUE);
        event.sessionId(1);
        event.sessionEpoch(1);
        event.instrumentId(instrumentId);
        event.receiveTimeNs(1_000);
    }

    private void stageOption(final int instrumentId, final int number)
    {
        stage(definition, EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, instrumentId);
        definition.clear();
        definition.kind((number % 2 == 0 ? InstrumentKind.CALL : InstrumentKind.PUT).ordinal());
        definition.status(InstrumentStatus.TRADING.ordinal());
        definition.expiryNs(EXPIRY_NS + number % 8 / 2);
        definition.decimal(InstrumentDefinition.Field.STRIKE.ordinal(), number / 8, 0);
        text(InstrumentDefinition.Text.SYMBOL, "XY-" + number);
        text(InstrumentDefinition.Text.UNDERLYING, "XYUSD");
    }

    private void text(final InstrumentDefinition.Text which, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        definition.text(which, bytes, 0, bytes.length);
    }

    private static void absent(final DecimalEvent<?> event)
    {
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, ABSENT, 0);
        }
    }

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
    }

    @Override
    public void onInstrument(final Instrument instrument)
    {
        told.add("instrument " + instrument.symbol());
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition merged)
    {
        told.add("definition " + merged.symbol());
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook top)
    {
        told.add("quote " + quote.bidPrice());
    }

    @Override
    public void onMarkPrice(final MarkPrice event)
    {
        marks++;
    }

    @Override
    public void onPriceTarget(final TargetWindow window, final PriceTarget event)
    {
        told.add("target " + window.startNs());
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        told.add("session");
    }
}
