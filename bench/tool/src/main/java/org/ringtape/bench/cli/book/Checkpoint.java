package org.ringtape.bench.cli.book;

import java.util.List;

/**
 * What a book must be after the event of a sequence.
 *
 * @param place        where it stands, for messages
 * @param sequence     last sequence applied
 * @param appliedCount events applied until then, −1 if not said
 * @param bidLevels    levels, −1 if not said
 * @param askLevels    levels, −1 if not said
 * @param bids         best levels, price and quantity in canonical decimals
 * @param asks         best levels, price and quantity in canonical decimals
 */
public record Checkpoint(
    String place,
    long sequence,
    long appliedCount,
    int bidLevels,
    int askLevels,
    List<List<String>> bids,
    List<List<String>> asks)
{
}
