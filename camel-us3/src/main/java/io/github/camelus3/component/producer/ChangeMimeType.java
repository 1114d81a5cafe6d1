package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#changeMimeType}: to {@code CamelUs3MimeType} or the option. */
final class ChangeMimeType implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String mimeType = call.options().newMimeType();
    if (mimeType == null) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.MIME_TYPE + " nor option mimeType is set");
    }
    call.client().attributes().changeMimeType(call.bucket(), call.key(), mimeType);
  }
}
