package io.github.camelus3.client.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelus3.client.TestBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectSourceTest {
  private static final byte[] BYTES = TestBytes.pattern(200_000);

  @TempDir private Path folder;

  @Test
  void fileGivesItsBytesAgainAndAgain() throws Exception {
    try (ObjectSource source = ObjectSource.file(file(BYTES))) {
      assertThat(source.length()).hasValue(BYTES.length);
      assertThat(source.repeatable()).isTrue();
      assertThat(source.peek(3)).containsExactly(0, 1, 2);
      assertThat(written(source)).isEqualTo(BYTES);
      assertThat(written(source)).isEqualTo(BYTES);
    }
  }

  @Test
  void slicesOfFilesAndArraysAreTheirPieces() throws Exception {
    try (ObjectSource file = ObjectSource.file(file(BYTES))) {
      assertThat(written(file.slice(65_000, 70_000).slice(500, 3)))
          .containsExactly(pieceAt(65_500));
      assertThat(file.slice(65_500, 100).peek(3)).containsExactly(pieceAt(65_500));
    }
    ObjectSource array = ObjectSource.bytes(BYTES, 100, 1000);
    assertThat(written(array.slice(400, 100).slice(0, 3))).containsExactly(pieceAt(500));
    assertThat(array.length()).hasValue(1000);
    assertThat(array.peek(2000)).hasSize(1000);
  }

  @Test
  void missingFileAndFolderAreErrorsThatNameThem() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ObjectSource.file(folder.resolve("missing.bin")))
        .withMessageContaining("missing.bin");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ObjectSource.file(folder))
        .withMessageContaining("is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/zero", "/dev/tty"})
  void devicesAreRefusedByName(String device) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ObjectSource.file(Path.of(device)))
        .withMessageContaining(device + ": the file to upload must be a regular file");
  }

  @Test
  void pipeIsRefusedWithoutWaitingForItsWriter() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ObjectSource.file(pipe))
        .withMessageContaining(pipe + ": the file to upload must be a regular file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ObjectSource.file(link))
        .withMessageContaining(link.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/version", "/proc/filesystems", "/proc/self/cmdline"})
  void fileThatSaysItIsEmptyIsReadToItsEnd(String name) throws Exception {
    Path path = Path.of(name);
    try (ObjectSource source = ObjectSource.file(path)) {
      assertThat(source.length()).isEmpty();
      assertThat(source.repeatable()).isFalse();
      assertThat(written(source)).isNotEmpty().isEqualTo(Files.readAllBytes(path));
    }
  }

  @Test
  void emptyFileIsEmpty() throws Exception {
    try (ObjectSource source = ObjectSource.file(file(new byte[0]))) {
      assertThat(source.length()).hasValue(0);
      assertThat(source.repeatable()).isTrue();
      assertThat(written(source)).isEmpty();
    }
  }

  @Test
  void fileThatHasGrownOrShrunkIsAnError() throws Exception {
    Path path = file(BYTES);
    try (ObjectSource source = ObjectSource.file(path)) {
      Files.write(path, new byte[1], StandardOpenOption.APPEND);
      assertThatExceptionOfType(SourceLengthException.class)
          .isThrownBy(() -> written(source))
          .withMessageContaining("200000")
          .withMessageContaining("200001");

      Files.write(path, new byte[10]);
      assertThatExceptionOfType(SourceLengthException.class).isThrownBy(() -> written(source));
      assertThatExceptionOfType(SourceLengthException.class)
          .isThrownBy(() -> written(source.slice(100_000, 100)));
    }
  }

  @Test
  void emptyFileThatHasGrownIsAnError() throws Exception {
    Path path = file(new byte[0]);
    try (ObjectSource source = ObjectSource.file(path)) {
      Files.write(path, new byte[1]);

      assertThatExceptionOfType(SourceLengthException.class).isThrownBy(() -> written(source));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void streamOfAnyLengthGivesAllItsBytesOnce(int length) throws Exception {
    byte[] bytes = TestBytes.pattern(length);

    assertThat(written(ObjectSource.stream(new ByteArrayInputStream(bytes)))).isEqualTo(bytes);
    assertThat(written(ObjectSource.stream(new ByteArrayInputStream(bytes), length)))
        .isEqualTo(bytes);
  }

  @Test
  void headOfAStreamIsStillThereForItsReader() throws Exception {
    ObjectSource source = ObjectSource.stream(new ByteArrayInputStream("abcdefgh".getBytes(UTF_8)));

    assertThat(source.peek(1)).asString().isEqualTo("a");
    assertThat(source.peek(4)).asString().isEqualTo("abcd");
    assertThat(source.peek(2)).asString().isEqualTo("ab");
    byte[] buffer = new byte[3];
    assertThat(source.readNext(buffer)).isEqualTo(3);
    assertThat(buffer).asString().isEqualTo("abc");
    assertThat(source.peek(2)).asString().isEqualTo("d");
    assertThat(written(source)).asString().isEqualTo("defgh");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 99_999, 100_001, 65_536, 131_072})
  void streamOfAnotherLengthThanSaidIsAnErrorBeforeItsLastBytes(long said) {
    ObjectSource source =
        ObjectSource.stream(new ByteArrayInputStream(TestBytes.pattern(100_000)), said);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatExceptionOfType(SourceLengthException.class)
        .isThrownBy(() -> source.writeTo(out))
        .withMessageContaining(Long.toString(said));

    assertThat(out.size()).isLessThan((int) Math.max(said, 1));
  }

  @Test
  void negativeLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectSource.stream(new ByteArrayInputStream(new byte[0]), -1))
        .withMessageContaining("-1");
  }

  private static byte[] pieceAt(int offset) {
    return new byte[] {BYTES[offset], BYTES[offset + 1], BYTES[offset + 2]};
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("source.bin"), bytes);
  }

  private static byte[] written(ObjectSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    source.writeTo(out);
    return out.toByteArray();
  }
}
