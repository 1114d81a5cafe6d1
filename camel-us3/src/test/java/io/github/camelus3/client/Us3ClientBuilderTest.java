package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import org.junit.jupiter.api.Test;

class Us3ClientBuilderTest {
  @Test
  void hostAndKeysAreRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> Us3Client.builder().credentials(Clients.CREDENTIALS).build())
        .withMessage("host");
    assertThatNullPointerException()
        .isThrownBy(() -> Us3Client.builder().host(ServiceHost.ofRegion("cn-bj", "https")).build())
        .withMessage("credentials");
  }

  @Test
  void bucketIsPartOfTheHostInARegion() throws Exception {
    try (ScriptedServer proxy = ScriptedServer.playing(ScriptedServer.json(204, ""));
        Us3Client client =
            Us3Client.builder()
                .host(ServiceHost.ofRegion("cn-bj", "http"))
                .credentials(Clients.CREDENTIALS)
                .proxy("127.0.0.1", URI.create(proxy.endpoint()).getPort())
                .build()) {
      client.deleteObject(BUCKET, "目录/a b");

      assertThat(proxy.requestLines())
          .containsExactly(
              "DELETE http://demo.cn-bj.ufileos.com/%E7%9B%AE%E5%BD%95/a%20b HTTP/1.1");
    }
  }
}
