package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests for one key at the same time, of which the service accepts one. */
@Timeout(60)
class OneWinsTest {
  @RegisterExtension
  final TestEmulator us3 = new TestEmulator(TestClient.emulator().refusePresignedOverwrite(true));

  private final TestClient client = us3.client();

  @Test
  void ofTwoPresignedUploadsOneIsRefused() throws IOException {
    String signature =
        URLEncoder.encode(
            Signer.DEMO.signature("PUT\n\n\n\n/" + BUCKET + "/k"), StandardCharsets.UTF_8);
    String head =
        "PUT /k?UCloudPublicKey="
            + Signer.DEMO.publicKey()
            + "&Signature="
            + signature
            + " HTTP/1.1\nHost: 127.0.0.1";

    assertThat(statusesAtOnce(head)).containsExactly(200, 401);
    assertThat(stored()).isEqualTo("first");
  }

  @Test
  void ofTwoAppendsToOnePositionOneIsRefused() throws IOException {
    String head =
        "PUT /k?append&position=0 HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
            + Signer.DEMO.authorization("PUT", "", BUCKET, "k");

    assertThat(statusesAtOnce(head)).containsExactly(200, 400);
    assertThat(stored()).isEqualTo("first");
  }

  /** Both requests are accepted before one has a body. */
  private List<Integer> statusesAtOnce(String head) throws IOException {
    String expecting = head + "\nContent-Length: 5\nExpect: 100-continue";
    try (RawConnection first = new RawConnection(us3.emulator().port());
        RawConnection second = new RawConnection(us3.emulator().port())) {
      assertThat(first.send(expecting).read().status()).isEqualTo(100);
      assertThat(second.send(expecting).read().status()).isEqualTo(100);
      int ofTheFirst = first.send("first".getBytes(StandardCharsets.UTF_8)).read().status();
      int ofTheSecond = second.send("other".getBytes(StandardCharsets.UTF_8)).read().status();
      return List.of(ofTheFirst, ofTheSecond);
    }
  }

  private String stored() {
    byte[] bytes = us3.emulator().object(BUCKET, "k").orElseThrow().bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void ofManyRenamesToOneKeyOneHappens() {
    int count = 40;
    IntStream.range(0, count).forEach(n -> client.put("k" + n, new byte[1]));

    List<CompletableFuture<HttpResponse<Void>>> responses =
        IntStream.range(0, count)
            .mapToObj(n -> client.request("PUT", "k" + n, "?newFileName=new", "", new byte[0]))
            .map(request -> client.http().sendAsync(request.build(), BodyHandlers.discarding()))
            .toList();

    assertThat(responses)
        .extracting(response -> response.join().statusCode())
        .containsOnly(200, 406)
        .containsOnlyOnce(200);
    assertThat(us3.emulator().keys(BUCKET)).hasSize(count);
  }
}
