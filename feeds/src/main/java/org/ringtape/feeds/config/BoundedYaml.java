package org.ringtape.feeds.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file that may be anything: of bounded length and bounded depth, UTF-8, one document of YAML. */
final class BoundedYaml
{
    /** Most bytes of a file. */
    static final int MAX_LENGTH = 1 << 20;
    /** Most lists and mappings within each other. */
    static final int MAX_DEPTH = 16;

    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private BoundedYaml()
    {
    }

    /**
     * Reads a file.
     *
     * @param problems gets what is wrong
     * @return null if something is wrong
     */
    static Node read(final Path file, final Problems problems)
    {
        final String text;
        try
        {
            text = text(file);
        }
        catch (final NoSuchFileException e)
        {
            problems.add(0, "no such file");
            return null;
        }
        catch (final AccessDeniedException e)
        {
            problems.add(0, "cannot be read: no permission");
            return null;
        }
        catch (final CharacterCodingException e)
        {
            problems.add(0, "not UTF-8");
            return null;
        }
        catch (final IOException e)
        {
            problems.add(0, "cannot be read: " + (Files.isDirectory(file) ? "a directory" : e.getMessage()));
            return null;
        }
        return text == null ? tooLong(problems) : parse(text, problems);
    }

    private static Node tooLong(final Problems problems)
    {
        problems.add(0, "longer than " + MAX_LENGTH + " bytes");
        return null;
    }

    /** Null if it is too long. */
    private static String text(final Path file) throws IOException
    {
        try (InputStream input = Files.newInputStream(file))
        {
            final byte[] bytes = input.readNBytes(MAX_LENGTH + 1);
            final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return bytes.length > MAX_LENGTH ? null : text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    private static Node parse(final String text, final Problems problems)
    {
        try
        {
            if (!isTooDeep(text, problems))
            {
                final Optional<Node> root = new Compose(SETTINGS).composeString(text);
                if (root.isPresent())
                {
                    return root.get();
                }
                problems.add(0, "empty");
            }
        }
        catch (final MarkedYamlEngineException e)
        {
            problems.add(
                e.getProblemMark().map((mark) -> mark.getLine() + 1).orElse(1), "not YAML: " + e.getProblem());
        }
        catch (final ReaderException e)
        {
            final String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            problems.add((int)before.lines().count() + (before.endsWith("\n") || before.isEmpty() ? 1 : 0),
                String.format("not YAML: character \\u%04x", e.getCodePoint()));
        }
        catch (final YamlEngineException e)
        {
            problems.add(0, "not YAML: " + e.getMessage());
        }
        return null;
    }

    /** Looked for before a tree is made of it, which is done by recursion. */
    private static boolean isTooDeep(final String text, final Problems problems)
    {
        int depth = 0;
        for (final Event event : new Parse(SETTINGS).parseString(text))
        {
            switch (event.getEventId())
            {
                case SequenceStart:
                case MappingStart:
                    depth++;
                    break;
                case SequenceEnd:
                case MappingEnd:
                    depth--;
                    break;
                default:
                    break;
            }
            if (depth > MAX_DEPTH)
            {
                problems.add(event.getStartMark().map((mark) -> mark.getLine() + 1).orElse(1),
                    "more than " + MAX_DEPTH + " lists and mappings within each other");
                return true;
            }
        }
        return false;
    }
}
