package io.github.camelus3.emulator.protocol;

import java.util.regex.Pattern;

/** The rule for bucket names. Source: ufile-api create_bucket.md. */
public final class BucketNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])");

  private BucketNames() {}

  /**
   * Returns the name unchanged.
   *
   * @throws IllegalArgumentException when the name is invalid
   */
  public static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "bucket name must be 3 to 63 of a-z, 0-9 and inner hyphens: " + name);
    }
    return name;
  }
}
