package org.ringtape.codecs.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.field.AnyOrderReader;
import org.ringtape.codecs.field.DocumentedOrderReader;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.FieldTable;
import org.ringtape.codecs.field.FrameCursor;
import org.ringtape.codecs.field.KeyWords;
import org.ringtape.codecs.field.ValueKind;
import org.ringtape.codecs.field.WordTable;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.text.ByteWords;

/**
 * An event of a venue that does not exist, with keys longer than a word, described once: read in any order, in the
 * documented one, and from a learned layout, its values must be the same.
 */
class DescribedEventTest
{
    private static final int ROUNDS = 20_000;
    private static final String NOISE = "\"\\,:{}[]-.+eE 09/@AZ[`az{\u0000\u001f\u007f\u0080\u00ff";
    private static final KeyWords KEYS =
        new KeyWords("sequence_number", "symbol", "limit_price", "amount", "side", "maker", "sent_at", "change");
    private static final EventDescription DESCRIPTION = EventDescription.event("print", KEYS)
        .required("sent_at", ValueKind.TIME)
        .required("symbol", ValueKind.SYMBOL)
        .required("sequence_number", ValueKind.NATURAL)
        .nullable("limit_price", ValueKind.DECIMAL)
        .required("amount", ValueKind.QUANTITY)
        .optional("side", WordTable.only().word("buy", 1).word("sell", 2))
        .optional("maker", ValueKind.FLAG)
        .optional("change", ValueKind.INTEGER)
        .optional("note", ValueKind.UNREAD_NAME)
        .build();
    private static final long BEGIN = ByteWords.literal("{\"e\":\"");
    private static final int BEGIN_LENGTH = 6;
    private static final DescribedEvent EVENT = new DescribedEvent()
    {
        @Override
        public EventDescription description()
        {
            return DESCRIPTION;
        }

        @Override
        public boolean publish(final EventValues values, final int instrumentId, final FrameSink sink)
        {
            return true;
        }
    };

    private final LayoutMemory memory = new LayoutMemory();
    private final FrameCursor cursor = new FrameCursor();
    private final EventValues inOrder = new EventValues();
    private final EventValues anyOrder = new EventValues();
    private final AnyOrderReader reader = new AnyOrderReader();
    private final FieldTable fields = new FieldTable(KEYS);
    private final JsonScanner scanner = new JsonScanner();

