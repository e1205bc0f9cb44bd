package org.ringtape.bench.cli;

import java.util.Iterator;

import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

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
            return VenueModules.installed().of(value).venue();
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
            return VenueModules.installed().venues().stream().map(Venue::label).iterator();
        }
    }
}
