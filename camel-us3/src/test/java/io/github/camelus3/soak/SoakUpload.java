package io.github.camelus3.soak;

import io.github.camelus3.component.Us3UploadMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One upload of the soak. The same seed and number give the same upload and the same bytes.
 * Immutable.
 *
 * @param key unique
 * @param resume whether to resume after a failure; for multipart uploads of files only
 */
record SoakUpload(
    long seed,
    int number,
    String key,
    Us3UploadMode mode,
    Body body,
    int size,
    int jobs,
    boolean withPolicy,
    boolean resume) {
  /** The part size of most uploads. */
  static final int PART = 64 << 10;

  private static final List<String> NAMES =
      List.of(
          "plain.txt",
          "with space.jpg",
          "a+b&c=d.bin",
          "100%.pdf",
          "%41%2F.txt",
          "what?#where",
          "目录/文件 一.png",
          "quote'\"().html",
          "//double//slash",
          "~tilde*star;semi:colon@at,comma",
          "back\\slash|pipe{brace}");

  private static final List<Integer> JOBS = List.of(1, 2, 4, 10, 20);

  private static final Set<Us3UploadMode> IN_PARTS =
      EnumSet.complementOf(EnumSet.of(Us3UploadMode.put, Us3UploadMode.finish));

  /** The type of the message's body. */
  enum Body {
    FILE,
    BYTES,
    STREAM,
    STREAM_OF_KNOWN_LENGTH
  }

  static SoakUpload of(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Us3UploadMode mode = pick(List.of(Us3UploadMode.values()), random);
    Body body = pick(List.of(Body.values()), random);
    int size = size(random);
    boolean resume = body == Body.FILE && IN_PARTS.contains(mode) && random.nextBoolean();
    return new SoakUpload(
        seed,
        number,
        number + "/" + pick(NAMES, random),
        mode,
        body,
        mode == Us3UploadMode.finish ? Math.max(1, size) : size,
        pick(JOBS, random),
        random.nextBoolean(),
        resume);
  }

  private static int size(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1, 2 -> 1 + random.nextInt(2_000);
      case 3 -> PART * (1 + random.nextInt(3)) + random.nextInt(3) - 1; // around the boundaries
      case 4, 5, 6 -> 1 + random.nextInt(4 * PART);
      default -> 4 * PART + random.nextInt(6 * PART);
    };
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  byte[] bytes() {
    byte[] bytes = new byte[size];
    new Random(~(seed * 1_000_003 + number)).nextBytes(bytes);
    return bytes;
  }
}
