package io.github.camelus3.springboot;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes the class of the properties. */
final class ConfigurationSource {
  private static final Pattern QUALIFIED = Pattern.compile("(?:[a-z]\\w*\\.)+([A-Z]\\w*)");
  private static final int WIDTH = 96;

  private ConfigurationSource() {}

  static String of(List<ComponentOption> options) {
    StringBuilder fields = new StringBuilder();
    StringBuilder methods = new StringBuilder();
    TreeSet<String> imports = new TreeSet<>();
    imports.add("org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon");
    imports.add("org.springframework.boot.context.properties.ConfigurationProperties");
    for (ComponentOption option : options) {
      QUALIFIED.matcher(option.type()).results().map(MatchResult::group).forEach(imports::add);
      field(fields, option);
      accessors(methods, option);
    }
    imports.removeIf(type -> type.startsWith("java.lang."));

    StringBuilder source = new StringBuilder("package io.github.camelus3.springboot;\n\n");
    imports.forEach(type -> source.append("import ").append(type).append(";\n"));
    return source
        .append("\n/**\n * The properties {@code camel.component.us3.*}. Null means not set: the")
        .append(" component has its default.\n *\n * <p>Generated from the metadata of the")
        .append(" component; see GeneratedFilesTest.\n */\n")
        .append("@ConfigurationProperties(prefix = \"camel.component.us3\")\n")
        .append("public class Us3ComponentConfiguration")
        .append(" extends ComponentConfigurationPropertiesCommon {\n")
        .append(fields)
        .append(methods)
        .append("}\n")
        .toString();
  }

  private static void field(StringBuilder fields, ComponentOption option) {
    fields
        .append(option.isDuration() ? "  @Milliseconds private " : "  private ")
        .append(simple(option.type()))
        .append(' ')
        .append(option.name())
        .append(";\n");
  }

  private static void accessors(StringBuilder methods, ComponentOption option) {
    String property = Character.toUpperCase(option.name().charAt(0)) + option.name().substring(1);
    String type = simple(option.type());
    String deprecated = option.isDeprecated() ? "  @Deprecated\n" : "";
    methods
        .append("\n")
        .append(deprecated)
        .append("  public ")
        .append(type)
        .append(" get")
        .append(property)
        .append("() {\n    return ")
        .append(option.name())
        .append(";\n  }\n\n");
    javadoc(methods, option.description());
    methods
        .append(deprecated)
        .append("  public void set")
        .append(property)
        .append('(')
        .append(type)
        .append(' ')
        .append(option.name())
        .append(") {\n    this.")
        .append(option.name())
        .append(" = ")
        .append(option.name())
        .append(";\n  }\n");
  }

  private static void javadoc(StringBuilder methods, String description) {
    methods.append("  /**\n");
    StringBuilder line = new StringBuilder("   *");
    for (String word : html(description).split("\\s+")) {
      if (line.length() + word.length() >= WIDTH) {
        methods.append(line).append('\n');
        line.setLength(0);
        line.append("   *");
      }
      line.append(' ').append(word);
    }
    methods.append(line).append("\n   */\n");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;");
  }

  private static String simple(String type) {
    return QUALIFIED.matcher(type).replaceAll("$1").replace(",", ", ");
  }
}
