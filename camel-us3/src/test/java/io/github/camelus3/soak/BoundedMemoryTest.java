package io.github.camelus3.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads through a route in a process whose heap is smaller than the object. */
@Timeout(360)
class BoundedMemoryTest {
  private static final long TWO_GIB = 2L << 30;
  private static final int FILES = 200;
  private static final int FILE_BYTES = 1 << 20;

  @TempDir Path folder;

  @Test
  void streamOfTwoGibAndUnknownLengthNeedsNoMoreThanItsParts() throws Exception {
    try (DiscardingUs3 us3 = new DiscardingUs3()) {

      Properties upload =
          SmallHeap.run(SmallHeapUpload.class, us3.endpoint(), "stream", TWO_GIB, 10);

      assertThat(maxHeap(upload)).isLessThanOrEqualTo(SmallHeap.MEGABYTES << 20);
      assertThat(us3.storedBytes()).isEqualTo(TWO_GIB);
      assertThat(us3.storedETag())
          .isEqualTo(upload.getProperty("generated"))
          .isEqualTo(upload.getProperty("eTag"));
    }
  }

  @Test
  void fileOfTwoGibNeedsNoBuffersForItsParts() throws Exception {
    Path file = folder.resolve("big");
    String generated = writeMarkedBlocks(file, TWO_GIB);
    try (DiscardingUs3 us3 = new DiscardingUs3()) {

      Properties upload = SmallHeap.run(SmallHeapUpload.class, us3.endpoint(), "file", file, 20);

      assertThat(maxHeap(upload)).isLessThanOrEqualTo(SmallHeap.MEGABYTES << 20);
      assertThat(us3.storedBytes()).isEqualTo(TWO_GIB);
      assertThat(us3.storedETag()).isEqualTo(generated).isEqualTo(upload.getProperty("eTag"));
    }
  }

  @Test
  void filesUploadedAllAtOnceShareTheHeap() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Files.write(folder.resolve("file-" + i), bytes(i));
    }
    try (Us3Emulator us3 =
        Us3Emulator.builder().credentials("PUB", "PRIV").blockSize(FILE_BYTES / 4).start()) {
      us3.holdPartsUntil(FILES); // one part in flight a file, so all files are in flight

      Properties upload =
          SmallHeap.run(SmallHeapUpload.class, us3.endpoint(), "folder", folder, FILES);

      assertThat(maxHeap(upload)).isLessThanOrEqualTo(SmallHeap.MEGABYTES << 20);
      assertThat(us3.maxPartsInFlight()).isEqualTo(FILES);
      assertThat(us3.keys("demo")).hasSize(FILES);
      for (int i = 0; i < FILES; i++) {
        StoredObject object = us3.object("demo", "file-" + i).orElseThrow();
        assertThat(object.bytes()).isEqualTo(bytes(i));
        assertThat(object.eTag()).isEqualTo(eTag(bytes(i)));
      }
    }
  }

  /** Writes a number into each block and leaves the rest sparse. Returns the file's ETag. */
  private static String writeMarkedBlocks(Path path, long size) throws IOException {
    ObjectETag eTag = new ObjectETag();
    byte[] block = new byte[ObjectETag.BLOCK];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
      for (long offset = 0; offset < size; offset += block.length) {
        ByteBuffer.wrap(block).putLong(offset + 1);
        file.seek(offset);
        file.write(block, 0, Long.BYTES);
        eTag.update(block, 0, block.length);
      }
    }
    return eTag.eTag();
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[FILE_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String eTag(byte[] bytes) {
    ObjectETag eTag = new ObjectETag();
    eTag.update(bytes, 0, bytes.length);
    return eTag.eTag();
  }

  private static int maxHeap(Properties upload) {
    return Integer.parseInt(upload.getProperty("maxHeap"));
  }
}
