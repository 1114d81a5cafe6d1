package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
  @RegisterExtension final TestEmulator us3 = new TestEmulator();

  private HttpResponse<byte[]> health(String method) {
    return us3.client().send(us3.client().unsigned(method, "", "?health", new byte[0]));
  }

  @Test
  void needsNoCredentialAndIsNoRequestOfAClient() {
    us3.emulator().inject(Fault.internalError().always());

    HttpResponse<byte[]> response = health("GET");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(response)).isEqualTo("{\"status\":\"UP\"}");
    assertThat(us3.emulator().requests()).isEmpty();
    assertThat(us3.emulator().faultsHappened()).isEmpty();
  }

  @Test
  void headHasNoBody() {
    HttpResponse<byte[]> response = health("HEAD");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?health", "health", "/?health"})
  void noKeyHasItsPath(String key) {
    us3.emulator().putObject(BUCKET, key, new byte[] {1}, "a/b");

    assertThat(us3.client().get(key).body()).containsExactly(1);
    assertThat(us3.client().send(us3.client().unsigned("GET", key, "", new byte[0])).statusCode())
        .isEqualTo(401);
  }
}
