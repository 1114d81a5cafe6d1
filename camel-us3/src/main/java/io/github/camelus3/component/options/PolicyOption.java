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

/** The put policy that an endpoint's options ask for. Immutable. */
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
   * What the options say, checked as far as they do not depend on a message.
   *
   * @param webhooks where {@code callbackUrl=webhook} leads
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
          "the option policy goes not together with callbackUrl, callbackBody, callbackBodyType"
              + " and callbackVar");
    }
    String json = toJson(Values.of(context), "option policy", options.getPolicy());
    warnOfPlaceholders(PutPolicy.parse(json).callbackBody());
    return new Fixed(json);
  }

  private static void warnOfPlaceholders(String callbackBody) {
    for (String unfilled :
        PutPolicy.builder().callbackBody(callbackBody).build().unfilledPlaceholders()) {
      LOG.warn(
          "callbackBody is sent with {} as it is: US3 fills in $(x:name) alone, for a variable"
              + " callbackVar.name",
          unfilled);
    }
  }

  /**
   * A policy in any of the forms in which users give it, as JSON text. Text stays as it is, byte
   * for byte.
   *
   * @param from which option or header it is from
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
            + " is none of PutPolicy, Map, JsonNode and JSON text: "
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

  /** The option {@code policy}, or none at all. */
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
   * The options {@code callbackUrl} and so on; each may be null.
   *
   * @param webhooks where the callback goes instead of to {@code callbackUrl}; null for there
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
        // no webhook is known yet, and any URL will do for the check
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
            .callbackBody(upload.toCallback(values))
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
