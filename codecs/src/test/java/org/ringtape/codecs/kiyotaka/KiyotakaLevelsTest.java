package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.kiyotaka.book.LevelLoop;
import org.ringtape.codecs.kiyotaka.event.InOrderCursor;
import org.ringtape.codecs.sink.SilentSink;

/** Levels that are read by the forms of those before them: every outcome must be the oracle's, whatever came before. */
class KiyotakaLevelsTest
{
    private static final int ROUNDS = 4_000;
    private static final int LEVELS = 9;
    private static final String TAIL = "]{\"asks\":[]}";

    private final KiyotakaCheck check = new KiyotakaCheck();
    private final LevelLoop loop = new LevelLoop();
    private final InOrderCursor cursor = new InOrderCursor();
    private final Heard heard = new Heard();

    @Test
    void shouldReadLevelsOfAllFormsAlike()
    {
        final SplittableRandom random = seeded();
        final List<String> forms = forms();
        for (final String priceForm : forms)
        {
            for (final boolean pointed : new boolean[] {false, true})
            {
                final List<String> expected = new ArrayList<>();
                final StringBuilder levels = new StringBuilder();
                for (int i = 0; i < LEVELS; i++)
                {
                    String quantityForm = forms.get(random.nextInt(forms.size()));
                    while (quantityForm.contains(".") != pointed)
                    {
                        quantityForm = forms.get(random.nextInt(forms.size()));
                    }
                    final String price = number(priceForm, random);
                    final String quantity = number(quantityForm, random);
                    levels.append(i == 0 ? "" : ",").append(price).append(',').append(quantity);
                    expected.add(text(price) + " " + text(quantity));
                }
                read(levels + TAIL);
                heard.levels.clear();
                assertTrue(read(levels + TAIL), levels.toString());
                assertEquals(expected, heard.levels, levels.toString());
                assertEquals(1, loop.levelsApart(), levels.toString());
                heard.levels.clear();
            }
        }
    }

    @Test
    void shouldJudgeEveryByteInEveryPlaceOfLevelsThatAreReadAlike()
    {
        for (final String level : List.of("90000,12.351", "3120.5,0.25", "7,9", "0.12345,1234567", "99999.9,0.00001"))
        {
            final String side = level + "," + level + "," + level;
            final String frame = frame(side, side);
            for (int at = frame.indexOf("\"bids\""); at < frame.indexOf("\"timestamp\""); at++)
            {
                for (char other = 0; other < 256; other++)
                {
                    check.prime(frame);
                    check.againstOracle(frame.substring(0, at) + other + frame.substring(at + 1), "");
                }
            }
        }
        assertTrue(check.framesInOrder() > 2_000, check.framesInOrder() + " in order");
        assertTrue(check.pointsReadAgain() > 50_000, check.pointsReadAgain() + " read again");
    }

    @Test
    void shouldReadLevelsWhoseFormsChange()
    {
        final SplittableRandom random = seeded();
        final List<String> forms = new ArrayList<>(forms());
        forms.addAll(List.of("99999999", "9999999.9", "9.9999999", "0.000000001", "123456789012345678901"));
        for (int i = 0; i < ROUNDS; i++)
        {
            assertEquals(DecodeStatus.DECODED,
                check.againstOracle(frame(levels(forms, random), levels(forms, random)), ""));
        }
        assertEquals(ROUNDS - 1, check.framesInOrder());
    }

    @Test
    void shouldReadNeitherBehindTheFrameNorBeforeItsEnd()
    {
        final String levels = "90000,1.5,89975,2.25,89950,3.125]]0000,9.999,9,9,9,9,9,9";
        final byte[] bytes = KiyotakaCheck.bytes(levels);
        read(levels);
        for (int length = 0; length <= bytes.length; length++)
        {
            cursor.wrap(bytes, 0, length);
            assertEquals(length > levels.indexOf(']'), loop.read(cursor, true, heard), length + " bytes");
            assertTrue(cursor.position() <= length, length + " bytes");
        }
        assertFalse(heard.levels.isEmpty());
    }

    private boolean read(final String levels)
    {
        final byte[] bytes = KiyotakaCheck.bytes(levels);
        cursor.wrap(bytes, 0, bytes.length);
        final boolean whole = loop.read(cursor, true, heard);
        assertEquals(whole ? levels.indexOf(']') + 1 : cursor.position(), cursor.position());
        return whole;
    }

    private static List<String> forms()
    {
        final List<String> forms = new ArrayList<>();
        for (int units = 1; units < 8; units++)
        {
            for (int scale = 0; units + scale + (scale == 0 ? 0 : 1) < 8; scale++)
            {
                forms.add("9".repeat(units) + (scale == 0 ? "" : "." + "9".repeat(scale)));
            }
        }
        return forms;
    }

    /** Written as the form is, the first of several digits not a zero. */
    private static String number(final String form, final SplittableRandom random)
    {
        final StringBuilder number = new StringBuilder(form);
        for (int i = 0; i < number.length(); i++)
        {
            final boolean least = i == 0 && number.length() > 1 && number.charAt(1) != '.';
            if (number.charAt(i) != '.')
            {
                number.setCharAt(i, (char)((least ? '1' : '0') + random.nextInt(least ? 9 : 10)));
            }
        }
        return number.toString();
    }

    private static String levels(final List<String> forms, final SplittableRandom random)
    {
        final StringBuilder levels = new StringBuilder();
        String price = forms.get(random.nextInt(forms.size()));
        String quantity = forms.get(random.nextInt(forms.size()));
        for (int i = random.nextInt(12); i > 0; i--)
        {
            price = random.nextInt(4) == 0 ? forms.get(random.nextInt(forms.size())) : price;
            quantity = random.nextInt(3) == 0 ? forms.get(random.nextInt(forms.size())) : quantity;
            levels.append(levels.length() == 0 ? "" : ",").append(number(price, random)).append(',')
                .append(number(quantity, random));
        }
        return levels.toString();
    }

    private static String frame(final String bids, final String asks)
    {
        return Frames.BOOK.replaceAll("\"bids\":\\[[^]]*]", "\"bids\":[" + bids + "]")
            .replaceAll("\"asks\":\\[[^]]*]", "\"asks\":[" + asks + "]");
    }

    private static String text(final String number)
    {
        final BigDecimal exact = new BigDecimal(number);
        return exact.unscaledValue() + "e-" + exact.scale();
    }

    private static SplittableRandom seeded()
    {
        final long seed = new SplittableRandom().nextLong();
        System.out.println("KiyotakaLevelsTest seed " + seed);
        return new SplittableRandom(seed);
    }

    /** Writes bids down. */
    private static final class Heard extends SilentSink
    {
        private final List<String> levels = new ArrayList<>();

        @Override
        public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
        {
            levels.add(price + "e-" + priceScale + " " + quantity + "e-" + quantityScale);
        }
    }
}
