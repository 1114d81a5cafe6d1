package io.github.camelus3.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The put policy that an endpoint's options ask for. Immutable. */
sealed interface PolicyOption {
  /** No policy. */
  PolicyOption NONE = new Fixed(null);

  /**
   * The policy's JSON text for a message; null for none.
   *
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   */
  String json(Exchange exchange) throws Us3InvalidPutPolicyException;

  /**
   * What the options say, checked as far as they do not depend on a message.
   *
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   */
  static PolicyOption of(Us3Configuration options, CamelContext context)
      throws Us3InvalidPutPolicyException {
    boolean spelled =
        options.getCallbackUrl() != null
            || options.getCallbackBody() != null
            || options.getCallbackBodyType() != null
            || options.getCallbackVar() != null;
    if (options.getPolicy() == null) {
      return spelled ? Spelled.of(options, context) : NONE;
    }
    if (spelled) {
      throw new IllegalArgumentException(
          "the option policy goes not together with callbackUrl, callbackBody, callbackBodyType"
              + " and callbackVar");
    }
    return new Fixed(toJson("option policy", options.getPolicy()));
  }

  /**
   * A policy in any of the forms in which users give it, as JSON text. Text stays as it is, byte
   * for byte.
   *
   * @param from which option or header it is from
   */
  static String toJson(String from, Object policy) throws Us3InvalidPutPolicyException {
    if (policy instanceof PutPolicy putPolicy) {
      return putPolicy.toJson();
    }
    if (policy instanceof CharSequence text) {
      return PutPolicy.requireValid(text.toString());
    }
    if (policy instanceof Map || policy instanceof JsonNode) {
      try {
        return PutPolicy.requireValid(new ObjectMapper().writeValueAsString(policy));
      } catch (JsonProcessingException e) {
        throw new Us3InvalidPutPolicyException(from + " holds what has no JSON form");
      }
    }
    throw new IllegalArgumentException(
        from
            + " is none of PutPolicy, Map, JsonNode and JSON text: "
            + policy.getClass().getName());
  }

  /** The option {@code policy}, or none at all. */
  record Fixed(String policyJson) implements PolicyOption {
    @Override
    public String json(Exchange exchange) {
      return policyJson;
    }

    @Override
    public String toString() {
      return "PolicyOption"; // never the policy
    }
  }

  /** The options {@code callbackUrl} and so on; each may be null. */
  record Spelled(
      OptionExpression callbackUrl,
      OptionExpression callbackBody,
      OptionExpression callbackBodyType,
      Map<String, OptionExpression> callbackVar)
      implements PolicyOption {

    static Spelled of(Us3Configuration options, CamelContext context)
        throws Us3InvalidPutPolicyException {
      Map<String, OptionExpression> variables = new LinkedHashMap<>();
      if (options.getCallbackVar() != null) {
        options
            .getCallbackVar()
            .forEach((name, value) -> variables.put("x:" + name, variable(context, name, value)));
      }
      Spelled spelled =
          new Spelled(
              OptionExpression.of(context, "callbackUrl", options.getCallbackUrl()),
              OptionExpression.of(context, "callbackBody", options.getCallbackBody()),
              OptionExpression.of(context, "callbackBodyType", options.getCallbackBodyType()),
              variables);
      if (spelled.isConstant()) {
        spelled.json(null);
      }
      return spelled;
    }

    private static OptionExpression variable(CamelContext context, String name, Object value) {
      return OptionExpression.of(context, "callbackVar." + name, String.valueOf(value));
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
    public String json(Exchange exchange) throws Us3InvalidPutPolicyException {
      PutPolicy.Builder policy =
          PutPolicy.builder()
              .callbackUrl(evaluate(callbackUrl, exchange))
              .callbackBody(evaluate(callbackBody, exchange))
              .callbackBodyType(evaluate(callbackBodyType, exchange));
      callbackVar.forEach((name, value) -> policy.callbackVar(name, value.evaluate(exchange)));
      return policy.build().toJson();
    }

    private static String evaluate(OptionExpression expression, Exchange exchange) {
      return expression == null ? null : expression.evaluate(exchange);
    }
  }
}
