package io.github.camelus3.docs;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;

/** A Java block of a page that is a whole file, compiled as it stands there. */
record JavaBlock(String source) {
  private static final Pattern NAME = Pattern.compile("public (?:final )?class (\\w+)");

  String name() {
    Matcher name = NAME.matcher(source);
    if (!name.find()) {
      throw new IllegalStateException("block must have a public class: " + source);
    }
    return name.group(1);
  }

  /** Writes the file that a reader would make of the block. */
  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve(name() + ".java"), source);
  }

  /** Compiles the block into a folder, with the classes of the folder and those of the tests. */
  Class<?> compile(Path folder) throws IOException, ClassNotFoundException {
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-Xlint:deprecation,unchecked",
                "-Werror",
                "--release",
                "17",
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                write(folder).toString());
    if (status != 0) {
      throw new IllegalStateException("block must compile: " + name());
    }
    return Class.forName(name(), true, loader(folder));
  }

  @SuppressWarnings("resource") // a folder of classes holds nothing open
  private static ClassLoader loader(Path folder) throws MalformedURLException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaBlock.class.getClassLoader());
  }

  RouteBuilder route(Path folder) throws IOException, ReflectiveOperationException {
    return (RouteBuilder) compile(folder).getDeclaredConstructor().newInstance();
  }

  /** Calls the block's {@code main}. */
  void run(Path folder, String... args) throws IOException, ReflectiveOperationException {
    compile(folder).getMethod("main", String[].class).invoke(null, (Object) args);
  }
}
