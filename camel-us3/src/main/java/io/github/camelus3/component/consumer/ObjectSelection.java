package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.component.options.ConsumerSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which objects the polling consumer takes, by what a listing says of them. Immutable.
 *
 * @param fileName the one key to take; null for all that the others select
 * @param include null for every key
 * @param exclude null for no key
 */
public record ObjectSelection(
    String prefix,
    String delimiter,
    String fileName,
    Pattern include,
    Pattern exclude,
    DoneFile doneFile,
    boolean includeFolders,
    Duration minAge,
    Clock clock) {

  public static ObjectSelection of(ConsumerSettings options, Clock clock) {
    ConsumerSettings.Selection selection = options.selection();
    return new ObjectSelection(
        options.listing().prefix(),
        options.listing().delimiter(),
        selection.fileName(),
        pattern("include", selection.include()),
        pattern("exclude", selection.exclude()),
        DoneFile.of(selection.doneFileName()),
        selection.includeFolders(),
        selection.minAge(),
        clock);
  }

  /** Whether such an object is ever taken. */
  boolean selects(ObjectSummary object) {
    return selects(object.key()) && (includeFolders || !isFolder(object));
  }

  /** Whether an object with this key may be taken. */
  boolean selects(String key) {
    return (fileName == null ? isListed(key) : key.equals(fileName))
        && (include == null || include.matcher(key).matches())
        && (exclude == null || !exclude.matcher(key).matches())
        && !doneFile.is(key);
  }

  /** Whether an object is old enough now; one whose time is not known is. */
  public boolean isOldEnough(ObjectSummary object) {
    Instant changed = object.lastModified();
    return minAge.isZero() || changed == null || !changed.plus(minAge).isAfter(clock.instant());
  }

  private boolean isListed(String key) {
    return key.startsWith(prefix)
        && (delimiter.isEmpty() || key.indexOf(delimiter, prefix.length()) < 0);
  }

  private static boolean isFolder(ObjectSummary object) {
    return object.key().endsWith("/") && object.sizeBytes() == 0;
  }

  private static Pattern pattern(String option, String regex) {
    try {
      return regex == null ? null : Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "option " + option + " is no regular expression: " + regex, e);
    }
  }
}
