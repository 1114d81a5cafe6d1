package io.github.camelus3.emulator.callback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts are addresses: all others are looked up. */
class CallbackUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "255.249.199.0",
        "::1",
        "fe80::1%lo",
        "::ffff:1.2.3.4",
        "2001:DB8::a"
      })
  void addressIsRecognised(String host) {
    assertThat(CallbackUrl.isAddress(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4.5",
        "1.2.3",
        "1.2.3.4.",
        "1..2.3",
        "256.1.1.1",
        "1234",
        "...",
        "a.example",
        "face",
        "g:1"
      })
  void nameIsNoAddress(String host) {
    assertThat(CallbackUrl.isAddress(host)).isFalse();
  }
}
