package io.github.camelus3.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Marks that processes of one machine share: symbolic links whose target is the process that has
 * set them. Two processes are enough for a test; of three, two could replace a dead one's mark.
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
      if (contains(key)) {
        return false;
      }
      Files.deleteIfExists(mark(key));
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
      long owner = Long.parseLong(Files.readSymbolicLink(mark(key)).toString());
      return !dieWithTheirProcess || ProcessHandle.of(owner).isPresent();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
