package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#renameObject}: from {@code CamelUs3Key} to {@code CamelUs3DestinationKey}.
 */
final class RenameObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    call.client()
        .renameObject(
            call.bucket(),
            call.key(),
            call.options().headers().requiredKey(Us3Constants.DESTINATION_KEY),
            call.options().headers().flag(Us3Constants.FORCE));
  }
}
