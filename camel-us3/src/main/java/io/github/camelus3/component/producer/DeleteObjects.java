package io.github.camelus3.component.producer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.transfer.ObjectDeleter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * {@link Us3Operation#deleteObjects}: the body becomes a map of key to {@link
 * io.github.camelus3.transfer.DeleteOutcome}. A key that cannot be deleted does not fail the
 * exchange. The keys are texts or the {@link ObjectSummary}s of a listing.
 */
final class DeleteObjects implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    ObjectDeleter deleter = new ObjectDeleter(call.client(), call.executor());
    call.message().setBody(deleter.delete(call.bucket(), keys(call), call.options().jobs()));
  }

  /** All keys, checked before the first one is deleted. */
  private static List<String> keys(OperationCall call) {
    Object header = Values.plain(call.message().getHeader(Us3Constants.KEYS_TO_DELETE));
    Object given = header != null ? header : Values.plain(call.message().getBody());
    String where = header != null ? "header " + Us3Constants.KEYS_TO_DELETE : "the body";
    List<String> keys = new ArrayList<>();
    Values values = call.options().headers().values();
    elements(given, where).forEachRemaining(element -> keys.add(key(values, element, where)));
    return keys;
  }

  private static Iterator<?> elements(Object given, String where) {
    if (given instanceof String || given instanceof byte[] || given instanceof ObjectSummary) {
      return List.of(given).iterator();
    }
    if (given instanceof Object[] array) {
      return Arrays.asList(array).iterator();
    }
    if (given instanceof Iterator<?> iterator) {
      return iterator;
    }
    boolean isScalar = given instanceof ObjectNode || given instanceof Path; // no list of keys
    if (given instanceof Iterable<?> all && !isScalar) {
      return all.iterator();
    }
    throw new IllegalArgumentException(
        where
            + " must hold keys to delete: "
            + (given == null ? null : given.getClass().getName()));
  }

  private static String key(Values values, Object element, String where) {
    String key =
        element instanceof ObjectSummary object
            ? object.key()
            : values.text(where + ": a key to delete", element);
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException(where + " must not hold a missing or empty key: " + key);
    }
    return key;
  }
}
