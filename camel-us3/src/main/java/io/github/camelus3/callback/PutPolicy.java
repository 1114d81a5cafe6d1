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
 * What US3 does after an upload: it calls a service of the user and passes its JSON reply back to
 * the uploader. Immutable; nothing is checked before {@link #toJson()}. Source: UCloud product
 * documents, "putpolicy", and ufile-gosdk, demo_policy.go.
 *
 * @param callbackUrl absolute http(s) URL of the service; required
 * @param callbackBody what to send, with {@code $(x:name)} placeholders; null for none
 * @param callbackBodyType MIME type of the callback's body. When given, US3 sends {@code
 *     callbackBody} as the body of a POST; when null, it appends it to the URL as the query
 * @param callbackVar the placeholders' values by name, names with their {@code x:}; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"callbackUrl", "callbackBody", "callbackBodyType", "callbackVar"})
public record PutPolicy(
    String callbackUrl,
    String callbackBody,
    String callbackBodyType,
    Map<String, String> callbackVar) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public PutPolicy {
    callbackVar =
        callbackVar == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(callbackVar));
  }

  /** Begins a policy. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a policy from JSON text; members that are not known here are left out.
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
   * Checks JSON text that is to be sent as it is, byte for byte.
   *
   * @return {@code json} itself
   * @throws Us3InvalidPutPolicyException if the text is not a valid policy: no absolute http(s)
   *     {@code callbackUrl}, a variable's name without {@code x:}, a value that is not text, a
   *     {@code $(x:name)} that nothing defines, JSON that does not parse, more than 4096 characters
   *     once encoded
   */
  public static String requireValid(String json) throws Us3InvalidPutPolicyException {
    PolicyRules.requireValid(json);
    return json;
  }

  /**
   * The placeholders in {@code callbackBody} that US3 sends as they are, such as {@code $(key)}: it
   * fills in {@code $(x:name)} alone.
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
      throw new IllegalStateException("a record of texts has a JSON form", e);
    }
  }

  /** Names the service, but not what is sent to it. */
  @Override
  public String toString() {
    return "PutPolicy[callbackUrl=" + PolicyRules.withoutSecrets(callbackUrl) + "]";
  }

  /** Builds a policy. For one thread. */
  public static final class Builder {
    private String callbackUrl;
    private String callbackBody;
    private String callbackBodyType;
    private Map<String, String> callbackVar;

    private Builder() {}

    /** The service to call: an absolute http(s) URL. Required. */
    public Builder callbackUrl(String value) {
      callbackUrl = value;
      return this;
    }

    /** What to send, with {@code $(x:name)} placeholders. */
    public Builder callbackBody(String value) {
      callbackBody = value;
      return this;
    }

    /** The MIME type of the callback's body; without it the body becomes the URL's query. */
    public Builder callbackBodyType(String value) {
      callbackBodyType = value;
      return this;
    }

    /** All placeholders' values by name, names with their {@code x:}. */
    public Builder callbackVar(Map<String, String> values) {
      callbackVar = values == null ? null : new LinkedHashMap<>(values);
      return this;
    }

    /** One more placeholder's value; the name with its {@code x:}. */
    public Builder callbackVar(String name, String value) {
      if (callbackVar == null) {
        callbackVar = new LinkedHashMap<>();
      }
      callbackVar.put(name, value);
      return this;
    }

    /** The policy; it is checked when it is turned into JSON. */
    public PutPolicy build() {
      return new PutPolicy(callbackUrl, callbackBody, callbackBodyType, callbackVar);
    }
  }
}
