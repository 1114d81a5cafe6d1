package io.github.camelus3.examples.monitoring;

import io.github.camelus3.examples.soak.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the figures of a scrape. */
final class MetricsPicture {
  private static final Path FILE = Path.of("../../docs/pictures/metrics.svg");
  private static final int WIDTH = 1010;
  private static final int TOP = 62;
  private static final int LINE = 19;

  private MetricsPicture() {}

  /** Writes the picture of {@code docs/metrics.md}, without histograms, sums and maxima. */
  static void write(Scrape scrape) throws IOException {
    List<Map.Entry<String, Double>> shown =
        scrape.series().entrySet().stream()
            .filter(series -> !series.getKey().matches("\\w+_(bucket|sum|max)\\{.*"))
            .toList();
    int height = TOP + LINE * shown.size();
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\""
            + " font-size=\"12\">",
        WIDTH,
        height);
    add(
        svg,
        "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#f5f7fa\" stroke=\"#9aa5b1\"/>",
        WIDTH,
        height);
    add(
        svg,
        "<text x=\"16\" y=\"26\" fill=\"#44546a\" font-weight=\"bold\">GET"
            + " /observe/metrics</text>");
    add(svg, "<path d=\"M0 40H%d\" stroke=\"#9aa5b1\"/>", WIDTH);
    for (int i = 0; i < shown.size(); i++) {
      String[] name = shown.get(i).getKey().split("(?=\\{)", 2);
      add(
          svg,
          "<text x=\"16\" y=\"%d\"><tspan fill=\"#1f4e79\" font-weight=\"bold\">%s</tspan>"
              + "<tspan fill=\"#5a6570\">%s</tspan> <tspan fill=\"#b03a2e\">%d</tspan></text>",
          TOP + LINE * i,
          name[0],
          name.length == 1 ? "" : name[1],
          Math.round(shown.get(i).getValue()));
    }
    add(svg, "</svg>");
    Files.writeString(FILE, svg);
  }

  private static void add(StringBuilder svg, String line, Object... values) {
    svg.append(String.format(Locale.ROOT, line, values)).append('\n');
  }
}
