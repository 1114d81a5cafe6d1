package io.github.camelus3.transfer;

import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that change during an upload, or cannot be read: no object is stored. */
@Timeout(60)
class ChangingSourceTest {
  private static final int PART = 64 << 10;
  private static final int LENGTH = 5 * PART;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      Clients.emulator(Clients.emulatorBuilder().blockSize(PART));

  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART, LENGTH - 1, LENGTH + 1, LENGTH + PART})
  void fileOfAnotherLengthThanWhenItWasOpenedIsNotStored(int newLength) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      Files.write(path, TestBytes.pattern(newLength));

      assertIntegrityError(uploads.multipartFailure(file, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LENGTH - 1, LENGTH + 1})
  void fileThatChangesItsLengthAfterTheUploadWasBegunIsNotStored(int newLength) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      UploadListener changing = upload -> write(path, newLength);

      Throwable failure =
          Uploads.failure(uploads.uploader().multipart(Uploads.request(file), 2, changing));

      assertIntegrityError(failure);
      assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PART, LENGTH + PART})
  void fileThatChangesItsLengthBetweenPartsIsNotStored(int newLength) throws Exception {
    Path path = file(LENGTH);
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicInteger tasks = new AtomicInteger();
    Executor changing =
        task -> {
          if (tasks.incrementAndGet() == 3) {
            write(path, newLength);
          }
          threads.execute(task);
        };
    try (ObjectSource file = ObjectSource.file(path);
        Us3Client client = Clients.of(US3.emulator().endpoint())) {
      Us3Uploader uploader = new Us3Uploader(client, changing);

      Throwable failure =
          Uploads.failure(uploader.multipart(Uploads.request(file), 4, UploadListener.NONE));

      assertIntegrityError(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsAnotherOneWhenItIsSentIsNotStored(Change change) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      change.apply(path);

      assertIntegrityError(uploads.multipartFailure(file, 1));
      assertIntegrityError(uploads.multipartFailure(file, 3));
      assertIntegrityError(Uploads.failure(uploads.uploader().put(Uploads.request(file))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsAnotherOneBehindItsFirstPartIsNotStored(Change change) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      assertIntegrityError(failureWithChange(file, 1, () -> change.apply(path)));
      assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsAnotherOneBehindItsLastPartIsNotFinished(Change change) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      assertIntegrityError(failureWithChange(file, 5, () -> change.apply(path)));
      assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void replacedFileDoesNotContinueTheUpload(Change change) throws Exception {
    Path path = file(LENGTH);
    UploadStore store = new FileUploadStore(folder.resolve("states"));
    try (ObjectSource file = ObjectSource.file(path)) {
      UploadRequest request = Uploads.request(file).resumable(store);
      UploadListener changing = changing(2, () -> change.apply(path));

      assertIntegrityError(Uploads.failure(uploads.uploader().multipart(request, 1, changing)));
    }
    assertThat(store.list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void partOfAFileThatIsAnotherOneIsNotStored(Change change) throws Exception {
    Path path = file(LENGTH);
    MultipartUpload upload =
        uploads
            .client()
            .initiateMultipartUpload(
                Clients.BUCKET, "k", ObjectAttributes.ofMimeType("text/plain"));
    try (ObjectSource file = ObjectSource.file(path)) {
      change.apply(path);

      for (IntegrityOptions checks :
          List.of(IntegrityOptions.DEFAULT, new IntegrityOptions(true, true))) {
        assertThatExceptionOfType(Us3IntegrityException.class)
            .isThrownBy(() -> uploads.uploader().uploadPart(upload, 0, file.slice(0, PART), checks))
            .satisfies(e -> assertThat(e.isSourceChanged()).isTrue());
      }
    }
    assertThat(uploads.client().listParts(Clients.BUCKET, upload.uploadId())).isEmpty();
    uploads.client().abortMultipartUpload(Clients.BUCKET, "k", upload.uploadId());
  }

  @Test
  void emptyFileThatHasGrownIsNotStored() throws Exception {
    Path path = file(0);
    try (ObjectSource file = ObjectSource.file(path)) {
      write(path, 1);

      assertIntegrityError(uploads.multipartFailure(file, 2));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "4, 5", "6, 5", "1, 0", "65536, 65537", "65537, 65536", "200000, 131072"})
  void streamOfAnotherLengthThanSaidIsNotStored(int length, int said) {
    InputStream stream = new ByteArrayInputStream(TestBytes.pattern(length));

    assertIntegrityError(uploads.multipartFailure(ObjectSource.stream(stream, said), 2));
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "4, 5", "6, 5", "1, 0", "200000, 131072"})
  void streamOfAnotherLengthThanSaidIsNotPut(int length, int said) {
    InputStream stream = new ByteArrayInputStream(TestBytes.pattern(length));
    UploadRequest request = Uploads.request(ObjectSource.stream(stream, said));

    assertIntegrityError(Uploads.failure(uploads.uploader().put(request)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LENGTH - 1, LENGTH + 1})
  void fileOfAnotherLengthThanWhenItWasOpenedIsNotPut(int newLength) throws Exception {
    Path path = file(LENGTH);
    try (ObjectSource file = ObjectSource.file(path)) {
      write(path, newLength);

      assertIntegrityError(Uploads.failure(uploads.uploader().put(Uploads.request(file))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void streamThatCannotBeReadFailsTheUploadWithItsVeryException(int jobs) {
    IOException broken = new IOException("disk on fire");

    Throwable failure = uploads.multipartFailure(breaking(BrokenStream.failingWith(broken)), jobs);

    assertThat(failure).isSameAs(broken);
    assertThat(uploads.nothingIsLeft()).isTrue();
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
  }

  @Test
  void streamThatFailsUncheckedFailsTheUploadWithItsVeryException() {
    UncheckedIOException broken = new UncheckedIOException(new IOException("disk on fire"));

    Throwable failure = uploads.multipartFailure(breaking(BrokenStream.failingWith(broken)), 2);

    assertThat(failure).isSameAs(broken);
    assertThat(uploads.nothingIsLeft()).isTrue();
  }

  @Test
  void streamThatCannotBeReadAtAllSendsNothing() {
    IOException broken = new IOException("disk on fire");

    Throwable failure =
        uploads.multipartFailure(ObjectSource.stream(BrokenStream.failingWith(broken)), 2);

    assertThat(failure).isSameAs(broken);
    assertThat(US3.emulator().requests()).isEmpty();
  }

  /** Ways to have other bytes under the same name, with the same length. */
  private enum Change {
    WRITTEN {
      @Override
      void on(Path path, FileTime before) throws IOException {
        Files.write(path, new byte[LENGTH]);
        Files.setLastModifiedTime(path, later(before, 5_000_000_000L));
      }
    },
    WRITTEN_AN_INSTANT_LATER {
      @Override
      void on(Path path, FileTime before) throws IOException {
        Files.write(path, new byte[LENGTH]);
        Files.setLastModifiedTime(path, later(before, 1000));
      }
    },
    WRITTEN_WITH_AN_EARLIER_TIME {
      @Override
      void on(Path path, FileTime before) throws IOException {
        Files.write(path, new byte[LENGTH]);
        Files.setLastModifiedTime(path, later(before, -5_000_000_000L));
      }
    },
    REPLACED {
      @Override
      void on(Path path, FileTime before) throws IOException {
        Path other = Files.write(path.resolveSibling("other"), new byte[LENGTH]);
        Files.setLastModifiedTime(other, before);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    DELETED {
      @Override
      void on(Path path, FileTime before) throws IOException {
        Files.delete(path);
      }
    };

    abstract void on(Path path, FileTime before) throws IOException;

    void apply(Path path) {
      try {
        on(path, Files.getLastModifiedTime(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static FileTime later(FileTime time, long nanos) {
      return FileTime.from(time.toInstant().plusNanos(nanos));
    }
  }

  private Throwable failureWithChange(ObjectSource file, int parts, Runnable change) {
    return Uploads.failure(
        uploads.uploader().multipart(Uploads.request(file), 1, changing(parts, change)));
  }

  /** Runs {@code change} once so many parts are stored. */
  private static UploadListener changing(int parts, Runnable change) {
    return new UploadListener() {
      @Override
      public void begun(MultipartUpload upload) {}

      @Override
      public void progressed(UploadProgress progress) {
        if (progress.partCount() == parts) {
          change.run();
        }
      }
    };
  }

  private void assertIntegrityError(Throwable failure) {
    assertThat(failure).isExactlyInstanceOf(Us3IntegrityException.class);
    assertThat(uploads.nothingIsLeft()).isTrue();
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
  }

  private Path file(int length) throws IOException {
    return Files.write(folder.resolve("source"), TestBytes.pattern(length));
  }

  private static void write(Path path, int length) {
    try {
      Files.write(path, TestBytes.pattern(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks within the fourth part. */
  private static ObjectSource breaking(InputStream broken) {
    return ObjectSource.stream(
        new SequenceInputStream(new ByteArrayInputStream(TestBytes.pattern(3 * PART + 5)), broken));
  }
}
