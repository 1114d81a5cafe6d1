package io.github.camelus3.kamelets.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Maven repository in a folder, with this build's jars. */
record FolderRepository(Path folder, String version) {
  void addPom(String artifact, Path pom) throws IOException {
    add(artifact, pom, ".pom");
  }

  void addJar(String artifact, Path target) throws IOException {
    add(artifact, target.resolve(artifact + '-' + version + ".jar"), ".jar");
  }

  private void add(String artifact, Path file, String extension) throws IOException {
    Path directory = folder.resolve("io/github/camelus3").resolve(artifact).resolve(version);
    Files.createDirectories(directory);
    Path copy = directory.resolve(artifact + '-' + version + extension);
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(Path.of(copy + ".sha1"), sha1(Files.readAllBytes(copy)));
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
