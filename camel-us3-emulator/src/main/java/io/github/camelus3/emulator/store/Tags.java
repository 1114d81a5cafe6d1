package io.github.camelus3.emulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Object tags as JSON, with the limits of ufile guide/object_tagging.md. */
public final class Tags {
  private static final int MAX_TAGS = 10;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{1,256}");

  private Tags() {}

  /** Parses and checks the tags of a request. */
  public static Map<String, String> parse(JsonNode json) {
    JsonNode list = json.path("Tags");
    if (!list.isArray() || list.size() > MAX_TAGS) {
      throw Us3Error.badRequest("invalid tagging");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode tag : list) {
      String key = tag.path("Key").asText("");
      String value = tag.path("Value").asText("");
      boolean valid = KEY.matcher(key).matches() && VALUE.matcher(value).matches();
      if (!valid || tags.putIfAbsent(key, value) != null) {
        throw Us3Error.badRequest("invalid tagging");
      }
    }
    return tags;
  }

  /** The tags as the JSON of a response. */
  public static Map<String, Object> json(Map<String, String> tags) {
    List<Map<String, String>> list = tags.entrySet().stream().map(Tags::json).toList();
    return Map.of("Tags", list);
  }

  private static Map<String, String> json(Map.Entry<String, String> tag) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("Key", tag.getKey());
    json.put("Value", tag.getValue());
    return json;
  }
}
