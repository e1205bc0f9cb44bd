package org.ringtape.engine.thread;

import java.util.BitSet;
import java.util.Map;

import net.openhft.affinity.Affinity;
import org.ringtape.engine.ThreadPlacement;

/**
 * Ties threads to cores with OpenHFT Affinity. That is an optional dependency: this class links without it, and its
 * absence shows when the first thread asks.
 */
public final class AffinityPlacement implements ThreadPlacement
{
    private final Map<String, Integer> cores;

    public AffinityPlacement(final Map<String, Integer> cores)
    {
        cores.forEach((role, core) ->
        {
            if (core < 0)
            {
                throw new IllegalArgumentException("core of " + role + " must not be negative: " + core);
            }
        });
        this.cores = Map.copyOf(cores);
    }

    @Override
    public boolean place(final String role)
    {
        final Integer core = cores.get(role);
        if (core == null)
        {
            return true;
        }
        try
        {
            return pin(core);
        }
        catch (final LinkageError | RuntimeException refused)
        {
            return false; // no such library, no native access, or a system that says no
        }
    }

    /** Believes what the system says afterwards: where the library has no implementation it does nothing, silently. */
    private static boolean pin(final int core)
    {
        final BitSet wanted = new BitSet();
        wanted.set(core);
        Affinity.setAffinity(wanted);
        return wanted.equals(Affinity.getAffinity());
    }
}
