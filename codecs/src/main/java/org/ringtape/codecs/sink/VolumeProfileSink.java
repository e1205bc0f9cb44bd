package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.DecimalRow;

/** Receives volume profiles: a start, blocks in wire order, and an end that carries the header. */
public interface VolumeProfileSink
{
    /** Opens a profile. Blocks follow, then {@link #onProfileEnd} or {@link #onProfileAbort()}. */
    void onProfileStart();

    /**
     * Quantity traded in one price block. Each number has a scale of its own.
     *
     * @param price        mantissa
     * @param priceScale   decimals of the price
     * @param buyQuantity  mantissa of what buyers took
     * @param buyScale     its decimals
     * @param sellQuantity mantissa of what sellers took
     * @param sellScale    its decimals
     */
    void onProfileBlock(
        long price, int priceScale, long buyQuantity, int buyScale, long sellQuantity, int sellScale);

    /**
     * Completes the profile, which replaces the one before.
     *
     * @param instrumentId   as the {@link InstrumentLookup} gave it
     * @param venueTimeNs    epoch nanoseconds, 0 if the venue sent none
     * @param blockSize      mantissa of the width of a block, or {@link DecimalRow#ABSENT}
     * @param blockSizeScale its decimals
     * @param inexact        true if a number had to be rounded to 18 digits
     */
    void onProfileEnd(int instrumentId, long venueTimeNs, long blockSize, int blockSizeScale, boolean inexact);

    /** Takes the open profile back. */
    void onProfileAbort();
}
