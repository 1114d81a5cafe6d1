package io.github.camelus3.emulator;

import java.io.PrintWriter;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains which option of the command line is invalid and why. */
final class OptionErrors {
  private OptionErrors() {}

  /** Prints one line. Picocli's list of all options would push it off the screen. */
  static int print(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      message += suggestion(first, commandLine.getCommandSpec().optionsMap().keySet());
    }
    PrintWriter err = commandLine.getErr();
    err.println(message.endsWith("?") ? message : message + " (--help lists the options)");
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** The nearest name as a question; "" when none is near. */
  static String suggestion(String given, Collection<String> names) {
    int end = given.indexOf('=');
    return ClosestWord.find(end < 0 ? given : given.substring(0, end), names)
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** Sets a value; an {@code IllegalArgumentException} becomes the option's error. */
  static void checked(CommandSpec spec, String option, Object value, Runnable set) {
    try {
      set.run();
    } catch (IllegalArgumentException e) {
      throw invalid(spec, option, value, e);
    }
  }

  static ParameterException invalid(CommandSpec spec, String option, Object value, Exception e) {
    String message = "Invalid value for option '" + option + "' (" + value + "): " + e.getMessage();
    return new ParameterException(spec.commandLine(), message, e);
  }
}
