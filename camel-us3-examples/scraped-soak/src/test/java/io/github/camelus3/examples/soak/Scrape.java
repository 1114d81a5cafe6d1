package io.github.camelus3.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The component's metrics on a page for Prometheus, by name and labels. */
public record Scrape(Map<String, Double> series) {
  private static final Pattern SERIES = Pattern.compile("(?m)^(us3_\\S*(?:\\{.*})?) (\\S+)$");
  private static final Pattern COUNTER = Pattern.compile("\\w+_(total|count|sum|bucket)(\\{.*)?");

  /** Reads a page. */
  public static Scrape of(String page) {
    Map<String, Double> series = new TreeMap<>();
    Matcher line = SERIES.matcher(page);
    while (line.find()) {
      series.put(line.group(1), Double.parseDouble(line.group(2)));
    }
    return new Scrape(series);
  }

  /** The sums of a metric, by the values of these labels. */
  public Map<String, Long> counts(String metric, String... labels) {
    return series.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(metric + '{'))
        .collect(
            Collectors.groupingBy(
                entry -> values(entry.getKey(), labels),
                TreeMap::new,
                Collectors.summingLong(entry -> Math.round(entry.getValue()))));
  }

  private static String values(String name, String... labels) {
    return Stream.of(labels)
        .map(label -> Pattern.compile('[' + "{,]" + label + "=\"([^\"]*)\"").matcher(name))
        .flatMap(Matcher::results)
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.joining(" "));
  }

  /** The sum of a metric. */
  public long count(String metric) {
    return counts(metric).values().stream().mapToLong(Long::longValue).sum();
  }

  /** No counter of an earlier page is missing or was higher. */
  void assertFollows(Scrape earlier) {
    earlier.series.forEach(
        (name, value) -> {
          if (COUNTER.matcher(name).matches()) {
            assertThat(series.get(name)).as(name).isNotNull().isGreaterThanOrEqualTo(value);
          }
        });
  }
}
