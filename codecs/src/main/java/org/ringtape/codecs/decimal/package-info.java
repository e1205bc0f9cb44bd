/**
 * Decimal text to exact scaled {@code long}s, and back on the control path. The value is always
 * {@code mantissa × 10^-scale}. Used on the thread that decodes.
 */
package org.ringtape.codecs.decimal;
