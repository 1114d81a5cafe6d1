package io.github.camelus3.transfer;

import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.InputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamMemoryTest {
  private static final int PART = 64 << 10;
  private static final int PARTS = 40;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      Clients.emulator(Clients.emulatorBuilder().blockSize(PART));

  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void streamIsReadNoFurtherAheadThanOnePartAJob(int jobs) {
    MeteredStream stream = new MeteredStream(uploads);
    US3.emulator().holdPartsUntil(jobs);

    uploads.multipart(ObjectSource.stream(stream), jobs);

    assertThat(stream.mostAhead).isPositive().isLessThanOrEqualTo(jobs * (long) PART);
  }

  /**
   * Records the most bytes that were read, but whose part was not acknowledged. Read under the lock
   * of the upload, by one thread at a time.
   */
  private static final class MeteredStream extends InputStream {
    private final Uploads uploads;
    private long given;
    private long mostAhead;

    MeteredStream(Uploads uploads) {
      this.uploads = uploads;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      long left = PARTS * (long) PART - given;
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      given += count;
      long acknowledged = uploads.requests(UPLOAD_PART).size() * (long) PART;
      mostAhead = Math.max(mostAhead, given - acknowledged);
      return count;
    }
  }
}
