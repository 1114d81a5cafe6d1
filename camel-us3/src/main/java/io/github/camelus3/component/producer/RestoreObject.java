package io.github.camelus3.component.producer;

import io.github.camelus3.client.RestoreTier;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#restoreObject}. */
final class RestoreObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    RestoreTier tier =
        call.options()
            .headers()
            .anEnum(Us3Constants.RESTORE_TIER, RestoreTier.class, RestoreTier.STANDARD);
    call.client().attributes().restore(call.bucket(), call.key(), tier);
  }
}
