package org.ringtape.bench.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import org.ringtape.feeds.venue.VenueModules;

/** Which module may know which, and what none may do. */
final class ModuleArrowsTest
{
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.ringtape");

    @Test
    void shouldSeeTheClassesOfEveryModule()
    {
        for (final String module : List.of("codecs", "engine", "feeds", "simulator", "bench"))
        {
            final String root = "org.ringtape." + module;
            assertTrue(CLASSES.stream().anyMatch((type) -> type.getPackageName().startsWith(root)), module);
        }
    }

    @Test
    void shouldKeepCodecsFromKnowingAnybody()
    {
        check(noClasses().that().resideInAPackage("org.ringtape.codecs..")
            .should().dependOnClassesThat().resideOutsideOfPackages("org.ringtape.codecs..", "java.."));
    }

    @Test
    void shouldKeepTheEngineFromKnowingVenuesSocketsAndText()
    {
        check(noClasses().that().resideInAPackage("org.ringtape.engine..")
            .should().dependOnClassesThat().resideOutsideOfPackages(
                "org.ringtape.engine..", "java..", "com.lmax.disruptor..", "org.agrona..", "net.openhft.affinity..",
                "org.slf4j.."));
        check(noClasses().that().resideInAnyPackage("org.ringtape.engine..", "org.ringtape.feeds..")
            .and().haveNameNotMatching(".*\\.ControlLog(\\$.*)?")
            .should().dependOnClassesThat().resideInAPackage("org.slf4j.."));
        check(noClasses().that().resideInAPackage("org.ringtape.engine..")
            .and().doNotHaveSimpleName("AffinityPlacement")
            .should().dependOnClassesThat().resideInAPackage("net.openhft.affinity.."));
        check(noClasses().that().resideInAPackage("org.ringtape.engine..")
            .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.net.http.."));
    }

    @Test
    void shouldKeepFeedsFromKnowingTheBench()
    {
        check(noClasses().that().resideInAPackage("org.ringtape.feeds..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ringtape.bench..", "org.ringtape.simulator.."));
    }

    /** They are the judge of the rest, and so share no code with it. */
    @Test
    void shouldKeepSimulatorsFromKnowingWhatTheyJudge()
    {
        check(noClasses().that().resideInAPackage("org.ringtape.simulator..")
            .should().dependOnClassesThat().resideOutsideOfPackages("org.ringtape.simulator..", "java..",
                "com.sun.net.httpserver..", "org.java_websocket..", "com.aayushatharva.brotli4j.."));
    }

    @Test
    void shouldReadNoClockThatWasNotGivenAndPrintNothingInTheLibrary()
    {
        for (final String method : List.of("nanoTime", "currentTimeMillis"))
        {
            check(noClasses().that().resideInAnyPackage(
                "org.ringtape.codecs..", "org.ringtape.engine..", "org.ringtape.feeds..")
                .and().doNotHaveSimpleName("RealTime")
                .should().callMethod(System.class, method));
        }
        check(noClasses().that().resideInAnyPackage(
            "org.ringtape.codecs..", "org.ringtape.engine..", "org.ringtape.feeds..")
            .should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err"));
    }

    @Test
    void shouldNameNoVenueInTheEngine() throws IOException
    {
        final Path sources = moduleRoot().resolve("engine/src");
        try (Stream<Path> files = Files.walk(sources))
        {
            final List<Path> naming = files
                .filter((file) -> file.toString().endsWith(".java"))
                .filter(ModuleArrowsTest::namesVenue)
                .toList();
            assertEquals(List.of(), naming);
        }
    }

    private static boolean namesVenue(final Path file)
    {
        try
        {
            final String text = Files.readString(file).toLowerCase(Locale.ROOT);
            return Stream.concat(
                Stream.of("kiyotaka", "kyan", "vatic"),
                VenueModules.installed().venues().stream().map((venue) -> venue.label().split("-")[0]))
                .anyMatch(text::contains);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(final ArchRule rule)
    {
        rule.check(CLASSES);
    }

    /** The project's root, whichever module the build runs in. */
    static Path moduleRoot()
    {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("engine")))
        {
            folder = folder.getParent();
        }
        return folder;
    }
}
