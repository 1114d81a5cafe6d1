package io.github.camelus3.component.message;

import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.Us3Constants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The headers that describe the failure of an exchange, beside its exception. */
public final class FailureHeaders {
  private FailureHeaders() {}

  /** Sets the exception of an exchange and the headers that describe it. */
  public static void fail(Exchange exchange, Throwable failure) {
    Message message = exchange.getMessage();
    if (failure instanceof Us3Exception us3) {
      message.setHeader(Us3Constants.RETRYABLE, us3.isRetryable());
    }
    if (failure instanceof Us3ServiceException service) {
      message.setHeader(Us3Constants.RET_CODE, service.getRetCode());
      message.setHeader(Us3Constants.ERR_MSG, service.getErrMsg());
      message.setHeader(Us3Constants.HTTP_STATUS, service.getHttpStatus());
      if (service.getSessionId() != null) {
        message.setHeader(Us3Constants.SESSION_ID, service.getSessionId());
      }
    }
    exchange.setException(failure);
  }

  /** Removes the headers that describe the failure of an earlier attempt. */
  public static void clear(Message message) {
    message.removeHeader(Us3Constants.RET_CODE);
    message.removeHeader(Us3Constants.ERR_MSG);
    message.removeHeader(Us3Constants.HTTP_STATUS);
    message.removeHeader(Us3Constants.SESSION_ID);
    message.removeHeader(Us3Constants.RETRYABLE);
  }
}
