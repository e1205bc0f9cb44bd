package org.ringtape.codecs.field;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.ByteWords;

/**
 * All that a venue's documents say of the form of one event: its name and its members in the documented order, each
 * with its key, what it is, and whether it must be there. Written once; all who read the event work from it:
 *
 * <ul>
 * <li>{@link AnyOrderReader}, for members in any order and whatever else JSON allows,</li>
 * <li>{@link DocumentedOrderReader}, for frames without white space in the order given here,</li>
 * <li>the learner of layouts, which so knows which bytes of a frame are a time, a number, a name.</li>
 * </ul>
 * Each of them fills {@link EventValues}, in which a member has the place that {@link #index} says. Immutable.
 */
public final class EventDescription
{
    private final int nameLength;
    /** The first eight bytes of the name and its closing quote, and the others. */
    private final long nameStart;
    private final long nameRest;
    private final EventMember[] members;
    private final KeySet known;
    private final int closingBraces;

    private EventDescription(final Builder builder)
    {
        final String name = builder.name + '"';
        nameLength = name.length();
        if (nameLength > 2 * ByteWords.LENGTH)
        {
            throw new IllegalArgumentException(builder.name + " is too long");
        }
        nameStart = ByteWords.literal(name.substring(0, Math.min(nameLength, ByteWords.LENGTH)));
        nameRest = ByteWords.literal(name.substring(Math.min(nameLength, ByteWords.LENGTH)));
        members = builder.members.toArray(new EventMember[0]);
        if (members.length > EventValues.MAX_MEMBERS)
        {
            throw new IllegalArgumentException(builder.name + " has too many members");
        }
        known = KeySet.of(builder.keys, builder.known.toString());
        closingBraces = builder.nestings;
    }

    /** Begins the description of an event by its name; the keys are those that have a slot at this venue. */
    public static Builder event(final String name, final KeyWords keys)
    {
        return new Builder(name, keys);
    }

    /** Place of a member among the values. */
    public int index(final String key)
    {
        final byte[] bytes = AsciiKeys.key(key);
        for (int i = 0; i < members.length; i++)
        {
            if (AsciiKeys.matches(bytes, 0, bytes.length, members[i].key))
            {
                return i;
            }
        }
        throw new IllegalArgumentException(key);
    }

    /** The member of a key; null if it is not described. */
    public EventMember find(final byte[] bytes, final int offset, final int length)
    {
        for (final EventMember member : members)
        {
            if (AsciiKeys.matches(bytes, offset, length, member.key))
            {
                return member;
            }
        }
        return null;
    }

    /** Members in all. */
    public int memberCount()
    {
        return members.length;
    }

    /** A member by its place. */
    public EventMember member(final int index)
    {
        return members[index];
    }

    /** The keys that are read, and the one of the event's name. */
    public KeySet known()
    {
        return known;
    }

    /** Passes the name and its closing quote, if they stand there. */
    public boolean isNamed(final FrameCursor cursor)
    {
        final int from = cursor.position();
        if (!cursor.match(nameStart, Math.min(nameLength, ByteWords.LENGTH)))
        {
            return false;
        }
        if (nameLength > ByteWords.LENGTH && !cursor.match(nameRest, nameLength - ByteWords.LENGTH))
        {
            cursor.position(from);
            return false;
        }
        return true;
    }

    /** Braces that close objects inside the event. */
    int closingBraces()
    {
        return closingBraces;
    }

    /** Collects the members. */
    public static final class Builder
    {
        private final String name;
        private final KeyWords keys;
        private final List<EventMember> members = new ArrayList<>();
        private final StringJoiner known = new StringJoiner(" ").add("e");
        private String nesting = ",";
        private int nestings;

        private Builder(final String name, final KeyWords keys)
        {
            this.name = name;
            this.keys = keys;
        }

        /** A member without whose value the event is wrong. */
        public Builder required(final String key, final ValueKind kind)
        {
            return add(key, kind, EventMember.REQUIRED, null);
        }

        /** A member whose key must be there, while {@code null} or an empty text says that there is no value. */
        public Builder nullable(final String key, final ValueKind kind)
        {
            return add(key, kind, EventMember.NULLABLE, null);
        }

        /** A member that need not be there. */
        public Builder optional(final String key, final ValueKind kind)
        {
            return add(key, kind, EventMember.OPTIONAL, null);
        }

        /** A text that need not be there, by our numbers for it. */
        public Builder optional(final String key, final WordTable words)
        {
            return add(key, ValueKind.WORD, EventMember.OPTIONAL, words);
        }

        /** What follows is inside an object with this key, at the end of the event. */
        public Builder nested(final String key)
        {
            nesting = ",\"" + key + "\":{";
            nestings++;
            return this;
        }

        /** The description. */
        public EventDescription build()
        {
            return new EventDescription(this);
        }

        private Builder add(
            final String key,
            final ValueKind kind,
            final int presence,
            final WordTable words)
        {
            final int slot = kind.isUnread() ? KeyWords.UNKNOWN : keys.slot(key);
            members.add(new EventMember(nesting, key, slot, kind, presence, words));
            nesting = ",";
            if (!kind.isUnread())
            {
                known.add(key);
            }
            return this;
        }
    }
}
