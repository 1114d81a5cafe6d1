package io.github.camelus3.emulator;

import io.github.camelus3.emulator.rules.Settings;
import io.github.camelus3.emulator.rules.Signatures;
import io.github.camelus3.emulator.server.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the program prints at its start: its address and settings, and two lines to paste. The
 * default keys are shown. Of other keys the private one is not: the lines take it from the
 * environment.
 */
final class StartBlock {
  /** The variable from which the printed lines take a private key that is not the default. */
  static final String PRIVATE_KEY_VARIABLE = "US3_PRIVATE_KEY";

  private static final String EXAMPLE_KEY = "hello.txt";
  private static final String EXAMPLE_TYPE = "text/plain";

  private final Us3Emulator emulator;
  private final Settings settings;
  private final String publicKey;

  /** The block of an emulator that has been started. */
  StartBlock(Us3Emulator emulator) {
    this.emulator = emulator;
    this.settings = emulator.settings();
    this.publicKey = settings.credentials().keySet().iterator().next();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("US3 emulator listening on " + emulator.address().url());
    lines.add(line("Buckets", buckets()));
    lines.add(line("Keys", keys()));
    lines.add(line("Data", data()));
    if (emulator.hasConsole()) {
      lines.add(line("Console", emulator.consoleUrl()));
    }
    lines.add(line("Health", emulator.endpoint() + Health.TARGET));
    lines.add(line("Camel", uri()));
    lines.add(line("Upload", curl()));
    return lines;
  }

  private static String line(String name, String value) {
    return String.format("  %-8s %s", name, value);
  }

  private String buckets() {
    return settings.buckets().entrySet().stream()
        .map(bucket -> bucket.getKey() + (bucket.getValue() ? " (public)" : ""))
        .collect(Collectors.joining(", "));
  }

  private boolean hasDefaultKeys() {
    return settings
        .credentials()
        .equals(Map.of(Us3Emulator.DEFAULT_PUBLIC_KEY, Us3Emulator.DEFAULT_PRIVATE_KEY));
  }

  private String keys() {
    return hasDefaultKeys()
        ? "the defaults: " + publicKey + ", " + Us3Emulator.DEFAULT_PRIVATE_KEY
        : publicKey + "; put its private key into " + PRIVATE_KEY_VARIABLE;
  }

  private String data() {
    String kept = settings.dataDirectory().isPresent() ? " (kept)" : " (deleted at exit)";
    return emulator.dataDirectory() + kept;
  }

  private String bucket() {
    return settings.buckets().keySet().iterator().next();
  }

  private String uri() {
    String privateKey =
        hasDefaultKeys() ? Us3Emulator.DEFAULT_PRIVATE_KEY : "{{env:" + PRIVATE_KEY_VARIABLE + "}}";
    return "us3:%s?endpoint=%s&publicKey=RAW(%s)&privateKey=RAW(%s)"
        .formatted(bucket(), emulator.endpoint(), publicKey, privateKey);
  }

  private String curl() {
    return "curl -i -X PUT %s/%s -H 'Content-Type: %s' -H \"Authorization: UCloud %s:%s\" -d hello"
        .formatted(emulator.endpoint(), EXAMPLE_KEY, EXAMPLE_TYPE, quoted(publicKey), signature());
  }

  /** The signature, or the command that makes it. */
  private String signature() {
    String stringToSign = "PUT\n\n" + EXAMPLE_TYPE + "\n\n/" + bucket() + "/" + EXAMPLE_KEY;
    return hasDefaultKeys()
        ? Signatures.sign(Us3Emulator.DEFAULT_PRIVATE_KEY, stringToSign)
        : "$(printf '%s' | openssl dgst -sha1 -hmac \"$%s\" -binary | base64)"
            .formatted(stringToSign.replace("\n", "\\n"), PRIVATE_KEY_VARIABLE);
  }

  /** A value within the shell's double quotes. */
  private static String quoted(String value) {
    return value.replaceAll("[\"\\\\$`]", "\\\\$0");
  }
}
