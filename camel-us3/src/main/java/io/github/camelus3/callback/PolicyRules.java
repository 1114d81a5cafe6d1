package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.HttpUrls;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Validates put policies. Messages name the invalid member and never contain the whole policy. */
final class PolicyRules {
  /** Source: ufile-sdk-java, PutPolicy, which refuses a longer policy. */
  private static final int MAX_ENCODED_CHARS = 4096;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\((x:[^)]*)\\)");

  /** A blank in a MIME type. Blanks before its parameters are allowed. */
  private static final Pattern INNER_BLANK = Pattern.compile("^[^;]*[^;\\s]\\s+[^;\\s]");

  private static final Pattern UNFILLED_PLACEHOLDER = Pattern.compile("\\$\\((?!x:)[^()]*\\)");
  private static final Set<String> MEMBERS =
      Set.of("callbackUrl", "callbackBody", "callbackBodyType", "callbackVar");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PolicyRules() {}

  static JsonNode requireValid(String json) throws Us3InvalidPutPolicyException {
    require(hasNoLoneSurrogate(json), "policy must not hold half a surrogate pair");
    int encoded = (json.getBytes(UTF_8).length + 2) / 3 * 4;
    require(
        encoded <= MAX_ENCODED_CHARS,
        "policy must be at most " + MAX_ENCODED_CHARS + " characters once encoded: " + encoded);
    JsonNode policy = parse(json);
    require(policy.isObject(), "policy must be a JSON object");
    requireKnownSpelling(policy);
    requireUrl(policy.get("callbackUrl"));
    requireText(policy.get("callbackBody"), "callbackBody");
    requireText(policy.get("callbackBodyType"), "callbackBodyType");
    requireMimeType(policy.path("callbackBodyType").asText("-"));
    requireVariables(policy.get("callbackVar"));
    requireNoLoneSurrogate(policy);
    requireDefinedPlaceholders(policy.path("callbackBody").asText(), policy.path("callbackVar"));
    return policy;
  }

  /**
   * The placeholders that US3 does not expand, because their names do not begin with {@code x:}.
   */
  static List<String> unfilled(String callbackBody) {
    return UNFILLED_PLACEHOLDER
        .matcher(callbackBody)
        .results()
        .map(MatchResult::group)
        .distinct()
        .collect(Collectors.toList());
  }

  /** Refuses misspelt members. Other unknown members pass, because the service may know them. */
  private static void requireKnownSpelling(JsonNode policy) throws Us3InvalidPutPolicyException {
    for (var member : policy.properties()) {
      String name = member.getKey();
      String meant = Misspelling.closestTo(name, MEMBERS).orElse(name);
      require(meant.equals(name), "member " + name + " must be written " + meant);
    }
  }

  /** Scheme, host and path of a URL. User, password, query and fragment may be secret. */
  static String withoutSecrets(String url) {
    if (url == null) {
      return null;
    }
    String shown = HttpUrls.withoutSecrets(url.strip()); // has no effect on a malformed URL
    return shown.replaceFirst("(?s)[?#].*", "").replaceFirst("(?s)^(.*//)?.*@", "$1");
  }

  private static JsonNode parse(String json) throws Us3InvalidPutPolicyException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // no cause: the parser's message may quote the policy
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new Us3InvalidPutPolicyException("policy must be JSON: error at column " + column);
    }
  }

  private static void requireUrl(JsonNode url) throws Us3InvalidPutPolicyException {
    require(url != null && !url.isNull(), "callbackUrl must be set");
    require(url.isTextual(), "callbackUrl must be text");
    require(
        HttpUrls.isAbsolute(url.textValue()),
        "callbackUrl must be an absolute http(s) URL: " + withoutSecrets(url.textValue()));
  }

  private static void requireText(JsonNode member, String name)
      throws Us3InvalidPutPolicyException {
    require(member == null || member.isTextual(), name + " must be text");
  }

  private static void requireMimeType(String type) throws Us3InvalidPutPolicyException {
    require(!type.isBlank(), "callbackBodyType must not be blank");
    require(
        !INNER_BLANK.matcher(type).find(),
        "callbackBodyType must not hold a blank (in a URI + is one, write RAW(...)): " + type);
  }

  private static void requireVariables(JsonNode variables) throws Us3InvalidPutPolicyException {
    if (variables == null) {
      return;
    }
    require(variables.isObject(), "callbackVar must be an object");
    for (var variable : variables.properties()) {
      String name = variable.getKey();
      require(
          name.startsWith("x:") && name.length() > 2,
          "callbackVar \"" + name + "\" must begin with x: and have a name");
      require(
          variable.getValue().isTextual(),
          "callbackVar \"" + name + "\" must be text; write numbers as text too");
    }
  }

  /** JSON can spell half a surrogate pair as an escape; the service would change it. */
  private static void requireNoLoneSurrogate(JsonNode policy) throws Us3InvalidPutPolicyException {
    for (String name : List.of("callbackUrl", "callbackBody", "callbackBodyType")) {
      requireNoLoneSurrogate(name, policy.path(name).asText(""));
    }
    for (var variable : policy.path("callbackVar").properties()) {
      requireNoLoneSurrogate("a name in callbackVar", variable.getKey());
      requireNoLoneSurrogate(
          "callbackVar \"" + variable.getKey() + '"', variable.getValue().asText(""));
    }
  }

  private static void requireNoLoneSurrogate(String name, String text)
      throws Us3InvalidPutPolicyException {
    require(hasNoLoneSurrogate(text), name + " must not hold half a surrogate pair");
  }

  private static boolean hasNoLoneSurrogate(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  private static void requireDefinedPlaceholders(String body, JsonNode variables)
      throws Us3InvalidPutPolicyException {
    Matcher placeholder = PLACEHOLDER.matcher(body);
    while (placeholder.find()) {
      String name = placeholder.group(1);
      require(
          variables.has(name),
          "callbackVar must define " + name + ": callbackBody uses $(" + name + ")");
    }
  }

  private static void require(boolean condition, String message)
      throws Us3InvalidPutPolicyException {
    if (!condition) {
      throw new Us3InvalidPutPolicyException(message);
    }
  }
}
