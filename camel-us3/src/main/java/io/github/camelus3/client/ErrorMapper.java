package io.github.camelus3.client;

import java.util.Locale;

/**
 * Chooses the exception for an error response. A RetCode is not enough: -148643 and -148660 have
 * several meanings, which status and text tell apart. Source: the error tables of UCloud's SDK
 * documents, and live responses in public issues of gosdk, ufile-sdk-java and juicefs.
 */
final class ErrorMapper {
  private ErrorMapper() {}

  static Us3ServiceException toException(ApiRequest request, HttpResponse response) {
    ApiCall call = request.call();
    ErrorResponse error = response.toError(response.errMsg());
    int status = response.status();
    if (request.policyJson() != null && isForeignJson(response)) {
      error = error.withReply(response.text());
    }
    if (status == 599 && response.json().hasRetCode()) {
      return callbackFailure(call, error);
    }
    if (status == 429 || status == 503) {
      return new Us3ThrottledException(call, error);
    }
    if (error.retCode() == 0) {
      return "HEAD".equals(request.method())
          ? withoutBody(call, error)
          : new Us3ServiceException(call, error);
    }
    return byRetCode(call, error);
  }

  /**
   * Whether the body is JSON without a RetCode. After an upload with a policy, such JSON comes from
   * the callback service or from a proxy, not from US3.
   */
  private static boolean isForeignJson(HttpResponse response) {
    return response.json().isJson() && !response.json().hasRetCode();
  }

  /**
   * The exception for a success of an upload with a policy that has no ETag of an object. Its JSON
   * may be the callback service's or a proxy's, so the object may not be stored.
   */
  static Us3ServiceException unconfirmed(ApiRequest request, HttpResponse response) {
    if (response.retCode() != 0) {
      ErrorResponse error = response.toError(response.errMsg());
      return byRetCode(request.call(), error.withReply(response.text()));
    }
    String what = "unexpected response, no ETag of an object: " + response.beginning();
    ErrorResponse error = response.toError(what);
    return new Us3ServiceException(request.call(), error.withReply(response.text()));
  }

  /**
   * The result of an upload with a policy whose request failed, although HEAD shows the object
   * stored.
   *
   * @return the callback service's reply, if the response was a success that only lacked an ETag
   * @throws Us3CallbackException otherwise
   */
  static String replyOfStored(Us3Exception failure) throws Us3CallbackException {
    if (!(failure instanceof Us3ServiceException response)) {
      throw new Us3CallbackReplyLostException(failure);
    }
    ApiCall call = new ApiCall(failure.getOperation(), failure.getBucket(), failure.getKey());
    if (response.isUnconfirmedCallbackFailure() && !response.mayBeReply()) {
      throw new Us3CallbackException(call, response.response());
    }
    if (!response.mayBeReply()) {
      throw new Us3CallbackReplyLostException(failure);
    }
    boolean isSuccess = response.getHttpStatus() / 100 == 2;
    if (!isSuccess || response.possibleReply().isEmpty()) {
      throw new Us3CallbackRejectedException(call, response.response());
    }
    return response.possibleReply();
  }

  private static Us3ServiceException callbackFailure(ApiCall call, ErrorResponse error) {
    String text = error.errMsg().toLowerCase(Locale.ROOT);
    if (error.retCode() == 20003) {
      return new Us3CallbackUnreachableException(call, error);
    }
    if (error.retCode() == 20008 && text.contains("strict json")) {
      return new Us3CallbackBodyException(call, error);
    }
    if (error.retCode() == 20008 && text.contains("but received")) {
      return new Us3CallbackContentTypeException(call, error);
    }
    return new Us3CallbackException(call, error);
  }

  /** Responses to HEAD have no body and therefore no RetCode. */
  private static Us3ServiceException withoutBody(ApiCall call, ErrorResponse error) {
    return switch (error.httpStatus()) {
      case 401 -> new Us3AuthorizationMissingException(call, error);
      case 403 -> new Us3InvalidSignatureException(call, error);
      case 404 -> new Us3ObjectNotFoundException(call, error);
      default -> new Us3ServiceException(call, error);
    };
  }

  private static Us3ServiceException byRetCode(ApiCall call, ErrorResponse error) {
    String text = error.errMsg().toLowerCase(Locale.ROOT);
    int status = error.httpStatus();
    return switch (error.retCode()) {
      case -148653, -30010 -> new Us3BucketNotFoundException(call, error);
      case -148654 -> new Us3ObjectNotFoundException(call, error);
      case -15036 -> new Us3Md5MismatchException(call, error);
      case -148658 -> new Us3InvalidSignatureException(call, error);
      case -148643 ->
          status == 403
              ? new Us3InvalidSignatureException(call, error)
              : new Us3AuthorizationMissingException(call, error);
      case -148660 -> {
        if (status == 401) {
          yield new Us3RequestExpiredException(call, error);
        }
        yield text.contains("put policy")
            ? new Us3InvalidPutPolicyException(call, error)
            : new Us3ServiceException(call, error);
      }
      case -1014 -> new Us3DuplicatePartException(call, error);
      default ->
          status == 403 && text.contains("invalid signature")
              ? new Us3InvalidSignatureException(call, error)
              : new Us3ServiceException(call, error);
    };
  }
}
