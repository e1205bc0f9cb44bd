package org.ringtape.codecs.decimal;

import java.util.SplittableRandom;

/** Makes decimal texts: mostly what venues send, partly at the edges of the rules, partly broken. */
final class DecimalTexts
{
    private static final String NOISE = "+-.eE0 x\"/:";

    private DecimalTexts()
    {
    }

    static void next(final SplittableRandom random, final StringBuilder text)
    {
        text.setLength(0);
        final int sign = random.nextInt(10);
        text.append(sign == 0 ? "-" : sign == 1 ? "+" : "");
        final boolean extreme = random.nextInt(4) == 0;
        digits(random, text, 1 + random.nextInt(extreme ? 24 : 6));
        if (random.nextInt(4) != 0)
        {
            text.append('.');
            digits(random, text, 1 + random.nextInt(extreme ? 45 : 9));
        }
        if (random.nextInt(5) == 0)
        {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            text.append(random.nextInt(50) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextInt(60));
        }
        if (random.nextInt(30) == 0)
        {
            final int at = random.nextInt(text.length());
            text.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
        }
    }

    /** Zeros and nines in runs, fives at the end: what carries, ties and trailing zeros are made of. */
    private static void digits(final SplittableRandom random, final StringBuilder text, final int count)
    {
        final int style = random.nextInt(6);
        for (int i = 0; i < count; i++)
        {
            switch (style)
            {
                case 0:
                    text.append('0');
                    break;
                case 1:
                    text.append('9');
                    break;
                case 2:
                    text.append(i == count - 1 ? '5' : '0');
                    break;
                case 3:
                    text.append(i < count / 2 ? (char)('0' + random.nextInt(10)) : '0');
                    break;
                default:
                    text.append((char)('0' + random.nextInt(10)));
                    break;
            }
        }
    }
}
