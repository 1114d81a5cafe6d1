package io.github.camelus3.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the component's metadata as the page of its options and headers. */
record OptionsPage(JsonNode metadata) {
  private static final String INTRO =
      """
      # Options and headers

      This page is for looking up an option or a header: what it does, its type and its default. It is written from the component's
      metadata. To begin with a task instead, see [upload modes](upload-modes.md), [polling](polling.md) or
      [the webhook](webhook.md).

      * **In a URI**: `us3:bucketName?option=value&option=value`. In YAML, options are `parameters`.
      * **For all endpoints**: as a property `camel.component.us3.option`. The component has every option of this page except
        `bucketName` and Camel's own of consumers and their scheduler. An option of the URI wins.
      * **Durations** are written `30s`, `1m30s`, `1h` or `200ms`. A number alone is milliseconds.
      * **`+` and `&`**: in a URI and in YAML a bare `+` is a blank. Write such values within `RAW(...)`: `prefix=RAW(a+b/)`.
      * **A bean** is named by `#`: `policy=#notify`.
      * **Secrets** belong into a property or the environment: `privateKey=RAW({{key}})`.

      """;

  private static final String NEXT =
      """

      Next: [operations](operations.md) with the headers that each reads and sets · [checking URIs](catalog.md) ·
      [Spring Boot](spring-boot.md)
      """;

  private static final String HEADERS_INTRO =
      """
      ## Headers

      A header changes one message. It wins over the option of the same meaning. Its value is data: `${…}` in it is never
      evaluated. Below the name is the constant of `Us3Constants`, and the type. [Operations](operations.md) shows which operation reads and sets which.

      """;

  /** A section of the page: a group of the metadata, or some of its options. */
  private record Section(String title, String text, String example) {}

  private static final Map<String, Section> SECTIONS = new LinkedHashMap<>();

  static {
    section(
        "common",
        "Bucket and listing",
        "Where the bucket is, and what a listing holds. For producers and consumers.",
        "us3:photos?region=cn-bj&prefix=in/");
    section(
        "security",
        "Security",
        "Keys, TLS, and the secret that a producer shares with a webhook.",
        "us3:photos?callbackSecret=RAW({{secret}})&callbackTokenLife=2h&tlsProvider=jdk");
    section(
        "producer",
        "Producer",
        "For `to(\"us3:…\")`: uploads, policies, and the other operations.",
        """
        us3:photos?mode=asyncUpload&jobs=20&metadata.owner=reports
        us3:photos?callbackUrl=https://app.example.com/cb&callbackBody=Name=$(x:name)&callbackVar.name=Alice
        us3:photos?operation=createDownloadLink&urlExpiry=1h\
        """);
    section("producer (advanced)", "Producer, advanced", "Rarely needed.", "");
    section(
        "consumer",
        "Consumer",
        "For `from(\"us3:…\")`: what happens to an object before and after its message. See"
            + " [polling](polling.md).",
        """
        us3:photos?prefix=in/&deleteAfterRead=true
        us3:photos?prefix=in/&moveAfterRead=true&removePrefixOnMove=true&destinationKeyPrefix=done/\
        """);
    section(
        "filter",
        "Filter",
        "Which objects a consumer takes.",
        "us3:photos?include=RAW(in/[0-9]+\\.csv)&minAge=30s");
    section(
        "consumer (advanced)",
        "Consumer, advanced",
        "Repositories for several processes, and Camel's own hooks.",
        "us3:photos?idempotent=true&idempotentRepository=#seen&idempotentEager=false");
    section(
        "scheduler",
        "Scheduler",
        "When a consumer polls. These are Camel's own.",
        "us3:photos?delay=5000&backoffMultiplier=6&backoffIdleThreshold=10");
    section(
        "webhook",
        "Webhook",
        "For `from(\"webhook:us3:…\")`: see [the webhook](webhook.md). Its secret is"
            + " [`callbackSecret`](#option-callbackSecret).",
        "");
    section(
        "proxy",
        "Proxy",
        "The way to US3 through an HTTP proxy.",
        "us3:photos?proxyHost=proxy.example.com&proxyPort=3128&nonProxyHosts=*.internal");
    section(
        "advanced",
        "Advanced",
        "Timeouts, connections, traces, and a check at the start.",
        "us3:photos?connectTimeout=5s&readTimeout=2m&startupCheck=list");
    section("health", "Health checks", "Options of the component alone.", "");
  }

  private static final List<String> OF_WEBHOOK =
      List.of("callbackAsText", "maxCallbackBytes", "callbackRepository");

  private static final List<Map.Entry<Long, String>> UNITS =
      List.of(
          Map.entry(3_600_000L, "h"),
          Map.entry(60_000L, "m"),
          Map.entry(1000L, "s"),
          Map.entry(1L, "ms"));

