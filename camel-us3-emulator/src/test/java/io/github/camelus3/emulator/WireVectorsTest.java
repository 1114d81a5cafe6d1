package io.github.camelus3.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * What the official Go, Java and Python SDKs send, request by request. A signature the recording
 * found right is accepted, one a server must refuse gets 403, and what is stored is what was sent.
 */
@Tag("once")
class WireVectorsTest {
  @TestFactory
  Stream<DynamicContainer> everyRecordedRequestHasItsRecordedResponse() {
    return WireVectors.files().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    WireVectors.cases(file).map(WireVectorsTest::test)));
  }

  private static DynamicTest test(JsonNode recorded) {
    return DynamicTest.dynamicTest(recorded.get("case").textValue(), () -> replay(recorded));
  }

  private static void replay(JsonNode recorded) throws IOException {
    try (WireReplay replay = new WireReplay(recorded)) {
      replay.replay();
    }
  }
}
