package io.github.camelus3.it.pollers;

import static java.util.stream.Collectors.toList;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Us3Properties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes that run a recipe of the page, and {@link Handling} behind it. */
public final class Nodes {
  private static final String HANDLE =
      """
      - beans:
          - name: handling
            type: %s
            constructors:
              "0": "{{node}}"
              "1": "{{folder}}"
      - route:
          id: handle
          from:
            uri: direct:handle
            steps:
              - bean:
                  ref: handling
      """
          .formatted(Handling.class.getName());

  private final OtherJvms jvms;
  private final Path folder;
  private final List<String> properties;
  private final Map<String, OtherJvm> nodes = new HashMap<>();

  /**
   * Nodes with the files of the page.
   *
   * @param folder for the files of the nodes
   * @param properties for every node, each {@code name=value}
   */
  public Nodes(
      OtherJvms jvms, Us3Emulator us3, Path folder, List<String> files, String... properties) {
    this.jvms = jvms;
    this.folder = folder;
    this.properties = new ArrayList<>(Us3Properties.of(us3));
    this.properties.add("folder=" + folder);
    this.properties.add(
        ScaleOutPage.routes(folder, files.toArray(String[]::new))
            + ",file:"
            + ScaleOutPage.write(folder.resolve("handle.yaml"), HANDLE));
    this.properties.addAll(List.of(properties));
  }

  /** Starts nodes, and waits until all of them have started. */
  public void start(String... names) {
    for (String name : names) {
      run(name);
    }
    awaitStart(names);
  }

  void awaitStart(String... names) {
    for (String name : names) {
      nodes.get(name).awaitOutput(CamelNode.STARTED);
    }
  }

  /** Runs a node with an HTTP server, without waiting for its start. Returns the server's port. */
  int runServer(String name) {
    int port = FreePort.find();
    run(
        name,
        "camel.rest.component=undertow",
        "camel.rest.host=127.0.0.1",
        "camel.rest.port=" + port);
    return port;
  }

  /** Runs a node with more properties, without waiting for its start. */
  void run(String name, String... more) {
    List<String> arguments = new ArrayList<>(properties);
    arguments.add("node=" + name);
    arguments.addAll(List.of(more));
    nodes.put(name, jvms.start(name, CamelNode.class, arguments.toArray(String[]::new)));
  }

  /** A node that has been started. */
  public OtherJvm node(String name) {
    return nodes.get(name);
  }

  /** Lets a node hold the next object that it handles. */
  public void hold(String name) {
    ScaleOutPage.write(folder.resolve("hold-" + name), "");
  }

  /** Kills a node while it handles an object. Returns the key of the object. */
  public String killWhileItHandles(String name) {
    hold(name);
    OtherJvm node = node(name).awaitOutput(Handling.HOLDING);
    node.kill();
    return node.output()
        .lines()
        .filter(line -> line.startsWith(Handling.HOLDING))
        .map(line -> line.substring(Handling.HOLDING.length()))
        .collect(toList())
        .get(0);
  }

  /** The keys of objects whose handling has begun, each as often as it has. */
  public List<String> begun() {
    return keys("begun");
  }

  /** The keys of objects whose handling has ended, each as often as it has. */
  public List<String> done() {
    return keys("done");
  }

  /** The node that has ended the handling of an object last. */
  public String lastAtWork() {
    List<String> lines = lines("done");
    String last = lines.get(lines.size() - 1);
    return last.substring(0, last.indexOf(' '));
  }

  /** The nodes that have ended the handling of an object. */
  public List<String> nodesAtWork() {
    return lines("done").stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .distinct()
        .sorted()
        .toList();
  }

  private List<String> keys(String file) {
    return lines(file).stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  private List<String> lines(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
