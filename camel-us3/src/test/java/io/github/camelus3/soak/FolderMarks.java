package io.github.camelus3.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.camel.spi.IdempotentRepository;

/**
 * A repository that processes of one machine share. Each mark is a symbolic link whose target is
 * the ID of the process that owns it. For two processes only: of three, two could replace the mark
 * of a dead one.
 */
final class FolderMarks implements IdempotentRepository {
  private static final String ME = Long.toString(ProcessHandle.current().pid());

  private final Path folder;
  private final boolean dieWithTheirProcess;

  FolderMarks(Path folder, boolean dieWithTheirProcess) {
    this.folder = folder;
    this.dieWithTheirProcess = dieWithTheirProcess;
  }

  private Path mark(String key) {
    return folder.resolve(key.replace('/', '_'));
  }

  @Override
  public boolean add(String key) {
    try {
      OptionalLong owner = owner(key);
      if (owner.isPresent() && isValid(owner.getAsLong())) {
        return false;
      }
      if (owner.isPresent()) {
        Files.deleteIfExists(mark(key)); // the owner is dead
      }
      Files.createSymbolicLink(mark(key), Path.of(ME));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean contains(String key) {
    try {
      OptionalLong owner = owner(key);
      return owner.isPresent() && isValid(owner.getAsLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that owns a mark; empty if the key has none. */
  private OptionalLong owner(String key) throws IOException {
    try {
      return OptionalLong.of(Long.parseLong(Files.readSymbolicLink(mark(key)).toString()));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  private boolean isValid(long owner) {
    return !dieWithTheirProcess || ProcessHandle.of(owner).isPresent();
  }

  @Override
  public boolean remove(String key) {
    try {
      return Files.deleteIfExists(mark(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean confirm(String key) {
    return true;
  }

  @Override
  public void clear() {
    try (Stream<Path> marks = Files.list(folder)) {
      marks.forEach(mark -> remove(mark.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
