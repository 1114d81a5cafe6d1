package io.github.camelus3.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The callback that US3 makes after an upload. US3 calls the callback service and returns its JSON
 * reply to the uploader. Immutable; validated by {@link #toJson()}. Source: UCloud product
 * documents, "putpolicy", and ufile-gosdk, demo_policy.go.
 *
 * @param callbackUrl absolute http(s) URL of the callback service; required
 * @param callbackBody text to send, with {@code $(x:name)} placeholders; null for none
 * @param callbackBodyType MIME type of the callback's body. If set, US3 sends {@code callbackBody}
 *     as the body of a POST. If null, US3 appends {@code callbackBody} to the URL as the query
 * @param callbackVar the placeholders' values by name, with the prefix {@code x:}; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"callbackUrl", "callbackBody", "callbackBodyType", "callbackVar"})
public record PutPolicy(
    String callbackUrl,
    String callbackBody,
    String callbackBodyType,
    Map<String, String> callbackVar) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the map; the order of its entries is kept. */
  public PutPolicy {
    callbackVar =
        callbackVar == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(callbackVar));
  }

  /** A builder without any member set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a policy from JSON text. Unknown members are dropped.
   *
   * @throws Us3InvalidPutPolicyException if the text is not a valid policy
   */
  public static PutPolicy parse(String json) throws Us3InvalidPutPolicyException {
    Map<String, String> vars = null;
    var node = PolicyRules.requireValid(json);
    if (node.has("callbackVar")) {
      vars = new LinkedHashMap<>();
      for (var entry : node.get("callbackVar").properties()) {
        vars.put(entry.getKey(), entry.getValue().textValue());
      }
    }
    return new PutPolicy(
        node.path("callbackUrl").textValue(),
        node.path("callbackBody").textValue(),
        node.path("callbackBodyType").textValue(),
        vars);
  }

  /**
   * Validates JSON text that will be sent as it is, byte for byte. A policy is invalid
   *
   * <ul>
   *   <li>without an absolute http(s) {@code callbackUrl},
   *   <li>with a variable whose name lacks {@code x:} or whose value is not text,
   *   <li>with an undefined {@code $(x:name)},
   *   <li>with a misspelt member,
   *   <li>if the JSON does not parse,
   *   <li>above 4096 characters once encoded.
   * </ul>
   *
   * @return {@code json} itself
   * @throws Us3InvalidPutPolicyException if the policy is invalid
   */
  public static String requireValid(String json) throws Us3InvalidPutPolicyException {
    PolicyRules.requireValid(json);
    return json;
  }

  /**
   * The placeholders in {@code callbackBody} that US3 does not expand, such as {@code $(key)}. US3
   * expands only {@code $(x:name)}.
   */
  public List<String> unfilledPlaceholders() {
    return callbackBody == null ? List.of() : PolicyRules.unfilled(callbackBody);
  }

  /**
   * The policy as compact JSON text.
   *
   * @throws Us3InvalidPutPolicyException if the policy is not valid, as in {@link
   *     #requireValid(String)}
   */
  public String toJson() throws Us3InvalidPutPolicyException {
    try {
      return requireValid(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("policy must be serializable", e);
    }
  }

  /** Shows scheme, host and path of the callback URL only. */
  @Override
  public String toString() {
    return "PutPolicy[callbackUrl=" + PolicyRules.withoutSecrets(callbackUrl) + "]";
  }

  /** Builds a policy. Not thread safe. */
  public static final class Builder {
    private String callbackUrl;
    private String callbackBody;
    private String callbackBodyType;
    private Map<String, String> callbackVar;

    private Builder() {}

    /** The callback service: an absolute http(s) URL. Required. */
    public Builder callbackUrl(String value) {
      callbackUrl = value;
      return this;
    }

    /** The text to send, with {@code $(x:name)} placeholders. */
    public Builder callbackBody(String value) {
      callbackBody = value;
      return this;
    }

    /** The MIME type of the callback's body. Without it the body becomes the URL's query. */
    public Builder callbackBodyType(String value) {
      callbackBodyType = value;
      return this;
    }

    /** Replaces all placeholder values; names have the prefix {@code x:}. */
    public Builder callbackVar(Map<String, String> values) {
      callbackVar = values == null ? null : new LinkedHashMap<>(values);
      return this;
    }

    /** Adds the value of one placeholder; the name has the prefix {@code x:}. */
    public Builder callbackVar(String name, String value) {
      if (callbackVar == null) {
        callbackVar = new LinkedHashMap<>();
      }
      callbackVar.put(name, value);
      return this;
    }

    /** The policy, which {@link PutPolicy#toJson()} validates. */
    public PutPolicy build() {
      return new PutPolicy(callbackUrl, callbackBody, callbackBodyType, callbackVar);
    }
  }
}
