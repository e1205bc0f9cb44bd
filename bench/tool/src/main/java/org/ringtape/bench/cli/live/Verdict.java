package org.ringtape.bench.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringtape.bench.cli.OneLine;
import org.ringtape.bench.cli.book.BookStanding;
import org.ringtape.engine.event.control.SessionState;

/**
 * Whether what was asked for was reached and holds: no session has failed, all are live, all books are live. Else the
 * reason, gravest first, as the one line that ends a command with status 1.
 */
public final class Verdict
{
    private static final int NAMES_SHOWN = 3;

    private final List<String> failed = new ArrayList<>();
    private final List<String> down = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> further = new ArrayList<>();
    private int books;

    /** Takes in a session; its words may be empty. */
    void session(final String name, final SessionState state, final String words)
    {
        if (state != SessionState.LIVE)
        {
            (state == SessionState.FAILED ? failed : down).add(
                "session " + name + " is " + state + (words.isEmpty() ? "" : " (" + words + ")"));
        }
    }

    /** Takes in a stream that the venue does not give. */
    void refusedStream(final String name)
    {
        refused.add(name);
    }

    /** Takes in a book that was asked for, and the last error of its stream, which may be empty. */
    public void book(final String name, final BookStanding standing, final String words)
    {
        books++;
        if (!standing.isRight())
        {
            wrong.add(name + " is " + standing + (words.isEmpty() ? "" : ": " + words));
        }
    }

    /** Takes in anything else that must not be. */
    public void fault(final String words)
    {
        further.add(words);
    }

    /** Why not; empty if everything holds. */
    public Optional<String> reason()
    {
        final List<String> parts = new ArrayList<>();
        if (!failed.isEmpty())
        {
            parts.add(some(failed));
        }
        if (!down.isEmpty())
        {
            parts.add(some(down));
        }
        if (!wrong.isEmpty())
        {
            parts.add(wrong.size() + " of " + books + (books == 1 ? " book" : " books") +
                (wrong.size() == 1 ? " is" : " are") + " not right: " + some(wrong));
        }
        if (!refused.isEmpty())
        {
            parts.add("not granted: " + some(refused));
        }
        parts.addAll(further);
        return parts.isEmpty() ? Optional.empty() : Optional.of(OneLine.of(String.join("; ", parts)));
    }

    private static String some(final List<String> all)
    {
        final String first = String.join(", ", all.subList(0, Math.min(NAMES_SHOWN, all.size())));
        return all.size() <= NAMES_SHOWN ? first : first + " and " + (all.size() - NAMES_SHOWN) + " more";
    }
}
