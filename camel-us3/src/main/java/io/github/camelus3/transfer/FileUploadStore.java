package io.github.camelus3.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.SourceIdentity;
import io.github.camelus3.client.UploadedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each upload in a small file: a line of JSON that says what it is, and a line of JSON for
 * each part, written through to the disk. A last line that was cut by a crash is passed over.
 */
public final class FileUploadStore implements UploadStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".us3-upload";

  private final Path directory;

  /** Keeps files in a folder, which is made when the first one is kept. */
  public FileUploadStore(Path directory) {
    this.directory = directory;
  }

  /** The first line of a file. */
  record Head(MultipartUpload upload, SourceIdentity source) {}

  @Override
  public Optional<SavedUpload> load(String id) throws IOException {
    String text;
    try {
      text = Files.readString(file(id));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return parse(id, text);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // not a state of ours: as good as none
    }
  }

  private static Optional<SavedUpload> parse(String id, String text)
      throws JsonProcessingException {
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      return Optional.empty();
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Head head = JSON.readValue(lines.get(0), Head.class);
    List<UploadedPart> parts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      parts.add(JSON.readValue(line, UploadedPart.class));
    }
    return Optional.of(new SavedUpload(id, head.upload(), head.source(), parts));
  }

  @Override
  public void begin(SavedUpload upload) throws IOException {
    Files.createDirectories(directory);
    StringBuilder text = new StringBuilder(line(new Head(upload.upload(), upload.source())));
    for (UploadedPart part : upload.parts()) {
      text.append(line(part));
    }
    Path written = Files.createTempFile(directory, upload.id(), ".tmp");
    Files.writeString(written, text, StandardOpenOption.DSYNC);
    Files.move(
        written,
        file(upload.id()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void addPart(String id, UploadedPart part) throws IOException {
    Files.write(
        file(id),
        line(part).getBytes(UTF_8),
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
  }

  @Override
  public void delete(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }

  private static String line(Object value) throws IOException {
    return JSON.writeValueAsString(value) + '\n';
  }
}
