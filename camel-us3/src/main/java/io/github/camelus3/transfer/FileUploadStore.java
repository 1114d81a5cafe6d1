package io.github.camelus3.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.source.SourceIdentity;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps each upload in a small file: one line of JSON that describes it, and one line of JSON for
 * each part. Every line is written through to the disk. A damaged line and all lines behind it are
 * ignored, and so is a file over 32 MiB.
 *
 * <p>An empty lock file beside it excludes other processes while an upload runs. Thread safe if
 * only the holder of a claim uses its ID.
 */
public final class FileUploadStore implements UploadStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".us3-upload";
  private static final String NEW_SUFFIX = ".us3-upload.tmp";
  private static final String LOCK_SUFFIX = ".us3-upload.lock";

  /** A limit above every real line: a key and a path have a few KiB. */
  private static final int MAX_LINE_BYTES = 64 << 10;

  /** A limit above the state of the largest file, and below a small heap. */
  private static final long MAX_FILE_BYTES = 32 << 20;

  private final Path directory;

  /** Keeps files in a folder. The folder is made with the first file. */
  public FileUploadStore(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /** The first line of a file. */
  record Head(MultipartUpload upload, SourceIdentity source, String attributes) {
    boolean isWhole() {
      return upload != null
          && upload.partSizeBytes() > 0
          && UTF_8.newEncoder().canEncode(upload.uploadId()) // else no request can carry it
          && source != null;
    }
  }

  @Override
  public Optional<Closeable> claim(String id) throws IOException {
    try {
      Files.createDirectories(directory);
      return LockFile.tryLock(file(id, LOCK_SUFFIX));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public Optional<SavedUpload> load(String id) throws IOException {
    Path file = file(id, SUFFIX);
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        return Optional.empty();
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return parse(id, in);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Optional<SavedUpload> parse(String id, InputStream in) throws IOException {
    Optional<Head> head = read(line(in), Head.class).filter(Head::isWhole);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    List<UploadedPart> parts = new ArrayList<>();
    for (Optional<UploadedPart> part = part(in); part.isPresent(); part = part(in)) {
      parts.add(part.get());
    }
    return head.map(h -> new SavedUpload(id, h.upload(), h.source(), h.attributes(), parts));
  }

  private static Optional<UploadedPart> part(InputStream in) throws IOException {
    return read(line(in), UploadedPart.class);
  }

  /** Reads the next line. Returns an empty string at the end and for a cut or overlong line. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && line.size() < MAX_LINE_BYTES; b = in.read()) {
      if (b == '\n') {
        return line.toString(UTF_8);
      }
      line.write(b);
    }
    return "";
  }

  /** Returns empty if the line is damaged. */
  private static <T> Optional<T> read(String line, Class<T> type) {
    try {
      return Optional.ofNullable(JSON.readValue(line, type));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public void begin(SavedUpload upload) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(line(new Head(upload.upload(), upload.source(), upload.attributes())));
    for (UploadedPart part : upload.parts()) {
      text.append(line(part));
    }
    try {
      Files.createDirectories(directory);
      Path written = file(upload.id(), NEW_SUFFIX);
      Files.writeString(
          written,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
      Files.move(
          written,
          file(upload.id(), SUFFIX),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void addPart(String id, UploadedPart part) throws IOException {
    try {
      Files.write(
          file(id, SUFFIX),
          line(part).getBytes(UTF_8),
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void delete(String id) throws IOException {
    Files.deleteIfExists(file(id, NEW_SUFFIX));
    Files.deleteIfExists(file(id, SUFFIX));
  }

  @Override
  public List<SavedUpload> list() throws IOException {
    List<SavedUpload> uploads = new ArrayList<>();
    for (String id : ids(SUFFIX)) {
      load(id).ifPresent(uploads::add);
    }
    return uploads;
  }

  @Override
  public List<SavedUpload> expire(Instant before) throws IOException {
    List<SavedUpload> expired = new ArrayList<>();
    for (String suffix : List.of(SUFFIX, NEW_SUFFIX, LOCK_SUFFIX)) { // crashes leave any of them
      for (String id : ids(suffix)) {
        if (isOlder(file(id, suffix), before)) {
          expire(id, before).ifPresent(expired::add);
        }
      }
    }
    return expired;
  }

  private Optional<SavedUpload> expire(String id, Instant before) throws IOException {
    Optional<Closeable> claim = claim(id);
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    try (Closeable claimed = claim.get()) {
      Path state = file(id, SUFFIX);
      if (Files.exists(state) && !isOlder(state, before)) {
        return Optional.empty(); // resumed meanwhile
      }
      Optional<SavedUpload> upload = load(id);
      delete(id);
      return upload;
    }
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  private List<String> ids(String suffix) throws IOException {
    List<String> ids = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, '*' + suffix)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          ids.add(name.substring(0, name.length() - suffix.length()));
        }
      }
    }
    return ids;
  }

  private Path file(String id, String suffix) {
    return directory.resolve(id + suffix);
  }

  private IOException unusable(IOException e) {
    return new IOException(
        "resumeDirectory must be a folder that can be read and written: " + directory + ": " + e,
        e);
  }

  private static String line(Object value) throws IOException {
    return JSON.writeValueAsString(value) + '\n';
  }
}
