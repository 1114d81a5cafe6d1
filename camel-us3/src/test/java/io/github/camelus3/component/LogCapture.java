package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.simple.SimpleLogger;

/** What loggers print while this is open, at a level of the test's own. */
final class LogCapture implements AutoCloseable {
  private static final Pattern LINE = Pattern.compile("\\[.*] ([A-Z]+) ([\\w.]+) - (.*)");

  private static final Pattern TRACE = Pattern.compile("[\\w.$]+(Exception|Error): .*");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private final List<String> loggers;
  private final int levelBefore;

  /** Captures these loggers, named by their classes' names. */
  LogCapture(Level level, String... loggers) {
    this.loggers = List.of(loggers);
    this.levelBefore = setLevel(level.toInt());
    System.setErr(new PrintStream(printed, true, UTF_8));
  }

  private int setLevel(int level) {
    int earlier = level;
    try {
      Field field = SimpleLogger.class.getDeclaredField("currentLogLevel");
      field.setAccessible(true);
      for (String name : loggers) {
        Object logger = LoggerFactory.getLogger(name);
        earlier = field.getInt(logger);
        field.setInt(logger, level);
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return earlier;
  }

  String text() {
    return printed.toString(UTF_8);
  }

  /** The lines of these loggers at a level, without their time and thread. */
  List<String> lines(Level level) {
    return lines().stream()
        .filter(line -> line.group(1).equals(level.name()))
        .map(line -> line.group(3))
        .toList();
  }

  /** The lines of these loggers; others may print meanwhile. */
  List<MatchResult> lines() {
    return text()
        .lines()
        .map(line -> LINE.matcher(line))
        .filter(line -> line.matches() && loggers.contains(line.group(2)))
        .map(Matcher::toMatchResult)
        .toList();
  }

  /** How many lines of these loggers a trace follows. */
  int traces() {
    int traces = 0;
    boolean isOurs = false;
    for (String line : text().lines().toList()) {
      traces += isOurs && TRACE.matcher(line).matches() ? 1 : 0;
      Matcher logged = LINE.matcher(line);
      isOurs = logged.matches() && loggers.contains(logged.group(2));
    }
    return traces;
  }

  @Override
  public void close() {
    System.setErr(before);
    setLevel(levelBefore);
  }
}
