package io.github.camelus3.emulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the command line that make requests fail by chance. */
final class FaultOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--fault-rate",
      paramLabel = "RATE",
      description =
          "Chance of a request to go wrong, 0 to 1. Default: 1 with --fault, 0 without it.")
  private Double rate;

  @Option(
      names = "--fault-seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "The same faults come again for the same seed. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = Names.class,
      description =
          "What goes wrong: one or more of ${COMPLETION-CANDIDATES}."
              + " Default: all of them, when there is a --fault-rate.")
  private List<String> names = new ArrayList<>();

  /** The names listed in the help text. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NamedFaults.names().iterator();
    }
  }

  void addTo(Us3Emulator.Builder builder) {
    if (names.isEmpty() && rate == null) {
      return;
    }
    List<Fault> chosen =
        names.isEmpty() ? List.copyOf(NamedFaults.all()) : names.stream().map(this::fault).toList();
    double chance = rate == null ? 1 : rate;
    Fault[] faults = chosen.toArray(Fault[]::new);
    OptionErrors.checked(
        spec, "--fault-rate", chance, () -> builder.randomFaults(chance, seed, faults));
  }

  private Fault fault(String name) {
    return NamedFaults.find(name)
        .orElseThrow(
            () ->
                OptionErrors.invalid(
                    spec,
                    "--fault",
                    name,
                    new IllegalArgumentException(
                        "no such fault" + OptionErrors.suggestion(name, NamedFaults.names()))));
  }
}
