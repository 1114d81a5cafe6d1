package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketResolutionTest {
  private static final String NOT_EXISTS =
      "{\"RetCode\":-148653, \"ErrMsg\":\"bucket not exists\"}";

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(
          Us3Emulator.builder()
              .bucket("first", "second")
              .hostSuffix("us3.example.test")
              .customDomain("files.example.com", "second")
              .credentials(Signer.DEMO.publicKey(), Signer.DEMO.privateKey()));

  private RawConnection.Response put(String host, String signedBucket) throws IOException {
    try (RawConnection connection = new RawConnection(us3.emulator().port())) {
      return connection
          .send(
              "PUT /k HTTP/1.1\nHost: "
                  + host
                  + "\nContent-Length: 1\nAuthorization: "
                  + Signer.DEMO.authorization("PUT", "", signedBucket, "k"))
          .send("a".getBytes(StandardCharsets.UTF_8))
          .read();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, first",
    "127.0.0.1, second",
    "localhost:9000, second",
    "second.us3.example.test, second",
    "second.us3.example.test:8080, second",
    "Second.US3.Example.test, second",
    "second.cn-bj.ufileos.com, second",
    "second.internal-cn-gd-02.ufileos.com, second",
    "second.ufile.ucloud.cn, second",
    "second.ufile.cn-north-02.ucloud.cn, second",
    "files.example.com, second"
  })
  void bucketIsFound(String host, String bucket) throws IOException {
    RawConnection.Response response = put(host, bucket);

    assertThat(response.status()).isEqualTo(200);
    assertThat(us3.emulator().keys(bucket)).containsExactly("k");
  }

  @ParameterizedTest
  @CsvSource({"none.us3.example.test", "none.cn-bj.ufileos.com"})
  void unknownBucketInTheHostIsToldBeforeTheSignature(String host) throws IOException {
    RawConnection.Response response = put(host, "first");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).isEqualTo(NOT_EXISTS);
  }

  @Test
  void signatureForAnotherBucketThanTheHostsIsRefused() throws IOException {
    assertThat(put("first.us3.example.test", "second").status()).isEqualTo(403);
  }

  @Test
  void signatureForABucketThatNeverWasIsRefused() throws IOException {
    assertThat(put("127.0.0.1", "none").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "second.us3.example.test", "files.example.com"})
  void deletedBucketIsToldSo(String host) throws IOException {
    us3.emulator().deleteBucket("second");

    assertThat(put(host, "second").text()).isEqualTo(NOT_EXISTS);
  }

  @Test
  void deletedDefaultBucketIsToldWithoutACredential() throws IOException {
    us3.emulator().deleteBucket("first");
    us3.emulator().deleteBucket("second");

    try (RawConnection connection = new RawConnection(us3.emulator().port())) {
      connection.send("GET /k HTTP/1.1\nHost: 127.0.0.1");
      assertThat(connection.read().text()).isEqualTo(NOT_EXISTS);
    }
  }

  @Test
  void bucketMadeLaterIsFound() throws IOException {
    us3.emulator().createBucket("third");

    assertThat(put("127.0.0.1", "third").status()).isEqualTo(200);
    assertThat(us3.emulator().keys("third")).containsExactly("k");
  }
}
