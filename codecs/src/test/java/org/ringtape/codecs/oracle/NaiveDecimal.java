package org.ringtape.codecs.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringtape.codecs.decimal.DecimalParser;

/**
 * What a decimal text means by the rules of the parser's Javadoc, in {@code BigDecimal}.
 *
 * @param outcome  as the parser names it
 * @param mantissa scaled value
 * @param scale    of the mantissa
 */
public record NaiveDecimal(int outcome, long mantissa, int scale)
{
    private static final Pattern GRAMMAR = Pattern.compile("([+-]?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?");
    /** Beyond it every value overflows or vanishes, and BigDecimal would take for ever. */
    private static final BigInteger HUGE = BigInteger.valueOf(1_000);
    private static final int MAX_SCALE = 32;
    private static final int MAX_DIGITS = 18;

    /** Reads {@code text} slowly. */
    public static NaiveDecimal of(final String text)
    {
        final Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches())
        {
            return new NaiveDecimal(DecimalParser.MALFORMED, 0, 0);
        }
        final String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        final String sign = "-".equals(matcher.group(1)) ? "-" : "";
        final BigInteger unscaled = new BigInteger(sign + matcher.group(2) + fraction);
        final BigInteger exponent = new BigInteger(matcher.group(4) == null ? "0" : matcher.group(4));
        final int scale = BigInteger.valueOf(fraction.length()).subtract(exponent).min(HUGE).max(HUGE.negate())
            .intValue();
        return unscaled.signum() == 0 ?
            new NaiveDecimal(DecimalParser.EXACT, 0, Math.max(-MAX_SCALE, Math.min(MAX_SCALE, scale))) :
            fit(new BigDecimal(unscaled, scale));
    }

    private static NaiveDecimal fit(final BigDecimal value)
    {
        if (value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_SCALE)
        {
            return new NaiveDecimal(DecimalParser.EXACT, value.unscaledValue().longValueExact(), value.scale());
        }
        BigDecimal fitted = value.stripTrailingZeros();
        if (fitted.scale() - Math.max(0, fitted.precision() - MAX_DIGITS) > MAX_SCALE)
        {
            fitted = fitted.setScale(MAX_SCALE, RoundingMode.HALF_EVEN);
        }
        fitted = fitted.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
        if (fitted.scale() < -MAX_SCALE)
        {
            fitted = fitted.setScale(-MAX_SCALE);
            if (fitted.precision() > MAX_DIGITS)
            {
                return new NaiveDecimal(DecimalParser.OVERFLOW, 0, 0);
            }
        }
        final int outcome = fitted.compareTo(value) == 0 ? DecimalParser.EXACT : DecimalParser.INEXACT;
        return new NaiveDecimal(outcome, fitted.unscaledValue().longValueExact(), fitted.scale());
    }
}
