package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tells success from failure in responses of the bucket API, whose status is 200 for both. Source:
 * UCloud API reference, "error_code" and "public".
 */
final class BucketApiResponse {
  private BucketApiResponse() {}

  static JsonNode requireSuccess(ApiCall call, HttpResponse response) throws Us3ServiceException {
    JsonSummary json = response.json();
    if (response.status() == 429 || response.status() == 503) {
      throw new Us3ThrottledException(call, response.toError(response.beginning()));
    }
    if (!json.isObject()) {
      throw new Us3ServiceException(
          call,
          response.toError("unexpected response, not a JSON object: " + response.beginning()));
    }
    if (response.isSuccess() && json.bucketRetCode(-1) == 0) {
      return response.requireJson(ApiRequest.bucketApi(call));
    }
    throw toException(call, response, json.bucketRetCode(0), json.text("Message"));
  }

  private static Us3ServiceException toException(
      ApiCall call, HttpResponse response, int retCode, String message) {
    ErrorResponse error =
        response.toError(message.isEmpty() ? response.beginning() : message).withRetCode(retCode);
    return switch (retCode) {
      case 170 -> new Us3AuthorizationMissingException(call, error);
      case 171, 172, 174 -> new Us3InvalidSignatureException(call, error);
      case 153 -> new Us3ThrottledException(call, error);
      case 15010, 15039 -> new Us3BucketNotFoundException(call, error);
      default -> new Us3ServiceException(call, error);
    };
  }
}
