package io.github.camelus3.client.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * The state of a file. Two states are equal if the file was neither written nor replaced between
 * them, within the resolution of the file system's clock.
 *
 * @param modified with the precision of the file system
 * @param fileKey the file's identity, independent of its name; null where the platform has none
 */
record FileState(long sizeBytes, FileTime modified, Object fileKey) {

  /** The state of an existing file. */
  static FileState of(BasicFileAttributes attributes) {
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Fails if the file is no longer in this state.
   *
   * @param openLength the length of the opened file, which may have been renamed
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
