package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectAcl;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#putAcl}: what {@code CamelUs3Acl} says, else the body: text, or what {@code
 * getAcl} has left there.
 */
final class PutAcl implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    String header =
        headers.isUnchangedResult(Us3Constants.ACL) ? null : headers.text(Us3Constants.ACL);
    String grant = header != null ? header : ofBody(call);
    if (grant == null) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.ACL + " nor the body says who may read");
    }
    call.client().attributes().putAcl(call.bucket(), call.key(), grant);
  }

  private static String ofBody(OperationCall call) {
    return call.message().getBody() instanceof ObjectAcl acl
        ? acl.grant()
        : call.options().headers().values().text("the body", call.message().getBody());
  }
}
