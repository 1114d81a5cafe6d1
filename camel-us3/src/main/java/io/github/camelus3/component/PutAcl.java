package io.github.camelus3.component;

import java.io.IOException;

/** {@link Us3Operation#putAcl}: what {@code CamelUs3Acl} says, else the body. */
final class PutAcl implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String header = call.options().headers().text(Us3Constants.ACL);
    String grant = header != null ? header : call.message().getBody(String.class);
    if (grant == null) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.ACL + " nor the body says who may read");
    }
    call.client().attributes().putAcl(call.bucket(), call.key(), grant);
  }
}
