package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** The life of an id: given, taken out, retired, given back, and another's. */
class NameLivesTest
{
    private final InstrumentTable table = new InstrumentTable(2);

    @Test
    void shouldGiveAnIdToAnotherOnlyOnceItsRetirementWasHandled()
    {
        final int id = table.register(1, "OLD");
        final Instrument old = table.instrument(id);
        table.register(1, "STAYS");
        assertEquals(1, old.generation());
        assertEquals(InstrumentTable.UNKNOWN, table.register(1, "NEW"));

        assertTrue(table.names().retire(id, 1));
        assertEquals(InstrumentTable.UNKNOWN, find("OLD"));
        assertEquals(1, table.size());
        assertSame(old, table.instrument(id), "until it was handled, the ring still speaks of it");
        assertEquals(InstrumentTable.UNKNOWN, table.register(1, "NEW"), "taken out, but not said");

        table.names().published(id);
        assertEquals(InstrumentTable.UNKNOWN, table.register(1, "NEW"), "said, but not handled");
        assertTrue(table.isCurrent(old));

        table.names().confirm(id, 1);
        assertNull(table.instrument(id));
        assertFalse(table.isCurrent(old));
        assertEquals(id, table.register(1, "NEW"));
        assertEquals(2, table.generation(id));
        assertEquals(new Instrument(id, 2, 1, "NEW"), table.instrument(id));
        assertFalse(table.isCurrent(old), "another's now");
        assertEquals(1, table.givenBack());
        assertEquals(3, table.registrations());
    }

    @Test
    void shouldRetireALifeOnceAndNoOther()
    {
        final int id = table.register(1, "OLD");
        assertFalse(table.names().retire(id, 2));
        assertTrue(table.names().retire(id, 1));
        assertFalse(table.names().retire(id, 1));
        table.names().published(id);
        table.names().confirm(id, 1);
        table.register(1, "X");
        assertEquals(id, table.register(1, "NEW"));
        assertFalse(table.names().retire(id, 1), "of a former life");
        assertEquals(id, find("NEW"));
    }

    @Test
    void shouldGiveTheSameNameAnotherLifeWhileTheFirstOneIsOnItsWayOut()
    {
        final int id = table.register(1, "NAME");
        table.names().retire(id, 1);
        final int again = table.register(1, "NAME");
        assertNotEquals(id, again);
        assertEquals(again, find("NAME"));
        table.names().published(id);
        table.names().confirm(id, 1);
        assertEquals(again, find("NAME"));
    }

    @Test
    void shouldKeepWhatSomebodyHolds()
    {
        final int id = table.hold(1, "HELD");
        assertEquals(id, table.hold(1, "HELD"));
        assertFalse(table.names().retire(id, 1));
        table.letGo(id);
        assertFalse(table.names().retire(id, 1));
        table.letGo(id);
        assertTrue(table.names().retire(id, 1));
    }

    @Test
    void shouldLetAnIdRestWhileThereAreOthers()
    {
        final InstrumentTable wide = new InstrumentTable(10_000);
        final Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < NameTable.RESTING; i++)
        {
            assertTrue(seen.add(liveAndDie(wide, "N" + i)), "an id came back at once");
        }
        for (int i = 0; i < 20_000; i++)
        {
            seen.add(liveAndDie(wide, "M" + i));
        }
        assertEquals(NameTable.RESTING + 1, seen.size());
        assertEquals(NameTable.RESTING + 1, wide.limit());
    }

    @Test
    void shouldAgreeWithAMapThroughManyLives()
    {
        final long seed = new Random().nextLong();
        System.out.println("NameLivesTest seed " + seed);
        final Random random = new Random(seed);
        final InstrumentTable wide = new InstrumentTable(3_000);
        final Map<String, Integer> expected = new HashMap<>();
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < 60_000; i++)
        {
            final String name = "BTC-2610" + random.nextInt(30) + "-" + random.nextInt(200) + "000-C-LONGER".substring(
                0, 1 + random.nextInt(9));
            final Integer known = expected.get(name);
            assertEquals(known == null ? InstrumentTable.UNKNOWN : known, find(wide, name), "seed " + seed);
            if (known == null && expected.size() < 2_000)
            {
                final int id = wide.register(1, name);
                assertEquals(name, wide.instrument(id).symbol());
                expected.put(name, id);
                names.add(name);
            }
            if (random.nextInt(3) == 0 && !names.isEmpty())
            {
                final String last = names.remove(names.size() - 1);
                final int at = names.isEmpty() ? -1 : random.nextInt(names.size());
                final String dying = at < 0 ? last : names.set(at, last);
                retire(wide, expected.remove(dying));
            }
            assertEquals(expected.size(), wide.size(), "seed " + seed);
        }
        expected.forEach((name, id) -> assertEquals(id, find(wide, name), "seed " + seed));
        assertTrue(wide.indexLength() <= 8_192, "the index has " + wide.indexLength() + " places for 2,000 names");
        assertTrue(wide.limit() <= 3_000);
    }

    @Test
    void shouldFindNothingMoreOfANameThatWasTakenOutThoughMarksFillTheIndex()
    {
        final InstrumentTable wide = new InstrumentTable(1_000);
        wide.register(1, "STAYS");
        for (int i = 0; i < 20_000; i++)
        {
            liveAndDie(wide, "NAME-" + i);
            assertEquals(InstrumentTable.UNKNOWN, find(wide, "NAME-" + i));
        }
        assertEquals(0, find(wide, "STAYS"));
        assertEquals(64, wide.indexLength());
    }

    @Test
    void shouldRememberTheExpiryOfAnInstrumentThatIsSpokenOfOnceMore()
    {
        final InstrumentTable wide = new InstrumentTable(100);
        final int id = wide.register(1, "OLD");
        wide.rememberExpiry(wide.instrument(id), 77);
        retire(wide, id);
        final int again = wide.register(1, "OLD");
        assertEquals(77, wide.names().place(again).end().expiryNs());
        for (int i = 0; i < 5_000; i++)
        {
            wide.rememberExpiry(new Instrument(0, 1, 1, "OTHER" + i), i);
        }
        retire(wide, again);
        final int forgotten = wide.register(1, "OLD");
        assertEquals(Long.MIN_VALUE, wide.names().place(forgotten).end().expiryNs());
    }

    private static int liveAndDie(final InstrumentTable wide, final String name)
    {
        final int id = wide.register(1, name);
        retire(wide, id);
        return id;
    }

    private static void retire(final InstrumentTable wide, final int id)
    {
        assertTrue(wide.names().retire(id, wide.generation(id)));
        wide.names().published(id);
        wide.names().confirm(id, wide.generation(id));
    }

    private int find(final String name)
    {
        return find(table, name);
    }

    private static int find(final InstrumentTable in, final String name)
    {
        final byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return in.find(1, bytes, 0, bytes.length);
    }
}
