package io.github.camelus3.it.kafka;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nodes that run the recipe "Kafka to US3" of docs/scale-out.md. */
final class UploadNodes {
  private static final String PAGE = "scale-out.md";

  private final OtherJvms jvms;
  private final Us3Emulator us3;
  private final CallbackService service;
  private final Path folder;

  /**
   * Nodes with a shared folder.
   *
   * @param folder for the files of the recipe, and the parent of the shared folder
   */
  UploadNodes(OtherJvms jvms, Us3Emulator us3, CallbackService service, Path folder)
      throws IOException {
    this.jvms = jvms;
    this.us3 = us3;
    this.service = service;
    this.folder = folder;
    Files.createDirectories(shared());
    Files.createFile(shared().resolve(".shared"));
  }

  /** The files of the recipe. */
  static Recipe recipe() {
    return Recipe.of(PAGE, "kafka-to-us3.yaml", "failures.yaml");
  }

  /** The recipe for another topic. */
  static Recipe recipe(String topic) {
    return recipe().with("uploads", topic);
  }

  Path shared() {
    return folder.resolve("shared");
  }

  /** Starts a node, without waiting for it. The client IDs of its consumers begin with its name. */
  OtherJvm start(String name, Recipe recipe, Broker broker) {
    List<String> properties = new ArrayList<>(Us3Properties.of(us3));
    Recipe.text(PAGE, "kafka-to-us3.properties")
        .replace("com.example", SharedFolder.class.getPackageName())
        .lines()
        .forEach(properties::add);
    properties.add(recipe.routes(folder));
    properties.add("camel.component.kafka.brokers=" + broker.address());
    properties.add("camel.component.kafka.clientId=" + name + "-");
    properties.add("service=" + service.url());
    properties.add("shared=" + shared());
    return jvms.start(name, CamelNode.class, properties.toArray(String[]::new));
  }
}
