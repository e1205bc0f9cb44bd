package org.ringtape.bench.cli;

import java.util.Arrays;
import java.util.Iterator;

import org.ringtape.feeds.Venue;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a venue's name. */
final class VenueOption implements ITypeConverter<Venue>
{
    @Override
    public Venue convert(final String value)
    {
        try
        {
            return Venue.of(value);
        }
        catch (final IllegalArgumentException e)
        {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Names for help and completion. */
    static final class Names implements Iterable<String>
    {
        @Override
        public Iterator<String> iterator()
        {
            return Arrays.stream(Venue.values()).map(Venue::label).iterator();
        }
    }
}
