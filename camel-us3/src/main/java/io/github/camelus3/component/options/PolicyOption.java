package io.github.camelus3.component.options;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.message.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The put policy in the options of an endpoint. Immutable. */
public sealed interface PolicyOption {
  Logger LOG = LoggerFactory.getLogger(PolicyOption.class);

  /** No policy. */
  PolicyOption NONE = new Fixed(null);

  /**
   * The policy's JSON text for a message; null for none.
   *
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   * @throws IOException if the body cannot be read
   */
  String json(UploadContext upload) throws IOException;

  /**
   * Reads the options, and checks a policy that is the same for all messages.
   *
   * @param webhooks finds the URL for {@code callbackUrl=webhook}
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   */
  static PolicyOption of(Us3Configuration options, CamelContext context, WebhookUrls webhooks)
      throws IOException {
    boolean spelled =
        options.getCallbackUrl() != null
            || options.getCallbackBody() != null
            || options.getCallbackBodyType() != null
            || options.getCallbackVar() != null;
    if (options.getPolicy() == null) {
      warnOfPlaceholders(options.getCallbackBody());
      return spelled ? Spelled.of(options, context, webhooks) : NONE;
    }
    if (spelled) {
      throw new IllegalArgumentException(
          "option policy must not be combined with callbackUrl, callbackBody, callbackBodyType and"
              + " callbackVar");
    }
    String json = toJson(Values.of(context), "option policy", options.getPolicy());
    warnOfPlaceholders(PutPolicy.parse(json).callbackBody());
    return new Fixed(json);
  }

  private static void warnOfPlaceholders(String callbackBody) {
    for (String unfilled :
        PutPolicy.builder().callbackBody(callbackBody).build().unfilledPlaceholders()) {
      LOG.warn(
          "callbackBody is sent with {} unchanged: US3 replaces only $(x:name), with the value of"
              + " callbackVar.name",
          unfilled);
    }
  }

  /**
   * Converts a policy of any supported type to JSON text. JSON text stays the same, byte for byte.
   *
   * @param from the option or header, such as {@code option policy}
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   * @throws IllegalArgumentException if the type is not supported
   */
  static String toJson(Values values, String from, Object policy)
      throws Us3InvalidPutPolicyException {
    Object given = Values.plain(policy);
    if (given instanceof PutPolicy putPolicy) {
      return putPolicy.toJson();
    }
    if (given instanceof Map || given instanceof JsonNode) {
      return PutPolicy.requireValid(tree(values, from, given).toString());
    }
    if (given instanceof String
        || given instanceof byte[]
        || given instanceof char[]
        || given instanceof ByteBuffer) {
      return PutPolicy.requireValid(values.text(from, given));
    }
    throw new IllegalArgumentException(
        from
            + " must be a PutPolicy, Map, JsonNode or JSON text: "
            + (given == null ? null : given.getClass().getName()));
  }

  private static JsonNode tree(Values values, String from, Object policy)
      throws Us3InvalidPutPolicyException {
    try {
      return values.tree(from, policy);
    } catch (IllegalArgumentException e) {
      throw new Us3InvalidPutPolicyException(e.getMessage());
    }
  }

  /**
   * The option {@code policy}.
   *
   * @param policyJson null for no policy
   */
  record Fixed(String policyJson) implements PolicyOption {
    @Override
    public String json(UploadContext upload) {
      return policyJson;
    }

    @Override
    public String toString() {
      return "PolicyOption"; // never the policy
    }
  }

  /**
   * The options {@code callbackUrl}, {@code callbackBody} and so on; each may be null.
   *
   * @param webhooks finds the URL of the callback; null to call {@code callbackUrl}
   */
  record Spelled(
      WebhookUrls webhooks,
      OptionExpression callbackUrl,
      OptionExpression callbackBody,
      OptionExpression callbackBodyType,
      Map<String, OptionExpression> callbackVar)
      implements PolicyOption {
    /** The value of {@code callbackUrl} that means the webhook of the bucket. */
    private static final String WEBHOOK = "webhook";

    static Spelled of(Us3Configuration options, CamelContext context, WebhookUrls webhooks)
        throws IOException {
      Map<String, OptionExpression> variables = new LinkedHashMap<>();
      if (options.getCallbackVar() != null) {
        options
            .getCallbackVar()
            .forEach((name, value) -> variables.put(name, variable(context, name, value)));
      }
      boolean toWebhook = WEBHOOK.equals(options.getCallbackUrl());
      if (toWebhook) {
        webhooks.need(options.getBucketName());
      }
      Spelled spelled =
          new Spelled(
              toWebhook ? webhooks : null,
              toWebhook
                  ? null
                  : OptionExpression.of(context, "callbackUrl", options.getCallbackUrl()),
              OptionExpression.of(context, "callbackBody", options.getCallbackBody()),
              OptionExpression.of(context, "callbackBodyType", options.getCallbackBodyType()),
              variables);
      if (spelled.isConstant()) {
        // webhooks register later, so the check uses a placeholder
        spelled.json(
            toWebhook ? "http://webhook" : evaluate(spelled.callbackUrl, null),
            new UploadContext(null, "", "", () -> null, OptionalLong.empty()));
      }
      return spelled;
    }

    private static OptionExpression variable(CamelContext context, String name, Object value) {
      String option = "callbackVar." + name;
      return OptionExpression.of(
          context, option, Values.of(context).text("option " + option, value));
    }

    private boolean isConstant() {
      return isConstant(callbackUrl)
          && isConstant(callbackBody)
          && isConstant(callbackBodyType)
          && callbackVar.values().stream().allMatch(OptionExpression::isConstant);
    }

    private static boolean isConstant(OptionExpression expression) {
      return expression == null || expression.isConstant();
    }

    @Override
    public String json(UploadContext upload) throws IOException {
      return json(
          webhooks != null
              ? webhooks.urlFor(upload.bucket())
              : evaluate(callbackUrl, upload.exchange()),
          upload);
    }

    private String json(String url, UploadContext upload) throws IOException {
      Exchange exchange = upload.exchange();
      Map<String, String> values = new LinkedHashMap<>();
      callbackVar.forEach((name, value) -> values.put(name, value.valueOrEmpty(exchange)));
      PutPolicy.Builder policy =
          PutPolicy.builder()
              .callbackUrl(url)
              .callbackBodyType(evaluate(callbackBodyType, exchange));
      if (webhooks != null && callbackBody == null) {
        return policy
            .callbackBodyType("application/json")
            .callbackBody(upload.defaultCallbackBody(values))
            .build()
            .toJson();
      }
      values.forEach((name, value) -> policy.callbackVar("x:" + name, value));
      String body = callbackBody == null ? null : callbackBody.valueOrEmpty(exchange);
      return policy.callbackBody(body).build().toJson();
    }

    private static String evaluate(OptionExpression expression, Exchange exchange) {
      return expression == null ? null : expression.evaluate(exchange);
    }
  }
}
