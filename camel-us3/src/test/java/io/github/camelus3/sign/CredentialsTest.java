package io.github.camelus3.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @Test
  void printsThePublicKeyAlone() {
    Credentials credentials = new Credentials("PUB", "secret-private", "secret-token");

    assertThat(credentials).hasToString("Credentials[publicKey=PUB]");
    assertThat(new Us3Signer(credentials)).hasToString("Us3Signer[Credentials[publicKey=PUB]]");
  }

  @Test
  void refusesMissingAndBlankKeys() {
    assertThatNullPointerException()
        .isThrownBy(() -> Credentials.of(null, "PRIV"))
        .withMessage("publicKey");
    assertThatNullPointerException()
        .isThrownBy(() -> Credentials.of("PUB", null))
        .withMessage("privateKey");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credentials.of(" ", "PRIV"))
        .withMessage("publicKey must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credentials.of("PUB", ""))
        .withMessage("privateKey must not be blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush\n",
        " hush",
        "hush ",
        "hu sh",
        "hush\r\n",
        "hush\t",
        "hush\u00a0",
        "h\u00fcsh",
        "hush\0"
      })
  void refusesAPrivateKeyThatIsNoneWithoutShowingIt(String privateKey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credentials.of("PUB", privateKey))
        .withMessageContaining("privateKey must be printable ASCII")
        .withMessageNotContaining("hu")
        .withMessageNotContaining("sh ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUB\n", "PU B", "P:B", "PÜB"})
  void refusesAPublicKeyThatNoHeaderCarries(String publicKey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credentials.of(publicKey, "secret-private"))
        .withMessageContaining("publicKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hush\n", "hushü", "hu sh"})
  void refusesASecurityTokenThatNoHeaderCarriesWithoutShowingIt(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials("PUB", "secret-private", token))
        .withMessageContaining("securityToken")
        .withMessageNotContaining("hu");
  }

  @Test
  void takesABlankSecurityTokenForNone() {
    assertThat(new Credentials("PUB", "PRIV", " ").securityToken()).isNull();
    assertThat(Credentials.of("PUB", "PRIV").securityToken()).isNull();
  }
}
