package org.ringtape.codecs.vatic;

import org.ringtape.codecs.sink.row.DecimalRow;

/** Where windows begin and end. Called while decoding: must neither allocate nor throw. Any thread. */
public interface WindowCalendar
{
    /** Knows nothing. */
    WindowCalendar NONE = new WindowCalendar()
    {
        @Override
        public long startNs(final VaticInterval interval, final long instantNs)
        {
            return DecimalRow.ABSENT;
        }

        @Override
        public long endNs(final VaticInterval interval, final long startNs)
        {
            return DecimalRow.ABSENT;
        }
    };

    /**
     * Begin of the window that an instant lies in.
     *
     * @param instantNs epoch nanoseconds
     * @return epoch nanoseconds, or {@link DecimalRow#ABSENT} if not known
     */
    long startNs(VaticInterval interval, long instantNs);

    /**
     * End of a window, which is the begin of the next.
     *
     * @param startNs its begin, epoch nanoseconds
     * @return epoch nanoseconds, or {@link DecimalRow#ABSENT} if not known, or if no window begins then
     */
    long endNs(VaticInterval interval, long startNs);
}
