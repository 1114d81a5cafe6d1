package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bucket API and its errors, which have status 200. */
class BucketCallsTest {
  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final Us3Emulator emulator = US3.emulator();
  private final Us3Client client = US3.client();

  @Test
  void createdBucketTakesObjects() throws Exception {
    String id = client.buckets().create("photos", "cn-bj", null);

    client.putObject(
        PutObjectRequest.of("photos", "a.jpg", "image/jpeg", ObjectSource.bytes(new byte[1])));
    assertThat(emulator.keys("photos")).containsExactly("a.jpg");
    assertThat(id).isEqualTo(client.buckets().describe("photos").id()).isNotBlank();
  }

  @Test
  void createdBucketIsPrivateUnlessItIsToBePublic() throws Exception {
    client.buckets().create("photos", "cn-bj", null);
    client.buckets().create("diary", "cn-bj", "private");
    client.buckets().create("press", "cn-bj", "public");

    assertThat(client.buckets().describe("photos").type()).isEqualTo("private");
    assertThat(client.buckets().describe("diary").type()).isEqualTo("private");
    assertThat(client.buckets().describe("press").type()).isEqualTo("public");
  }

  @Test
  void callIsSignedInItsQueryAlone() throws Exception {
    client.buckets().create("photos", "cn-bj", "public");

    ReceivedRequest request = emulator.requests().get(0);
    assertThat(request.target())
        .startsWith("/?Action=CreateBucket&BucketName=photos&PublicKey=PUB&Region=cn-bj&Signature=")
        .endsWith("&Type=public");
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(request.header("User-Agent")).contains("camel-us3/1.0");
  }

  @Test
  void callIsTheOneOfTheDocuments() throws Exception {
    Credentials documented =
        Credentials.of(
            "ucloudsomeone@example.com1296235120854146120",
            "46f09bb9fab4f12dfc160dae12273d5332b5debe");
    try (ScriptedServer server =
            ScriptedServer.playing(ScriptedServer.json(200, "{\"RetCode\":0}"));
        Us3Client other =
            US3.builder().credentials(documented).bucketHost(server.endpoint()).build()) {
      other.buckets().create("demobucket", "cn-bj", "private");

      assertThat(server.requestLines())
          .containsExactly(
              "GET /?Action=CreateBucket&BucketName=demobucket"
                  + "&PublicKey=ucloudsomeone%40example.com1296235120854146120&Region=cn-bj"
                  + "&Signature=05efa3309b09eb669e4d8935b04c3abf4d4cf80f&Type=private HTTP/1.1");
    }
  }

  @Test
  void projectIsSentWithEachCall() throws Exception {
    try (Us3Client project = US3.builder().projectId("org-中 &+1").build()) {
      project.buckets().create("photos", "cn-bj", null);
      project.buckets().update("photos", "public");
      project.buckets().describe("photos");
      project.buckets().list();
      project.buckets().delete("photos");
    }

    assertThat(emulator.requests())
        .hasSize(5)
        .allMatch(request -> request.queryParameter("ProjectId").orElse("").equals("org-中 &+1"))
        .allMatch(request -> request.retCode() == 0);
  }

  @Test
  void describeTellsWhatIsKnownOfABucket() throws Exception {
    BucketInfo info = client.buckets().describe(BUCKET);

    assertThat(info.name()).isEqualTo(BUCKET);
    assertThat(info.id()).startsWith("ufile-");
    assertThat(info.region()).isEqualTo("cn-bj");
    assertThat(info.type()).isEqualTo("private");
    assertThat(info.storageClass()).isEqualTo("STANDARD");
    assertThat(info.tag()).isEqualTo("Default");
    assertThat(info.domains()).containsExactly("demo.cn-bj.ufileos.com");
    assertThat(info.createTime()).isNotNull();
  }

  @Test
  void listGivesAllBuckets() throws Exception {
    client.buckets().create("photos", "cn-bj", null);

    assertThat(client.buckets().list())
        .extracting(BucketInfo::name)
        .containsExactly(BUCKET, "photos");
  }

  @Test
  void listGoesOnToTheLastPage() throws Exception {
    List<String> names = IntStream.range(1, 101).mapToObj(number -> "bucket-" + number).toList();
    names.forEach(emulator::createBucket);

    List<BucketInfo> all = client.buckets().list();

    assertThat(all).hasSize(101).extracting(BucketInfo::name).containsAll(names);
    assertThat(emulator.requests())
        .extracting(request -> request.queryParameter("Offset").orElseThrow())
        .containsExactly("0", "100");
  }

  @Test
  void listEndsAfterAFullLastPage() throws Exception {
    IntStream.range(1, 100).forEach(number -> emulator.createBucket("bucket-" + number));

    assertThat(client.buckets().list()).hasSize(100);
  }

  @Test
  void updateOpensAndClosesABucket() throws Exception {
    client.buckets().update(BUCKET, "public");
    assertThat(client.buckets().describe(BUCKET).type()).isEqualTo("public");

    client.buckets().update(BUCKET, "private");
    assertThat(client.buckets().describe(BUCKET).type()).isEqualTo("private");
  }

  @Test
  void deletedBucketIsGone() throws Exception {
    client.buckets().create("photos", "cn-bj", null);

    client.buckets().delete("photos");

    Us3ServiceException e = failure(() -> client.buckets().describe("photos"));
    assertThat(e).isExactlyInstanceOf(Us3BucketNotFoundException.class);
    assertThat(e.getOperation()).isEqualTo("DescribeBucket");
    assertThat(e.getBucket()).isEqualTo("photos");
    assertThat(e.getHttpStatus()).isEqualTo(200);
    assertThat(e.getRetCode()).isEqualTo(15010);
    assertThat(e.getErrMsg()).isEqualTo("bucket not found");
    assertThat(e.getSessionId()).isEqualTo(lastRequest().sessionId());
  }

  @Test
  void bucketWithObjectsIsNotDeleted() {
    emulator.putObject(BUCKET, "k", new byte[1], "a/b");

    Us3ServiceException e = failure(() -> client.buckets().delete(BUCKET));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getRetCode()).isEqualTo(15023);
    assertThat(e.isRetryable()).isFalse();
    assertThat(emulator.keys(BUCKET)).containsExactly("k");
  }

  @Test
  void nameThatIsTakenOrCannotBeIsTheServicesError() {
    assertThat(failure(() -> client.buckets().create(BUCKET, "cn-bj", null)).getRetCode())
        .isEqualTo(15000);
    assertThat(failure(() -> client.buckets().create("No_Name", "cn-bj", null)).getRetCode())
        .isEqualTo(15001);
  }

  @Test
  void wrongKeysAreAnInvalidSignature() {
    try (Us3Client wrong = US3.builder().credentials(Credentials.of("PUB", "another")).build();
        Us3Client unknown = US3.builder().credentials(Credentials.of("NOBODY", "PRIV")).build()) {
      Us3ServiceException e = failure(() -> wrong.buckets().list());

      assertThat(e).isExactlyInstanceOf(Us3InvalidSignatureException.class);
      assertThat(e.getRetCode()).isEqualTo(171);
      assertThat(failure(() -> unknown.buckets().list()))
          .isExactlyInstanceOf(Us3InvalidSignatureException.class);
      assertThat(e + e.dumpResponse(true))
          .doesNotContain("another", lastRequest().queryParameter("Signature").orElseThrow());
    }
  }

  private ReceivedRequest lastRequest() {
    return emulator.requests().get(emulator.requests().size() - 1);
  }

  private static Us3ServiceException failure(ThrowingCallable call) {
    return catchThrowableOfType(Us3ServiceException.class, call);
  }
}
