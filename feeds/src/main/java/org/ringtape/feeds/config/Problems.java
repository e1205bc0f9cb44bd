package org.ringtape.feeds.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.ringtape.feeds.Texts;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Everything that is wrong with a file, a line each. */
final class Problems
{
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    /** What is wrong, and on which line; 0 if it is the file itself. */
    private record Problem(int line, String text)
    {
    }

    Problems(final String file)
    {
        this.file = file;
    }

    int count()
    {
        return found.size();
    }

    /** On a line; 0 if it is the file itself. */
    void add(final int line, final String problem)
    {
        found.add(new Problem(line, Texts.onOneLine(file + (line == 0 ? "" : ":" + line) + ": " + problem)));
    }

    /** On the line where a node begins. */
    void add(final Node node, final String key, final String problem)
    {
        add(line(node), key + ": " + problem);
    }

    /** Does a step and keeps what it refuses. */
    void attempt(final NodeTuple entry, final Runnable step)
    {
        attempt(entry.getValueNode(), key(entry), step);
    }

    /** Does a step and keeps what it refuses. */
    void attempt(final Node node, final String key, final Runnable step)
    {
        try
        {
            step.run();
        }
        catch (final IllegalArgumentException | IllegalStateException | ConfigurationException e)
        {
            add(node, key, e.getMessage());
        }
    }

    /** Tells all of them, in the order of the file. */
    void throwIfAny()
    {
        if (!found.isEmpty())
        {
            throw new ConfigurationException(found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList());
        }
    }

    static int line(final Node node)
    {
        return node.getStartMark().map((mark) -> mark.getLine() + 1).orElse(1);
    }

    /** Text of a key, for a message as well. */
    static String key(final NodeTuple entry)
    {
        return entry.getKeyNode() instanceof ScalarNode scalar ? Texts.shown(scalar.getValue()) : "?";
    }
}
