package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectAcl;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#getAcl}: the body becomes an {@link ObjectAcl}. */
final class GetAcl implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    ObjectAcl acl = call.client().attributes().acl(call.bucket(), call.key());
    call.response(Us3Constants.ACL, acl.grant());
    call.message().setBody(acl);
  }
}