  private static void section(String group, String title, String text, String example) {
    SECTIONS.put(group, new Section(title, text, example));
  }

  String render() {
    StringBuilder text = new StringBuilder(INTRO);
    for (Section section : SECTIONS.values()) {
      text.append(link(section.title())).append(" ·\n");
    }
    text.append(link("Headers")).append('\n');
    Map<String, List<String>> rows = rows();
    for (Map.Entry<String, Section> entry : SECTIONS.entrySet()) {
      Section section = entry.getValue();
      text.append("\n## ").append(section.title()).append("\n\n").append(section.text());
      text.append("\n\n");
      if (!section.example().isEmpty()) {
        text.append("```text\n").append(section.example()).append("\n```\n\n");
      }
      text.append("| Option | Default | Meaning |\n|---|---|---|\n");
      rows.get(entry.getKey()).forEach(text::append);
    }
    text.append('\n').append(HEADERS_INTRO);
    text.append("| Header | Meaning |\n|---|---|\n");
    for (Map.Entry<String, JsonNode> header : metadata.get("headers").properties()) {
      text.append(headerRow(header.getKey(), header.getValue()));
    }
    return text.append(NEXT).toString();
  }

  private static String link(String title) {
    String slug = title.toLowerCase(Locale.ROOT).replace(",", "").replace(' ', '-');
    return '[' + title + "](#" + slug + ')';
  }

  /** The rows of each section. */
  private Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    SECTIONS.keySet().forEach(group -> rows.put(group, new ArrayList<>()));
    for (Map.Entry<String, JsonNode> option : metadata.get("properties").properties()) {
      String name = option.getKey();
      String group = option.getValue().path("group").asText();
      String prefix = option.getValue().path("prefix").asText("");
      rows.get(OF_WEBHOOK.contains(name) ? "webhook" : group)
          .add(row(name, prefix.isEmpty() ? name : prefix + "<name>", option.getValue(), ""));
    }
    for (Map.Entry<String, JsonNode> option : metadata.get("componentProperties").properties()) {
      if (!metadata.get("properties").has(option.getKey())) {
        rows.get(option.getValue().path("group").asText())
            .add(row(option.getKey(), option.getKey(), option.getValue(), "Component alone. "));
      }
    }
    return rows;
  }

  private static String row(String name, String shown, JsonNode option, String note) {
    return "| <a id=\"option-"
        + name
        + "\"></a>`"
        + shown
        + "`<br>"
        + type(name, option)
        + (option.path("secret").asBoolean() ? ", secret" : "")
        + " | "
        + defaultOf(option)
        + " | "
        + note
        + (option.path("required").asBoolean() ? "Required. " : "")
        + cell(description(option))
        + values(name, option)
        + " |\n";
  }

  private static String headerRow(String name, JsonNode header) {
    return "| <a id=\"header-"
        + name
        + "\"></a>`"
        + name
        + "`<br>`"
        + header.path("constantName").asText().replaceAll(".*#", "")
        + "`<br>"
        + type(name, header)
        + " | "
        + cell(header.path("description").asText())
        + " |\n";
  }

  private static String type(String name, JsonNode option) {
    if (name.equals("operation")) {
      return "[an operation](operations.md)";
    }
    if (option.path("type").asText().equals("duration")) {
      return "duration";
    }
    return option.has("enum")
        ? "enum"
        : cell(option.path("javaType").asText().replaceAll("[a-z0-9]+\\.", ""));
  }

  /** Without what the columns say already. */
  private static String description(JsonNode option) {
    return option
        .path("description")
        .asText()
        .replaceAll(" This is a multi-value option with prefix: \\S+$", "")
        .replaceAll(", in milliseconds(,(?= from))?", "");
  }

  private static String values(String name, JsonNode option) {
    if (!option.has("enum") || name.equals("operation")) {
      return "";
    }
    StringBuilder values = new StringBuilder();
    option.get("enum").forEach(value -> values.append(", `").append(value.asText()).append('`'));
    return "<br>Values: " + values.substring(2) + '.';
  }

  private static String defaultOf(JsonNode option) {
    String value = option.path("defaultValue").asText("");
    if (value.isEmpty()) {
      return "";
    }
    if (option.path("type").asText().equals("duration")) {
      return '`' + duration(Long.parseLong(value)) + '`';
    }
    boolean isNumber = value.matches("\\d+");
    return '`' + value + '`' + (isNumber ? size(Long.parseLong(value)) : "");
  }

  /** A duration as an option takes it, such as {@code 1m30s}. */
  static String duration(long millis) {
    if (millis == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    long rest = millis;
    for (Map.Entry<Long, String> unit : UNITS) {
      if (rest >= unit.getKey()) {
        text.append(rest / unit.getKey()).append(unit.getValue());
        rest %= unit.getKey();
      }
    }
    return text.toString();
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? " (" + (bytes >> 20) + " MiB)" : "";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
