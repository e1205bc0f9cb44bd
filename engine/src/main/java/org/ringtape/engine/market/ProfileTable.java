package org.ringtape.engine.market;

import java.util.Arrays;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.health.MarketHealth;

/** The last whole volume profile of each instrument. Market thread only. */
public final class ProfileTable
{
    private final MarketHealth health;
    private final AtomicCounter brokenOff;
    private ProfileView[] profiles = new ProfileView[64];

    ProfileTable(final MarketHealth health, final AtomicCounter brokenOff)
    {
        this.health = health;
        this.brokenOff = brokenOff;
    }

    /** Last whole profile of an instrument, the same object until it is retired; null before the first one. */
    public ProfileView profile(final int instrumentId)
    {
        final ProfileView profile = at(instrumentId);
        return profile != null && profile.isKnown() ? profile : null;
    }

    /** Visits every profile, by instrument id. */
    public void forEach(final Consumer<? super ProfileView> visitor)
    {
        for (final ProfileView profile : profiles)
        {
            if (profile != null && profile.isKnown())
            {
                visitor.accept(profile);
            }
        }
    }

    ProfileView.Outcome take(final VolumeProfile chunk)
    {
        final int instrumentId = chunk.instrumentId();
        final ProfileView profile = at(instrumentId);
        return (profile != null ? profile : add(instrumentId)).add(chunk);
    }

    /** Forgets an instrument. */
    void retire(final int instrumentId)
    {
        if (at(instrumentId) != null)
        {
            profiles[instrumentId] = null;
        }
    }

    private ProfileView at(final int instrumentId)
    {
        return instrumentId >= 0 && instrumentId < profiles.length ? profiles[instrumentId] : null;
    }

    private ProfileView add(final int instrumentId)
    {
        if (instrumentId >= profiles.length)
        {
            profiles = Arrays.copyOf(profiles, Math.max(instrumentId + 1, 2 * profiles.length));
        }
        final ProfileView profile = new ProfileView(instrumentId, health, brokenOff);
        profiles[instrumentId] = profile;
        return profile;
    }
}
