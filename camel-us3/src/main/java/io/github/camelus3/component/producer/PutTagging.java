package io.github.camelus3.component.producer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.Values;
import java.io.IOException;
import java.util.Map;

/** {@link Us3Operation#putTagging}: the tags of {@code CamelUs3Tags}, else of the body. */
final class PutTagging implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    Map<String, String> header =
        headers.isUnchangedResult(Us3Constants.TAGS) ? null : headers.texts(Us3Constants.TAGS);
    call.client()
        .attributes()
        .putTags(call.bucket(), call.key(), header != null ? header : ofBody(call));
  }

  private static Map<String, String> ofBody(OperationCall call) {
    Object body = Values.plain(call.message().getBody());
    if (body instanceof Map || body instanceof ObjectNode) {
      return call.options().headers().values().texts("the body", body);
    }
    throw new IllegalArgumentException(
        "neither header " + Us3Constants.TAGS + " nor the body is a map of tags");
  }
}
