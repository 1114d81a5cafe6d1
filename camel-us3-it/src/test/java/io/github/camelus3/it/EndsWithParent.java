package io.github.camelus3.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs the main class of the first argument, until the JVM that has started this one ends. */
final class EndsWithParent {
  private EndsWithParent() {}

  /** Standard input is a pipe to the parent, so it ends with the parent. */
  public static void main(String[] args) throws ReflectiveOperationException {
    InputStream fromParent = System.in;
    Thread watch = new Thread(() -> haltAtTheEndOf(fromParent), "ends-with-parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void haltAtTheEndOf(InputStream fromParent) {
    try {
      fromParent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input has failed: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
