package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.component.options.ConsumerSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The filters of a polling consumer, applied to listed objects. Immutable.
 *
 * @param fileName the only key to select; null for all keys that the other filters select
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

  /** Whether an object is selected, whatever its age. */
  boolean selects(ObjectInfo object) {
    return selects(object.key()) && (includeFolders || !isFolder(object));
  }

  /** Whether the key of an object is selected. */
  boolean selects(String key) {
    return (fileName == null ? isListed(key) : key.equals(fileName))
        && (include == null || include.matcher(key).matches())
        && (exclude == null || !exclude.matcher(key).matches())
        && !doneFile.is(key);
  }

  /** Whether an object is old enough now. An object without a time is. */
  public boolean isOldEnough(ObjectInfo object) {
    Instant changed = object.lastModified();
    return minAge.isZero() || changed == null || !changed.plus(minAge).isAfter(clock.instant());
  }

  private boolean isListed(String key) {
    return key.startsWith(prefix)
        && (delimiter.isEmpty() || key.indexOf(delimiter, prefix.length()) < 0);
  }

  private static boolean isFolder(ObjectInfo object) {
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
