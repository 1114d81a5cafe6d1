package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#changeStorageClass}: to {@code CamelUs3StorageClass} or the option. */
final class ChangeStorageClass implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String storageClass = call.options().newStorageClass();
    if (storageClass == null) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.STORAGE_CLASS + " nor option storageClass is set");
    }
    call.client().attributes().changeStorageClass(call.bucket(), call.key(), storageClass);
  }
}
