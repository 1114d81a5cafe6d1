package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.SourceIdentity;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.OpenUpload;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadSweeperTest {
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @TempDir Path folder;

  @Test
  void abortsOldUploadsUnderThePrefix() throws IOException {
    begin("a/1");
    begin("a/2");
    begin("b/1");

    List<UnfinishedUpload> aborted = sweeper(null, Duration.ofDays(2)).sweep(BUCKET, "a/", DAY);

    assertThat(aborted).extracting(UnfinishedUpload::key).containsExactly("a/1", "a/2");
    assertThat(US3.emulator().openUploads(BUCKET))
        .extracting(OpenUpload::key)
        .containsExactly("b/1");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1009})
  void abortsAllUploadsOfOneKeyHoweverManyPagesTheyFill(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      begin("a");
    }
    begin("b");

    List<UnfinishedUpload> aborted = sweeper(null, Duration.ofDays(2)).sweep(BUCKET, "", DAY);

    assertThat(aborted).hasSize(count + 1);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void leavesUploadsThatAreNotOldEnough() throws IOException {
    begin("a/1");

    assertThat(sweeper(null, Duration.ofHours(23)).sweep(BUCKET, "", DAY)).isEmpty();
    assertThat(US3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void leavesUploadsOfAStoreUntilTheirStatesAreOld() throws IOException {
    UploadStore store = new FileUploadStore(folder);
    MultipartUpload kept = begin("kept");
    begin("left");
    store.begin(new SavedUpload("1", kept, new SourceIdentity("/f", 1, 1), "", List.of()));
    UploadStore asOfNow = store;

    List<UnfinishedUpload> aborted =
        sweeper(forgettingNothing(asOfNow), Duration.ofDays(2)).sweep(BUCKET, "", DAY);
    assertThat(aborted).extracting(UnfinishedUpload::key).containsExactly("left");

    aborted = sweeper(store, Duration.ofDays(2)).sweep(BUCKET, "", DAY);
    assertThat(aborted).extracting(UnfinishedUpload::key).containsExactly("kept");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void oneThatCannotBeAbortedDoesNotKeepTheOthers() throws IOException {
    begin("a");
    begin("b");
    US3.emulator().inject(Fault.answer(403, -1, "no").on(ABORT_MULTIPART_UPLOAD));

    assertThatThrownBy(() -> sweeper(null, Duration.ofDays(2)).sweep(BUCKET, "", DAY))
        .isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(US3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void anAgeThatClocksCouldDifferByIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new UploadSweeper(uploads.client(), null).sweep(BUCKET, "", Duration.ZERO))
        .withMessageContaining("PT0S");
  }

  private MultipartUpload begin(String key) throws IOException {
    return uploads.client().initiateMultipartUpload(BUCKET, key, ObjectAttributes.NONE);
  }

  private UploadSweeper sweeper(UploadStore store, Duration later) {
    return new UploadSweeper(uploads.client(), store, Clock.offset(Clock.systemUTC(), later));
  }

  private static UploadStore forgettingNothing(UploadStore store) {
    return new ForwardingStore(store) {
      @Override
      public List<SavedUpload> expire(Instant before) {
        return List.of();
      }
    };
  }
}
