package org.ringtape.bench.report;

import org.ringtape.bench.report.page.Chart;
import org.ringtape.bench.report.page.Page;
import org.ringtape.bench.report.read.ReportException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's charts as SVG files, each named like its chart; a browser without a window draws them. */
final class Pictures
{
    private static final Pattern PICTURE =
        Pattern.compile("<pre data-picture=\"([a-z0-9-]+)\">([A-Za-z0-9+/=]+)</pre>");

    private Pictures()
    {
    }

    /**
     * Writes pictures.
     *
     * @param only    names of the wanted ones; empty for all
     * @param browser found on this machine
     * @return names written
     */
    static List<String> write(final Page page, final Path folder, final List<String> only,
        final Optional<Chromium> browser)
    {
        final List<String> known = page.charts().stream().map(Chart::id).toList();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name ->
        {
            throw new ReportException("no picture is called " + name + "; there are: " + String.join(", ", known));
        });
        final Chromium chromium = browser.orElseThrow(() -> new ReportException(
            "pictures need Chromium: install it, or name the program in " + Chromium.VARIABLE));
        final List<Chart> wanted = page.charts().stream()
            .filter(chart -> only.isEmpty() || only.contains(chart.id())).toList();
        final Map<String, String> drawn = drawn(chromium, page.pictures(wanted));
        for (final Chart chart : wanted)
        {
            if (!drawn.containsKey(chart.id()))
            {
                throw new ReportException("the browser did not draw " + chart.id());
            }
        }
        try
        {
            Files.createDirectories(folder);
            for (final Map.Entry<String, String> picture : drawn.entrySet())
            {
                Files.writeString(folder.resolve(picture.getKey() + ".svg"), picture.getValue() + '\n');
            }
        }
        catch (final IOException e)
        {
            throw new ReportException(folder + ": cannot be written: " + e.getMessage());
        }
        return List.copyOf(drawn.keySet());
    }

    private static Map<String, String> drawn(final Chromium browser, final String html)
    {
        try
        {
            final Path file = Files.createTempFile("ringtape-pictures", ".html");
            try
            {
                Files.writeString(file, html);
                return extract(browser.open(file).dom());
            }
            finally
            {
                Files.delete(file);
            }
        }
        catch (final IOException e)
        {
            throw new ReportException("the page of pictures cannot be written: " + e.getMessage());
        }
    }

    private static Map<String, String> extract(final String dom)
    {
        final Map<String, String> pictures = new TreeMap<>();
        final Matcher matcher = PICTURE.matcher(dom);
        while (matcher.find())
        {
            pictures.put(matcher.group(1),
                new String(Base64.getDecoder().decode(matcher.group(2)), StandardCharsets.UTF_8));
        }
        return pictures;
    }
}
