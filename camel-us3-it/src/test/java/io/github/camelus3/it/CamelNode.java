package io.github.camelus3.it;

import org.apache.camel.main.Main;

/**
 * A Camel application for {@link OtherJvms}. Each argument is a property of Camel Main: {@code
 * name=value}. The routes are those of {@code camel.main.routesIncludePattern}. A route can use the
 * other properties as <code>{{name}}</code>. Prints {@link #STARTED} when the routes have started.
 */
public final class CamelNode {
  /** The line of Camel's log that ends the start. */
  public static final String STARTED = "(camel-node) started in";

  private CamelNode() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws Exception {
    Main main = new Main();
    main.addInitialProperty("camel.main.name", "camel-node");
    main.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
    for (String argument : args) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("argument must be name=value: " + argument);
      }
      main.addInitialProperty(argument.substring(0, equals), argument.substring(equals + 1));
    }
    System.exit(exitCode(main));
  }

  private static int exitCode(Main main) throws Exception {
    main.run();
    return main.getExitCode();
  }
}
