package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Us3Operation#getTagging}: body and {@code CamelUs3Tags} become the tags. */
final class GetTagging implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    Map<String, String> tags = call.client().attributes().tags(call.bucket(), call.key());
    call.response(Us3Constants.TAGS, tags);
    call.message().setBody(new LinkedHashMap<>(tags)); // for the route to change
  }
}
