package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.decimal.DecimalFormatter;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.kiyotaka.KiyotakaChannel.Builder;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType.Family;

/** Which channels can be asked for, and what their streams are called. */
class KiyotakaChannelTest
{
    @Test
    void shouldNameStreamsAndInstruments()
    {
        assertEquals("TRADE:BYBIT:ETHUSDT", of(KiyotakaChannelType.TRADE).build().streamName());
        assertEquals("BYBIT:ETHUSDT", of(KiyotakaChannelType.TRADE).build().instrumentSymbol());
        assertEquals("BLOCK_BOOK_SNAPSHOT:BYBIT:ETHUSDT?blockSize=2.5", book().blockSize("2.500").build().streamName());
        assertEquals("BLOCK_BOOK_SNAPSHOT:BYBIT:coin=ETHUSDT?blockSize=25", book().groupByType("1").build()
            .streamName());
        assertEquals("BYBIT:coin=ETHUSDT", book().groupByType("1").build().instrumentSymbol());
        assertEquals("BYBIT:ETHUSDT", book().groupByType("0").build().instrumentSymbol());
        assertEquals("VOLUME_PROFILE_AGG::X", KiyotakaNames.stream(KiyotakaChannelType.VOLUME_PROFILE_AGG, null, "X",
            "5"));
        assertThrows(IllegalArgumentException.class,
            () -> KiyotakaNames.stream(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT, "A", "B", "wide"));
    }

    @Test
    void shouldComposeTheSameNamesAsBytes()
    {
        final long seed = new Random().nextLong();
        System.out.println("KiyotakaChannelTest seed " + seed);
        final Random random = new Random(seed);
        final NameComposer composer = new NameComposer();
        final JsonText text = new JsonText();
        final byte[] symbol = "A\u00e9:B".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++)
        {
            final int scale = random.nextInt(2 * DecimalParser.MAX_SCALE + 1) - DecimalParser.MAX_SCALE;
            final long mantissa = random.nextLong() % 1_000_000_000_000_000_000L /
                (long)Math.pow(10, random.nextInt(19)) * (i % 3 == 0 ? 0 : 1);
            composer.begin(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT.ordinal());
            composer.separator();
            text.wrap(symbol, 0, symbol.length, false);
            composer.text(text);
            composer.endInstrument();
            composer.blockSize(mantissa, scale);
            assertFalse(composer.isOverflown());
            assertEquals(KiyotakaNames.stream(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT, "", "A\u00e9:B",
                DecimalFormatter.format(mantissa, scale).length() > 60 ? null :
                mantissa + "e" + -scale), new String(composer.bytes(), 0, composer.length(), StandardCharsets.UTF_8),
                "seed " + seed);
            assertEquals(":A\u00e9:B", new String(composer.bytes(), composer.instrumentOffset(),
                composer.instrumentLength(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldOverflowAndNotCutANameThatIsTooLong()
    {
        final NameComposer composer = new NameComposer();
        final JsonText text = new JsonText();
        final byte[] symbol = new byte[NameComposer.MAX_LENGTH];
        text.wrap(symbol, 0, NameComposer.MAX_LENGTH - "TRADE:".length(), false);
        composer.begin(0);
        composer.text(text);
        assertFalse(composer.isOverflown());
        composer.separator();
        assertTrue(composer.isOverflown());
        composer.begin(0);
        assertFalse(composer.isOverflown());
        text.wrap(symbol, 0, symbol.length, false);
        composer.text(text);
        assertTrue(composer.isOverflown());
    }

    @Test
    void shouldKnowWhereChannelsAreServed()
    {
        for (final KiyotakaChannelType type : KiyotakaChannelType.values())
        {
            assertEquals(type == KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT ? Family.BOOK : Family.NONBOOK,
                type.family());
        }
        assertTrue(KiyotakaChannel.of(KiyotakaChannelType.TRADE, "*", "BTC").build().isOfAnyExchange());
    }

    @Test
    void shouldNameTheBadParameter()
    {
        refused("type", builder -> KiyotakaChannel.of(null, "A", "B"));
        refused("exchange", builder -> KiyotakaChannel.of(KiyotakaChannelType.TRADE, " ", "B"));
        refused("symbol", builder -> KiyotakaChannel.of(KiyotakaChannelType.TRADE, "A", null));
        refused("category", builder -> builder.category(""));
        refused("quote", builder -> builder.quote("USD"));
        refused("batchInterval", builder -> builder.batchInterval("1s"));
        refused("blockSize", builder -> builder.blockSize("1"));
        refused("maxDepth", builder -> builder.maxDepth("1"));
        refused("updateFrequency", builder -> builder.updateFrequency("1s"));
        refused("groupByType", builder -> builder.groupByType("1"));
        refused("blockSize", builder -> book().blockSize(null));
        refused("blockSize", builder -> of(KiyotakaChannelType.VOLUME_PROFILE_AGG).blockSize("25"));
        refused("quote", builder -> book().quote("EUR"));
        refused("groupByType", builder -> book().groupByType("2"));
        for (final String wrong : new String[] {"", "1", "s", "1m", "-1s", "1.5s", "0ms", " 1s", "1S", "9999999999s"})
        {
            refused("batchInterval", builder -> of(KiyotakaChannelType.TRADE_AGG).batchInterval(wrong));
            refused("updateFrequency", builder -> book().updateFrequency(wrong));
        }
        for (final String wrong : new String[] {"", "0", "0.00", "-1", "1e3", "1.", ".5", "a"})
        {
            refused("blockSize", builder -> book().blockSize(wrong));
            refused("maxDepth", builder -> book().maxDepth(wrong));
        }
    }

    private static Builder of(final KiyotakaChannelType type)
    {
        return KiyotakaChannel.of(type, "BYBIT", "ETHUSDT");
    }

    private static Builder book()
    {
        return of(KiyotakaChannelType.BLOCK_BOOK_SNAPSHOT).blockSize("25");
    }

    private static void refused(final String parameter, final UnaryOperator<Builder> change)
    {
        final Builder builder = change.apply(of(KiyotakaChannelType.TRADE));
        final String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.startsWith(parameter), message);
    }
}
