package io.github.camelus3.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, without those of builds. */
final class RepositoryFiles {
  private static final Set<String> OTHERS = Set.of("target", ".git", "node_modules");

  private RepositoryFiles() {}

  /** The files whose path ends so, sorted. The folders of builds are not entered. */
  static List<Path> endingIn(String end) throws IOException {
    return endingIn(MarkdownFile.ROOT, end);
  }

  /** Builds in other JVMs write and delete their files at any time. */
  static List<Path> endingIn(Path root, String end) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return OTHERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(end)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // a build has deleted it since its folder was listed
            }
            throw e;
          }
        });
    found.sort(null);
    return found;
  }
}
