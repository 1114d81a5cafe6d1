package io.github.camelus3.client.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was at some time. Two states are the same when nobody has written the file or put
 * another one in its place meanwhile, as far as the file system's clock tells.
 *
 * @param modified as precise as the file system has it
 * @param fileKey what the file is known by under any name; null where the platform has no such
 *     thing
 */
record FileState(long sizeBytes, FileTime modified, Object fileKey) {

  /** The state of a file that is there; {@code attributes} are those of its path. */
  static FileState of(BasicFileAttributes attributes) {
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Fails unless the file is still in this state.
   *
   * @param openLength of the file that was opened, which may have another name by now
   */
  void requireStill(Path path, long openLength) throws IOException {
    if (openLength != sizeBytes) {
      throw new SourceLengthException(path.toString(), sizeBytes, "it has " + openLength);
    }
    FileState now;
    try {
      now = of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      throw changed(path, "no longer exists");
    }
    if (fileKey != null && !fileKey.equals(now.fileKey())) {
      throw changed(path, "was replaced by another file");
    }
    if (now.sizeBytes() != sizeBytes) {
      throw new SourceLengthException(path.toString(), sizeBytes, "it has " + now.sizeBytes());
    }
    if (!modified.equals(now.modified())) {
      throw changed(path, "was modified at " + now.modified() + ", previously at " + modified);
    }
  }

  private static SourceChangedException changed(Path path, String how) {
    return new SourceChangedException(path + " must not change while it is uploaded: it " + how);
  }
}
