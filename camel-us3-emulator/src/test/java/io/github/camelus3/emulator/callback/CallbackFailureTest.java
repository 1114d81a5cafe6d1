package io.github.camelus3.emulator.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** The URL and the cause of a failure. */
class CallbackFailureTest {
  private static final String FIRST = "http://first.example/cb";
  private static final String NEXT = "http://next.example/cb";

  private final ConnectException cause = new ConnectException("refused");
  private final CallbackFailure failure = CallbackFailure.refused("192.0.2.1:80", cause);

  @Test
  void failureOfTheFirstRequestNamesItsUrl() {
    assertThat(failure.text(FIRST)).startsWith("Post " + FIRST + ": dial tcp 192.0.2.1:80: ");
  }

  @Test
  void failureAfterARedirectNamesTheNextUrlAndKeepsTheCause() {
    CallbackFailure redirected = failure.at(NEXT);

    assertThat(redirected.text(FIRST)).startsWith("Post " + NEXT + ": dial tcp 192.0.2.1:80: ");
    assertThat(redirected).hasCause(cause);
  }
}