    @Test
    void shouldReadTheSameInAnyOrderInTheDocumentedOneAndFromALayout()
    {
        final Random random = seeded();
        int known = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final List<String> members = members(random);
            final byte[] frame = frame(members);
            assertTrue(readInOrder(frame), text(frame));
            final String expected = text(inOrder);
            final FrameLayout layout = memory.find(frame, 0, frame.length);
            if (layout != null)
            {
                known++;
                layout.read(frame, 0);
                assertEquals(expected, text(layout.values), text(frame));
                assertEquals(inOrder.symbolOffset(), layout.symbolOffset);
            }
            memory.learn(frame, 0, frame.length, EVENT, inOrder, -1, 0);
            Collections.shuffle(members, random);
            final byte[] shuffled = frame(members);
            assertTrue(readInAnyOrder(shuffled), text(shuffled));
            assertEquals(expected, text(anyOrder), text(shuffled));
        }
        assertTrue(known > ROUNDS / 10, "layouts are hardly ever known: " + known);
    }

    @Test
    void shouldNotKnowAFrameAgainThatTheGeneralReaderWouldReadOtherwiseWhateverByteIsReplaced()
    {
        final byte[] frame = frame(List.of("\"sent_at\":1700000000321", "\"symbol\":\"BTC-9\"",
            "\"sequence_number\":5266583935", "\"limit_price\":\"-61800.30\"", "\"amount\":\"0.006\"",
            "\"side\":\"buy\"", "\"maker\":true", "\"change\":-12", "\"note\":\"a1\""));
        assertTrue(readInOrder(frame));
        memory.learn(frame, 0, frame.length, EVENT, inOrder, -1, 0);
        int known = 0;
        for (int at = 0; at < frame.length; at++)
        {
            final byte kept = frame[at];
            for (final char noise : NOISE.toCharArray())
            {
                frame[at] = (byte)noise;
                final FrameLayout layout = memory.find(frame, 0, frame.length);
                if (layout != null)
                {
                    known++;
                    layout.read(frame, 0);
                    assertTrue(readInAnyOrder(frame), text(frame));
                    assertEquals(text(anyOrder), text(layout.values), text(frame));
                }
            }
            frame[at] = kept;
            assertNotNull(memory.find(frame, 0, frame.length));
        }
        assertTrue(known > 0);
    }

    @Test
    void shouldRefuseWhatTheDescriptionDoesNotAllow()
    {
        final String good = text(frame(List.of("\"sent_at\":1", "\"symbol\":\"X\"", "\"sequence_number\":1",
            "\"limit_price\":null", "\"amount\":\"1\"")));
        assertTrue(readInAnyOrder(good.getBytes(StandardCharsets.ISO_8859_1)), good);
        for (final List<String> change : List.of(
            List.of(":1,\"symbol\"", ":-1,\"symbol\""),
            List.of("\"sequence_number\":1,", ""),
            List.of("\"sequence_number\":1", "\"sequence_number\":null"),
            List.of("\"limit_price\":null,", ""),
            List.of("\"amount\":\"1\"", "\"amount\":\"-1\""),
            List.of("\"amount\":\"1\"", "\"amount\":\"1\",\"side\":\"none\""),
            List.of("\"amount\":\"1\"", "\"amount\":\"1\",\"maker\":1")))
        {
            final String bad = good.replace(change.get(0), change.get(1));
            final byte[] bytes = bad.getBytes(StandardCharsets.ISO_8859_1);
            assertTrue(!readInAnyOrder(bytes), bad);
            assertTrue(!readInOrder(bytes), bad);
            assertNull(memory.find(bytes, 0, bytes.length), bad);
        }
        assertThrows(IllegalArgumentException.class, () -> DESCRIPTION.index("price"));
    }

    private boolean readInOrder(final byte[] frame)
    {
        cursor.wrap(frame, 0, frame.length);
        inOrder.begin(frame);
        return cursor.match(BEGIN, BEGIN_LENGTH) && DESCRIPTION.isNamed(cursor) &&
            DocumentedOrderReader.read(cursor, DESCRIPTION, 0, inOrder) && cursor.closes(false);
    }

    private boolean readInAnyOrder(final byte[] frame)
    {
        scanner.wrap(frame, 0, frame.length).next();
        return fields.index(frame, scanner) && scanner.finish() &&
            reader.read(frame, fields, DESCRIPTION, anyOrder);
    }

    private static List<String> members(final Random random)
    {
        final List<String> members = new ArrayList<>();
        members.add("\"sent_at\":" + (1_700_000_000_000L + random.nextInt(200_000_000)));
        members.add("\"symbol\":\"BTC-" + random.nextInt(10) + "\"");
        members.add("\"sequence_number\":" + (random.nextInt(10) == 0 ? random.nextInt(1000) :
            5_266_583_935L + random.nextInt(1000)));
        members.add("\"limit_price\":\"" + (random.nextInt(4) == 0 ? "-" : "") + (10_000 + random.nextInt(90_000)) +
            "." + (10 + random.nextInt(90)) + "\"");
        members.add("\"amount\":\"0." + (100 + random.nextInt(900)) + "\"");
        addMaybe(random, members, "\"side\":\"" + (random.nextBoolean() ? "buy" : "sell") + "\"");
        addMaybe(random, members, "\"maker\":" + random.nextBoolean());
        addMaybe(random, members, "\"change\":" + (random.nextInt(20) - 10));
        addMaybe(random, members, "\"note\":\"n" + random.nextInt(10) + "\"");
        return members;
    }

    private static void addMaybe(final Random random, final List<String> members, final String member)
    {
        if (random.nextBoolean())
        {
            members.add(member);
        }
    }

    private static byte[] frame(final List<String> members)
    {
        return ("{\"e\":\"print\"," + String.join(",", members) + "}").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(final byte[] frame)
    {
        return new String(frame, StandardCharsets.ISO_8859_1);
    }

    private static String text(final EventValues values)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < DESCRIPTION.memberCount(); i++)
        {
            text.append(values.has(i) ? values.number(i) + "/" + values.scale(i) : "none").append(' ');
        }
        return text.toString();
    }

    private static Random seeded()
    {
        final long seed = System.nanoTime();
        System.out.println("DescribedEventTest seed " + seed);
        return new Random(seed);
    }
}
