package org.ringtape.bench.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** The README says what is: its example is the compiled one, its test command the one that runs in CI. */
final class DocumentationTest
{
    private static final String TEST_COMMAND = "mvn -B verify";
    private static final String EXAMPLE =
        "bench/tool/src/main/java/org/ringtape/bench/examples/EmbeddedStrategy.java";

    @Test
    void shouldShowTheEmbeddingExampleThatTheBuildCompiles() throws IOException
    {
        final List<String> source = Files.readAllLines(root().resolve(EXAMPLE));
        final int begin = indexOf(source, "// tag::embedding[]");
        final int end = indexOf(source, "// end::embedding[]");
        final String example = String.join("\n",
            source.subList(begin + 1, end).stream().map((line) -> line.substring(Math.min(8, line.length()))).toList());
        assertTrue(end - begin - 1 <= 15, "the example is longer than 15 lines");
        assertTrue(readme().contains("```java\n" + example + "\n```"), "README shows another example:\n" + example);
    }

    @Test
    void shouldNameTheTwoCommands() throws IOException
    {
        assertTrue(readme().contains("\nscripts/ringtape demo --seconds 20\n"));
        assertTrue(readme().contains("\n" + TEST_COMMAND + "\n"));
        assertTrue(Files.readAllLines(root().resolve(".ci/run")).contains(TEST_COMMAND));
    }

    @Test
    void shouldLinkToFilesThatExist() throws IOException
    {
        final var links = Pattern.compile("\\]\\((?!http|#)([^)#]+)\\)").matcher(readme());
        int count = 0;
        while (links.find())
        {
            assertTrue(Files.exists(root().resolve(links.group(1))), links.group(1));
            count++;
        }
        assertTrue(count > 0);
    }

    private static int indexOf(final List<String> lines, final String text)
    {
        final List<Integer> found = IntStream.range(0, lines.size())
            .filter((i) -> lines.get(i).contains(text)).boxed().toList();
        assertEquals(1, found.size(), text);
        return found.get(0);
    }

    private static String readme() throws IOException
    {
        return Files.readString(root().resolve("README.md"));
    }

    private static Path root()
    {
        return ModuleArrowsTest.moduleRoot();
    }
}
