package io.github.camelus3.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.source.SourceIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUploadStoreTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant RECENTLY = Instant.parse("2021-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void savedUploadIsLoadedAgain() throws IOException {
    FileUploadStore store = new FileUploadStore(folder.resolve("a/b"));
    SavedUpload begun = upload("1");
    UploadedPart part = new UploadedPart(3, "e", 7);

    store.begin(begun);
    store.addPart("1", part);

    SavedUpload expected =
        new SavedUpload("1", begun.upload(), begun.source(), begun.attributes(), List.of(part));
    assertThat(store.load("1")).contains(expected);
    assertThat(store.list()).containsExactly(expected);
    assertThat(store.load("2")).isEmpty();
  }

  @Test
  void deletedStateLeavesNoFile() throws IOException {
    FileUploadStore store = new FileUploadStore(folder);
    store.begin(upload("1"));
    Files.writeString(folder.resolve("1.us3-upload.tmp"), "of a crash");

    store.delete("1");
    store.delete("1");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aClaimIsForOneUntilItIsClosed() throws IOException {
    FileUploadStore store = new FileUploadStore(folder);
    FileUploadStore same = new FileUploadStore(folder.resolve("../" + folder.getFileName()));

    try (Closeable claimed = store.claim("1").orElseThrow()) {
      assertThat(same.claim("1")).isEmpty();
      try (Closeable another = same.claim("2").orElseThrow()) {
        assertThat(another).isNotNull();
      }
    }

    Optional<Closeable> again = same.claim("1");
    assertThat(again).isPresent();
    again.get().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oldStatesAndFilesOfCrashesAreExpired() throws IOException {
    FileUploadStore store = new FileUploadStore(folder);
    store.begin(upload("old"));
    store.begin(upload("new"));
    for (String left : List.of("old.us3-upload", "x.us3-upload.tmp", "y.us3-upload.lock")) {
      Path file = folder.resolve(left);
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    List<SavedUpload> forgotten = store.expire(RECENTLY);

    assertThat(forgotten).extracting(SavedUpload::id).containsExactly("old");
    assertThat(store.list()).extracting(SavedUpload::id).containsExactly("new");
    assertThat(folder).isDirectoryContaining("glob:**new.us3-upload");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void anOldUploadThatIsClaimedIsNotForgotten() throws IOException {
    FileUploadStore store = new FileUploadStore(folder);
    store.begin(upload("old"));
    Files.setLastModifiedTime(folder.resolve("old.us3-upload"), FileTime.from(LONG_AGO));

    try (Closeable claimed = store.claim("old").orElseThrow()) {
      assertThat(claimed).isNotNull();
      assertThat(store.expire(RECENTLY)).isEmpty();
    }

    assertThat(store.list()).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    FileUploadStore store = new FileUploadStore(folder.resolve("none"));

    assertThat(store.list()).isEmpty();
    assertThat(store.expire(RECENTLY)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new FileUploadStore(file).begin(upload("1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static SavedUpload upload(String id) {
    return new SavedUpload(
        id,
        new MultipartUpload("demo", "k", "upload-" + id, "a/b", 4 << 20),
        new SourceIdentity("/some/file", 10, 1000),
        "attributes",
        List.of());
  }

  @Test
  void aStateIsReadAsItHasBeenWrittenFromTheBeginning() throws IOException {
    SourceIdentity source = new SourceIdentity("/data/a.bin", 8454145, 1795887419317L);
    ObjectAttributes attributes =
        new ObjectAttributes("video/mp4", "IA", Map.of("order", "1", "author", "A"));
    Files.writeString(
        folder.resolve("7c6118744f75a81a0ad5bc24de60b7cd.us3-upload"),
        """
        {"upload":{"bucket":"demo","key":"v/a.mp4","uploadId":"id-1","mimeType":"video/mp4",\
        "partSizeBytes":4194304},"source":{"path":"/data/a.bin","sizeBytes":8454145,\
        "lastModifiedMillis":1795887419317},"attributes":"5f9751818aa5bd942136af8fd79a24b1"}
        {"partNumber":1,"eTag":"pemzjllrQHHKkndJD5tde7PrHug=","sizeBytes":4194304}
        {"partNumber":0,"eTag":"B3x5ERngVeegrl5QcImj-RFINvU=","sizeBytes":4194304}
        {"partNumber":2,"eTag":"cut by a crash
        """
            .stripTrailing());

    SavedUpload saved =
        new FileUploadStore(folder).load(SavedUpload.idOf("demo", "v/a.mp4", source)).orElseThrow();

    assertThat(saved.upload())
        .isEqualTo(new MultipartUpload("demo", "v/a.mp4", "id-1", "video/mp4", 4 << 20));
    assertThat(saved.source()).isEqualTo(source);
    assertThat(saved.attributes()).isEqualTo(SavedUpload.digestOf(attributes));
    assertThat(saved.parts()).extracting(UploadedPart::partNumber).containsExactly(1, 0);
  }

  @Test
  void aStateWhoseUploadIdCannotBeSentIsInvalid() throws IOException {
    Files.writeString(
        folder.resolve("id.us3-upload"),
        """
        {"upload":{"bucket":"demo","key":"k","uploadId":"\\ud800","mimeType":null,\
        "partSizeBytes":4194304},"source":{"path":"/a","sizeBytes":1,"lastModifiedMillis":1},\
        "attributes":"x"}
        """);

    assertThat(new FileUploadStore(folder).load("id")).isEmpty();
  }
}
