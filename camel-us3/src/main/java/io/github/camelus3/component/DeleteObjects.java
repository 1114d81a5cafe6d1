package io.github.camelus3.component;

import io.github.camelus3.transfer.ObjectRemover;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Us3Operation#deleteObjects}: the body becomes a map of key to {@link
 * io.github.camelus3.transfer.DeleteOutcome}; a key that cannot be deleted does not fail the
 * exchange.
 */
final class DeleteObjects implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    ObjectRemover remover = new ObjectRemover(call.client(), call.executor());
    call.message().setBody(remover.delete(call.bucket(), keys(call), call.options().jobs()));
  }

  private static List<String> keys(OperationCall call) {
    Object header = call.message().getHeader(Us3Constants.KEYS_TO_DELETE);
    Object keys = header != null ? header : call.message().getBody();
    if (keys instanceof String key) {
      return List.of(key);
    }
    if (!(keys instanceof Iterable<?> all)) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.KEYS_TO_DELETE + " nor the body holds keys to delete");
    }
    List<String> texts = new ArrayList<>();
    all.forEach(key -> texts.add(String.valueOf(key)));
    return texts;
  }
}
