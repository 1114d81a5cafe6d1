package io.github.camelus3.component.clients;

import io.github.camelus3.client.Us3ServiceException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.health.HealthCheck;

/** The details of a health check that is down because the service has refused a request. */
public final class HealthDetails {
  private HealthDetails() {}

  /** The HTTP status, the RetCode and, where there is one, the session ID. */
  public static Map<String, Object> of(Us3ServiceException refusal) {
    Map<String, Object> details = new HashMap<>();
    details.put(HealthCheck.HTTP_RESPONSE_CODE, refusal.getHttpStatus());
    details.put("us3.retCode", refusal.getRetCode());
    if (refusal.getSessionId() != null) {
      details.put("us3.sessionId", refusal.getSessionId());
    }
    return details;
  }
}
