package io.github.camelus3.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The groups of {@code --help}. Picocli's own groups would need a class each. */
final class HelpText {
  /** The options by heading, in the order of the text. */
  static final Map<String, List<String>> GROUPS = groups();

  private HelpText() {}

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("Where it listens", List.of("--host", "--port", "--host-suffix"));
    groups.put(
        "Buckets, keys and data",
        List.of(
            "--bucket", "--public-bucket", "--public-key", "--private-key", "--config", "--data"));
    groups.put(
        "What the service is like",
        List.of(
            "--block-size",
            "--callback-timeout-millis",
            "--allow-part-overwrite",
            "--drop-object-when-callback-fails",
            "--strict-etag-order",
            "--refuse-https-callback",
            "--follow-callback-redirects",
            "--ignore-part-md5",
            "--finish-by-etag-count",
            "--abort-by-uploads",
            "--restore-delay-millis"));
    groups.put("The console", List.of("--console-port", "--console-host", "--no-console"));
    groups.put("What goes wrong", List.of("--fault", "--fault-rate", "--fault-seed"));
    groups.put(
        "The program", List.of("--quiet", "--stop-seconds", "--completion", "--help", "--version"));
    return groups;
  }

  static void install(CommandLine commandLine) {
    commandLine
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
  }

  private static String options(Help help) {
    StringBuilder text = new StringBuilder();
    CommandSpec spec = help.commandSpec();
    GROUPS.forEach(
        (heading, names) -> {
          Help.Layout layout = help.createDefaultLayout();
          names.stream()
              .map(spec::findOption)
              .forEach(option -> layout.addOption(option, help.parameterLabelRenderer()));
          text.append(String.format("%n%s:%n%s", heading, layout));
        });
    return text.toString();
  }
}
