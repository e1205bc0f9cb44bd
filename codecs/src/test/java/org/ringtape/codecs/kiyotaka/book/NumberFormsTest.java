package org.ringtape.codecs.kiyotaka.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.text.ByteWords;

/** A word has a good form if and only if JSON has the number, and then the form says which number it is. */
class NumberFormsTest
{
    private static final int ROUNDS = 300_000;
    private static final String LIKELY = "00123456789999..,,]";
    private static final Pattern DECIMAL = Pattern.compile("((?:0|[1-9]\\d*)\\.\\d+)([,\\]]).*", Pattern.DOTALL);
    private static final Pattern INTEGER = Pattern.compile("(0|[1-9]\\d*)([,\\]]).*", Pattern.DOTALL);

    private int good;

    @Test
    void shouldJudgeEveryFormWithEveryByteInEveryPlace()
    {
        for (int units = 1; units < 8; units++)
        {
            for (int scale = 0; units + scale + (scale == 0 ? 0 : 1) < 8; scale++)
            {
                for (final String digits : new String[] {"1234567", "9999999", "0000000", "1000000", "0909090"})
                {
                    final String number = digits.substring(0, units) +
                        (scale == 0 ? "" : "." + digits.substring(7 - scale));
                    final String text = (number + ",90000,1.5").substring(0, 8);
                    check(text);
                    check((number + "],\"asks").substring(0, 8));
                    for (int at = 0; at < 8; at++)
                    {
                        for (char other = 0; other < 256; other++)
                        {
                            check(text.substring(0, at) + other + text.substring(at + 1));
                        }
                    }
                }
            }
        }
        assertTrue(good > 10_000, good + " good");
    }

    @Test
    void shouldJudgeAnyWord()
    {
        final long seed = new SplittableRandom().nextLong();
        System.out.println("NumberFormsTest seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final StringBuilder text = new StringBuilder();
            for (int at = 0; at < 8; at++)
            {
                text.append(random.nextInt(60) == 0 ? (char)random.nextInt(256) :
                    LIKELY.charAt(random.nextInt(LIKELY.length())));
            }
            check(text.toString());
        }
        assertTrue(good > ROUNDS / 20, good + " good");
    }

    private void check(final String text)
    {
        final long word = ByteWords.word(text.getBytes(StandardCharsets.ISO_8859_1), 0);
        check(text, word, NumberForms.of(word, NumberForms.DECIMALS), DECIMAL);
        check(text, word, NumberForms.of(word, NumberForms.INTEGERS), INTEGER);
        final Matcher decimal = DECIMAL.matcher(text);
        final Matcher integer = INTEGER.matcher(text);
        final int measured = NumberForms.measure(word);
        final long part = NumberForms.part(word, measured);
        final boolean last = NumberForms.isLast(part);
        final long whole = last ? NumberForms.withComma(part) : part;
        final boolean number = decimal.matches() || integer.matches();
        assertEquals(number, NumberForms.areGood(NumberForms.deviations(whole, measured)), text);
        if (number)
        {
            final Matcher match = decimal.matches() ? decimal : integer;
            assertEquals(match.group(2).equals("]"), last, text);
            assertEquals(match == decimal ? NumberForms.DECIMALS : NumberForms.INTEGERS, NumberForms.points(measured));
            compare(match.group(1), whole, measured);
        }
    }

    private void check(final String text, final long word, final int form, final Pattern pattern)
    {
        final Matcher match = pattern.matcher(text);
        final boolean number = match.matches() && match.group(2).equals(",");
        final long part = NumberForms.part(word, form);
        assertEquals(number, NumberForms.areGood(NumberForms.deviations(part, form)), text);
        if (number)
        {
            good++;
            compare(match.group(1), part, form);
            assertEquals(match.end(1), NumberForms.comma(word, NumberForms.points(form)), text);
        }
    }

    private static void compare(final String text, final long part, final int form)
    {
        final BigDecimal expected = new BigDecimal(text);
        assertEquals(expected.unscaledValue().longValueExact(), NumberForms.value(part, form), text);
        assertEquals(expected.scale(), NumberForms.scale(form), text);
        assertEquals(text.length() + 1, NumberForms.length(form), text);
    }
}
