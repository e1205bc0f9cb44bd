package org.ringtape.feeds.config;

import java.util.List;

import org.ringtape.feeds.Texts;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Values of keys; what is wrong with one is said by {@link IllegalArgumentException}. */
final class Values
{
    private Values()
    {
    }

    /** One value of one line. */
    static String text(final Node node)
    {
        if (node instanceof SequenceNode)
        {
            throw new IllegalArgumentException("expected one value, not a list");
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank())
        {
            throw new IllegalArgumentException("expected a value");
        }
        return Texts.requirePlain("value", scalar.getValue());
    }

    /** Items of a list that has some. */
    static List<Node> list(final Node node)
    {
        if (!(node instanceof SequenceNode sequence))
        {
            throw new IllegalArgumentException("expected a list");
        }
        if (sequence.getValue().isEmpty())
        {
            throw new IllegalArgumentException("an empty list");
        }
        return sequence.getValue();
    }
}
