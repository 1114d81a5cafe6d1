package io.github.camelus3.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.component.options.PolicyOption;
import java.util.Map;
import org.apache.camel.Converter;

/** Type converters between the supported types of a put policy. */
@Converter(generateLoader = true)
public final class Us3PolicyConverters {
  private Us3PolicyConverters() {}

  /** Reads JSON text. */
  @Converter
  public static PutPolicy toPutPolicy(String json) throws Us3InvalidPutPolicyException {
    return PutPolicy.parse(json);
  }

  /** Reads a map with the members of a policy. */
  @Converter
  public static PutPolicy toPutPolicy(Map<?, ?> members) throws Us3InvalidPutPolicyException {
    return PutPolicy.parse(PolicyOption.toJson(Values.PLAIN, "the map", members));
  }

  /** Reads a JSON tree. */
  @Converter
  public static PutPolicy toPutPolicy(JsonNode json) throws Us3InvalidPutPolicyException {
    return PutPolicy.parse(PolicyOption.toJson(Values.PLAIN, "the JSON tree", json));
  }

  /** Writes compact JSON text. */
  @Converter
  public static String toJson(PutPolicy policy) throws Us3InvalidPutPolicyException {
    return policy.toJson();
  }
}
